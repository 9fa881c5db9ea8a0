"""Handing in an application: the same pages for the applicant and for the counter that records for the applicant."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case
from silastri.apps.catalog import queries as catalog
from silastri.apps.offices import queries as offices
from silastri.domain.case.requirements import lacking
from silastri.domain.refusal import Refusal
from silastri.journey.apply import draft
from silastri.journey.apply import submit as journey
from silastri.journey.case import reach
from silastri.journey.case.dossier import case_facts
from silastri.journey.steps.check import FORM, asked

from .answers import shown
from .case import repair
from .fill_in import Filling, fill_in, filling
from .guard import View
from .middleware import status_of
from .side import Side
from .uploads import papers, parts


@dataclass(frozen=True)
class Views:
    """The screens that are the same on both sides."""

    fill_in: View
    attach: View
    detach: View
    take_back: View
    parts: View
    part: View
    document: View
    picture: View
    submit: View
    discard: View
    repair: View


def views(side: Side, guard: Callable[[View], View]) -> Views:
    """The screens of one side, behind its guard."""
    return Views(
        fill_in=guard(partial(fill_in, side=side)),
        attach=guard(partial(papers.attach, side=side, returned=repair.page, progress=_progress)),
        detach=guard(partial(papers.detach, side=side)),
        take_back=guard(partial(papers.take_back, side=side)),
        parts=guard(partial(parts.begin, side=side)),
        part=guard(partial(parts.add, side=side)),
        document=guard(partial(papers.document, side=side)),
        picture=guard(partial(papers.picture, side=side)),
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


def _progress(request: Any, side: Side, case: Case) -> dict[str, Any]:
    """The papers are the last page but one of what is left to do."""
    found = filling(request, side, case)
    return found.progress(found.steps - 1)


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
        "told": reach.shown(case.applicant),
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
