"""The papers of an application: handed in one by one, looked at, replaced, taken back."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case, CaseDocument
from silastri.apps.documents import queries as documents
from silastri.domain.case import keys
from silastri.domain.case.workflow import State
from silastri.domain.refusal import NotThere, Refusal
from silastri.journey.apply import draft, parts
from silastri.journey.marks import marked
from silastri.journey.papers import picture as pictures
from silastri.web.middleware import status_of
from silastri.web.pdf import pdf
from silastri.web.side import Side

from .cards import cards

Page = Callable[[Any, Side, Case, dict[str, str] | None, int], HttpResponse]


Progress = Callable[[Any, Side, Case], dict[str, Any]]


def attach(request: Any, ref: str, *, side: Side, returned: Page, progress: Progress) -> HttpResponse:
    """``returned``: the page of an application that was sent back; ``progress``: how far a draft is."""
    case = side.find(request, ref)
    page = returned if case.state == State.RETURNED else partial(_page, progress)
    if request.method != "POST":
        return page(request, side, case, None, 200)
    key = request.POST.get("persyaratan", "")
    try:
        _hand_in(request, side, ref, key)
    except (NotThere, draft.NotOpenForChanges):
        raise
    except Refusal as refusal:
        return page(request, side, case, {key: str(refusal)}, status_of(refusal))
    return page(request, side, case, None, 200) if request.htmx else _back(side, ref, key)


def _hand_in(request: Any, side: Side, ref: str, key: str) -> None:
    """What came in parts before, or what comes with the form."""
    act, sent = side.act(request), request.FILES.getlist("berkas")
    if tokens := request.POST.getlist("bagian"):
        parts.attach(act, ref=ref, key=key, tokens=tokens)
    elif sent:
        draft.attach_all(act, ref=ref, key=key, files=[(one.read(), one.name or "berkas") for one in sent])
    else:
        raise parts.NotWhole("Pilih berkas dulu.")


def detach(request: Any, ref: str, *, side: Side) -> HttpResponse:
    side.find(request, ref)
    if request.method == "POST":
        draft.detach(side.act(request), ref=ref, key=request.POST.get("persyaratan", ""))
        messages.success(request, "Berkas dihapus.")
    return redirect(side.attach, ref)


def take_back(request: Any, ref: str, *, side: Side) -> HttpResponse:
    """The paper that was replaced counts again."""
    side.find(request, ref)
    if request.method != "POST":
        return redirect(side.attach, ref)
    key = request.POST.get("persyaratan", "")
    draft.take_back(side.act(request), ref=ref, key=key)
    messages.success(request, "Berkas sebelumnya dipakai lagi.")
    return _back(side, ref, key)


def _back(side: Side, ref: str, key: str) -> HttpResponse:
    return redirect(f"{reverse(side.attach, args=[ref])}#{key}")


def _page(
    progress: Progress, request: Any, side: Side, case: Case, errors: dict[str, str] | None, status: int
) -> HttpResponse:
    """All cards; to a script that sent one paper, its card alone."""
    found = cards(request, case, errors or {})
    page = {"side": side, "case": case, "cards": found, "errors": errors or {}}
    key = request.POST.get("persyaratan", "")
    card = next((card for card in found if card.requirement.key == key), None)
    if request.htmx and card:
        return render(request, "filing/_paper.html", page | {"card": card}, status=status)
    return render(request, "filing/attach.html", page | progress(request, side, case), status=status)


def document(request: Any, ref: str, pk: int, *, side: Side) -> HttpResponse:
    """The file as it is kept; at the counter, a paper of identity has its mark."""
    found = _paper(request, side, ref, pk)
    if side.at_counter:
        return pdf(marked.content(request.act, side.find(request, ref), found), f"{ref}-{pk}")
    return pdf(documents.content(found.file.sha256), f"{ref}-{pk}")


def picture(request: Any, ref: str, pk: int, page: int, *, side: Side) -> HttpResponse:
    found = _paper(request, side, ref, pk)
    if side.at_counter:
        shown_page = marked.page(request.act, side.find(request, ref), found, page=page, width=400)
    else:
        shown_page = pictures.of_file(found.file.sha256, page=page, width=400)
    return HttpResponse(shown_page, content_type="image/webp")


def _paper(request: Any, side: Side, ref: str, pk: int) -> CaseDocument:
    case = side.find(request, ref)
    found = cases.document(case, pk)
    if found is None or (keys.is_of_step(found.key) and found.person_id != case.applicant_id):
        raise NotThere("Berkas ini tidak ada.")
    return found
