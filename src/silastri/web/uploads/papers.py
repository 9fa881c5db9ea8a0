"""The papers of an application: handed in one by one, looked at, replaced, taken back."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case, CaseDocument, Mark
from silastri.apps.catalog import queries as catalog
from silastri.apps.documents import queries as documents
from silastri.apps.documents.models import PartialFile
from silastri.domain.case import keys
from silastri.domain.case.requirements import optional
from silastri.domain.definition.standard import Requirement
from silastri.domain.refusal import NotThere, Refusal
from silastri.journey.apply import draft, parts, submit
from silastri.journey.papers import picture as pictures
from silastri.journey.steps.check import asked
from silastri.web.middleware import status_of
from silastri.web.pdf import pdf
from silastri.web.side import Side


@dataclass(frozen=True)
class Card:
    """What a page shows of one requirement."""

    number: int
    requirement: Requirement
    paper: CaseDocument | None
    mark: Mark | None
    error: str
    is_open: bool
    is_optional: bool
    is_unmended: bool  # found wrong, and not replaced yet
    may_be_undone: bool  # a paper of the draft that replaced another
    coming: tuple[PartialFile, ...]  # files whose sending broke off


def attach(request: Any, ref: str, *, side: Side) -> HttpResponse:
    case = side.find(request, ref)
    if request.method != "POST":
        return _page(request, side, case)
    key = request.POST.get("persyaratan", "")
    try:
        _hand_in(request, side, ref, key)
    except (NotThere, draft.NotOpenForChanges):
        raise
    except Refusal as refusal:
        return _page(request, side, case, {key: str(refusal)}, status_of(refusal))
    return _page(request, side, case) if request.htmx else _back(side, ref, key)


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
    request: Any, side: Side, case: Case, errors: dict[str, str] | None = None, status: int = 200
) -> HttpResponse:
    """All cards; to a script that sent one paper, its card alone."""
    found = _cards(request, case, errors or {})
    page = {"side": side, "case": case, "cards": found, "errors": errors or {}}
    key = request.POST.get("persyaratan", "")
    card = next((card for card in found if card.requirement.key == key), None)
    if request.htmx and card:
        return render(request, "filing/_paper.html", page | {"card": card}, status=status)
    return render(request, "filing/attach.html", page, status=status)


def _cards(request: Any, case: Case, errors: dict[str, str]) -> list[Card]:
    asked_for, repairs = asked(catalog.definition(case.version_id), case), draft.repairs(case)
    papers, may_be_empty, unmended = cases.documents(case), optional(asked_for), submit.unmended(case)
    marks = cases.last_marks(case) if case.state == "returned" else {}
    replaced = cases.replaced(case) if case.state == "draft" else set()
    coming = documents.partials(request.user.pk, ref=case.ref)
    return [
        Card(
            number=number,
            requirement=r,
            paper=papers.get(r.key),
            mark=marks.get(r.key),
            error=errors.get(r.key, ""),
            is_open=repairs.allows(r.key) and not r.is_thing,
            is_optional=r.key in may_be_empty,
            is_unmended=r.key in unmended,
            may_be_undone=r.key in replaced,
            coming=tuple(one for one in coming if one.key == r.key and not one.is_whole),
        )
        for number, r in enumerate(asked_for, start=1)
    ]


def document(request: Any, ref: str, pk: int, *, side: Side) -> HttpResponse:
    """The file as it is kept."""
    return pdf(documents.content(_paper(request, side, ref, pk).file.sha256), f"{ref}-{pk}")


def picture(request: Any, ref: str, pk: int, page: int, *, side: Side) -> HttpResponse:
    shown_page = pictures.of_file(_paper(request, side, ref, pk).file.sha256, page=page, width=400)
    return HttpResponse(shown_page, content_type="image/webp")


def _paper(request: Any, side: Side, ref: str, pk: int) -> CaseDocument:
    found = cases.document(side.find(request, ref), pk)
    if found is None or keys.is_of_step(found.key):
        raise NotThere("Berkas ini tidak ada.")
    return found
