"""Handing in an application: the same pages for the applicant and for the counter that records for the applicant."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case, CaseDocument
from silastri.apps.catalog import queries as catalog
from silastri.apps.documents import queries as documents
from silastri.apps.offices import queries as offices
from silastri.domain.case import keys
from silastri.domain.case.requirements import lacking, optional
from silastri.domain.refusal import NotThere, Refusal
from silastri.journey.apply import draft
from silastri.journey.apply import submit as journey
from silastri.journey.case.dossier import case_facts
from silastri.journey.papers import picture as pictures
from silastri.journey.steps.check import FORM, asked

from .answers import shown
from .case import repair
from .fill_in import Filling, fill_in, filling
from .guard import View
from .middleware import status_of
from .pdf import pdf
from .side import Side


@dataclass(frozen=True)
class Views:
    """The screens that are the same on both sides."""

    fill_in: View
    attach: View
    detach: View
    document: View
    picture: View
    submit: View
    discard: View
    repair: View


def views(side: Side, guard: Callable[[View], View]) -> Views:
    """The screens of one side, behind its guard."""
    return Views(
        fill_in=guard(partial(fill_in, side=side)),
        attach=guard(partial(attach, side=side)),
        detach=guard(partial(detach, side=side)),
        document=guard(partial(document, side=side)),
        picture=guard(partial(picture, side=side)),
        submit=guard(partial(submit, side=side)),
        discard=guard(partial(discard, side=side)),
        repair=guard(partial(repair.repair, side=side)),
    )


def draft_page(request: Any, side: Side, case: Case) -> HttpResponse:
    """What is left to do before the application can be handed in."""
    definition = catalog.definition(case.version_id)
    asked_for, handed_in = asked(definition, case), cases.documents(case)
    known = case_facts(case, definition)
    path = definition.standard.path(known["jalur"]["kunci"])
    page = {
        "side": side,
        "case": case,
        "standard": definition.standard,
        "office": offices.definition(case.office),
        "filled": filling(request, side, case).unanswered() is None,
        "begun": bool(case.answers.get("raw")),
        "count": sum(r.key in handed_in for r in asked_for),
        "total": sum(not r.is_thing for r in asked_for),
        "path": path,
        "promise": definition.standard.promise_on(path.key if path else "").length,
        "missing": len(lacking(asked_for, handed_in)),
    }
    return render(request, "filing/draft.html", page)


def attach(request: Any, ref: str, *, side: Side) -> HttpResponse:
    """The papers: handed in one by one, looked at, taken back."""
    case = side.find(request, ref)
    if request.method != "POST":
        return _papers(request, side, case)
    key, sent = request.POST.get("persyaratan", ""), request.FILES.get("berkas")
    if sent is None:
        return _papers(request, side, case, {key: "Pilih berkas dulu."}, 422)
    try:
        draft.attach(side.act(request), ref=ref, key=key, upload=sent.read(), upload_name=sent.name or "berkas")
    except (NotThere, draft.NotOpenForChanges):
        raise
    except Refusal as refusal:
        return _papers(request, side, case, {key: str(refusal)}, status_of(refusal))
    return _papers(request, side, case) if request.htmx else redirect(side.attach, ref)


def detach(request: Any, ref: str, *, side: Side) -> HttpResponse:
    side.find(request, ref)
    if request.method == "POST":
        draft.detach(side.act(request), ref=ref, key=request.POST.get("persyaratan", ""))
        messages.success(request, "Berkas dihapus.")
    return redirect(side.attach, ref)


def _papers(
    request: Any, side: Side, case: Case, errors: dict[str, str] | None = None, status: int = 200
) -> HttpResponse:
    if case.state == "returned":
        return repair.page(request, side, case, errors, status)
    repairs, asked_for = draft.repairs(case), asked(catalog.definition(case.version_id), case)
    found = filling(request, side, case)
    page = {
        "side": side,
        "case": case,
        "requirements": asked_for,
        "papers": cases.documents(case),
        "errors": errors or {},
        "open": {r.key for r in asked_for if repairs.allows(r.key) and not r.is_thing},
        "optional": optional(asked_for),
    } | found.progress(found.steps - 1)
    return render(request, "filing/_papers.html" if request.htmx else "filing/attach.html", page, status=status)


def document(request: Any, ref: str, pk: int, *, side: Side) -> HttpResponse:
    """The file as it is kept."""
    return pdf(documents.content(_paper(request, side, ref, pk).file.sha256), f"{ref}-{pk}")


def picture(request: Any, ref: str, pk: int, page: int, *, side: Side) -> HttpResponse:
    shown_page = pictures.of_file(_paper(request, side, ref, pk).file.sha256, page=page, width=400)
    return HttpResponse(shown_page, content_type="image/webp")


def _paper(request: Any, side: Side, ref: str, pk: int) -> CaseDocument:
    case = side.find(request, ref)
    found = cases.document(case, pk)
    if found is None or (keys.is_of_step(found.key) and found.person_id != case.applicant_id):
        raise NotThere("Berkas ini tidak ada.")
    return found


def submit(request: Any, ref: str, *, side: Side) -> HttpResponse:
    """The last look before handing in."""
    case = side.find(request, ref)
    errors: dict[str, str] = {}
    status = 200
    if request.method == "POST":
        try:
            journey.submit(side.act(request), ref=ref)
        except journey.AlreadySubmitted:
            raise
        except Refusal as refusal:
            errors = getattr(refusal, "fields", {}) or {"": str(refusal)}
            status = status_of(refusal)
            if case.state == "returned":
                return repair.page(request, side, case, {_place(at): told for at, told in errors.items()}, status)
        else:
            return redirect(side.submitted, ref)
    elif case.state == "returned":
        return redirect(side.repair, ref)
    elif case.state != "draft":
        return redirect(side.case, ref)
    found = filling(request, side, case)
    page = {
        "side": side,
        "case": case,
        "answers": [(one, shown(one.questions, found.read.values), found.change(one)) for one in found.pages],
        "may_change": draft.repairs(case).allows(FORM),
        "doubts": [doubt for one in found.pages for doubt in found.doubts(one)],
        "requirements": asked(found.definition, case),
        "papers": cases.documents(case),
        "errors": _places(found, errors),
    } | found.progress(found.steps)
    return render(request, "filing/submit.html", page, status=status)


def _place(name: str) -> str:
    """Where an error is shown of what is repaired: those of single answers are shown together at the form."""
    return "formulir" if "." in name else name


def _places(found: Filling, errors: dict[str, str]) -> dict[str, str]:
    """Each error where it is mended: those of answers once for each page that asks them."""
    places: dict[str, str] = {}
    for name, sentence in errors.items():
        page = next((one for one in found.pages if one.has(name)), None)
        if page is not None:
            places[f"isi-{page.key}"] = f"{page.title or 'Isian formulir'}: ada yang belum diisi atau belum benar."
        elif name != FORM or len(errors) == 1:
            places[name] = sentence
    return places


def discard(request: Any, ref: str, *, side: Side) -> HttpResponse:
    case = side.find(request, ref)
    if request.method != "POST":
        return render(request, "filing/discard.html", {"case": case, "side": side})
    draft.discard(side.act(request), ref=ref)
    messages.success(request, "Draf sudah dihapus.")
    return redirect(side.home)
