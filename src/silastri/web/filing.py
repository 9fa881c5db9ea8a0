"""Handing in an application: the same pages for the applicant and for the counter that records for the applicant."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode

from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case
from silastri.apps.catalog import queries as catalog
from silastri.apps.offices import queries as offices
from silastri.domain.case import form as forms
from silastri.domain.case.held_letter import Choices
from silastri.domain.case.person import doubts
from silastri.domain.case.requirements import lacking
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.field import PERSON_PARTS, FieldKind, Question
from silastri.domain.refusal import Refusal
from silastri.journey.apply import draft
from silastri.journey.apply import submit as journey
from silastri.journey.case.dossier import case_facts, filed_on
from silastri.journey.case.letter_choices import choices
from silastri.journey.steps.check import FORM, asked

from . import day_picker, repair
from .answers import shown
from .guard import View
from .middleware import status_of
from .questions import typed
from .regions import regions
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
        attach=guard(partial(papers.attach, side=side, returned=repair.page)),
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
        "filled": bool(case.answers.get("raw")) or not definition.standard.form,
        "count": sum(r.key in handed_in for r in asked_for),
        "total": sum(not r.is_thing for r in asked_for),
        "path": path,
        "promise": definition.standard.promise_on(path.key if path else "").length,
        "missing": len(lacking(asked_for, handed_in)),
    }
    return render(request, "filing/draft.html", page)


def fill_in(request: Any, ref: str, *, side: Side) -> HttpResponse:
    case = side.find(request, ref)
    definition = catalog.definition(case.version_id)
    questions = definition.standard.form
    if not draft.repairs(case).allows(FORM):
        raise draft.NotOpenForChanges("Isian formulir tidak bisa diubah lagi.")
    raw = dict(case.answers.get("raw", {}))
    errors: dict[str, str] = {}
    today, letters = _today(request, case), _letters(request, case)
    if request.method == "POST":
        sent = typed(questions, request.POST)
        sent |= day_picker.pressed(definition, raw | sent, request.POST)
        draft.answer(side.act(request), ref=ref, raw=sent)
        lost = draft.choose_days(side.act(request), ref=ref)
        raw |= sent
        if request.htmx:
            return _saved(forms.shown(questions, raw, today, letters), lost)
        errors = forms.read(questions, raw, today, letters=letters).errors | _at_day(definition, lost)
        if there := _stays(request, side, ref):
            if not lost:
                return redirect(there)
            errors = _at_day(definition, lost)
        elif not errors:
            messages.success(request, "Isian tersimpan.")
            return redirect(side.repair if case.state == "returned" else side.case, ref)
    month = day_picker.month_to_open(request.POST) or request.GET.get("bulan", "")
    page = {
        "side": side,
        "case": case,
        "questions": questions,
        "raw": raw,
        "errors": errors,
        "shown": forms.shown(questions, raw, today, letters),
        "letters": letters,
        "parts": PERSON_PARTS,
        "regions": regions(),
        "mark": cases.last_marks(case).get(FORM) if case.state == "returned" else None,
        "calendar": day_picker.calendar(case, definition, raw, month, today),
    }
    return render(request, "filing/fill_in.html", page, status=422 if errors else 200)


def _stays(request: Any, side: Side, ref: str) -> str:
    """Where on the form a button in it leads: to a list that grew, to the calendar; empty for the form's own button."""
    here = reverse(side.fill_in, args=[ref])
    if request.POST.get("lagi"):
        return f"{here}#{request.POST['lagi']}"
    month = day_picker.month_to_open(request.POST)
    return f"{here}?{urlencode({'bulan': month})}#kalender" if month else ""


def _at_day(definition: Definition, lost: str) -> dict[str, str]:
    """Why the days cannot be had, at the question for the first of them."""
    rule = definition.standard.reservation
    return {rule.first: lost} if rule and lost else {}


def _saved(shown_now: set[str], lost: str) -> HttpResponse:
    """Tells the page which questions to show now: an answer may add or remove others. ``lost``: days not to be had."""
    response = HttpResponse(format_html("Tersimpan, tetapi: {}", lost) if lost else "Tersimpan")
    response["HX-Trigger"] = json.dumps({"asked": {"keys": sorted(shown_now)}})
    return response


def _today(request: Any, case: Case) -> date:
    return offices.today(case.office, request.act.at)


def _letters(request: Any, case: Case) -> Choices:
    """The letters that letter questions may name: for a draft those of today, later those of the day of handing in."""
    on = filed_on(case) if case.submitted_at else _today(request, case)
    return choices(case, catalog.definition(case.version_id), on)


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
    definition, today = catalog.definition(case.version_id), _today(request, case)
    read = forms.read(definition.standard.form, case.answers.get("raw", {}), today, letters=_letters(request, case))
    page = {
        "side": side,
        "case": case,
        "answers": shown(definition.standard.form, read.values),
        "doubts": _doubts(definition.standard.form, read.values, today),
        "requirements": asked(definition, case),
        "papers": cases.documents(case),
        "errors": {_place(name): sentence for name, sentence in errors.items()},
    }
    return render(request, "filing/submit.html", page, status=status)


def _place(name: str) -> str:
    """Where an error is shown: those of single answers are shown together at the form."""
    return "formulir" if "." in name else name


def _doubts(questions: tuple[Question, ...], values: dict[str, Any], today: date) -> list[str]:
    people = [q for q in questions if q.kind is FieldKind.PERSON]
    return [f"{q.label}: {doubt}" for q in people for doubt in doubts(values.get(q.key, {}), today)]


def discard(request: Any, ref: str, *, side: Side) -> HttpResponse:
    case = side.find(request, ref)
    if request.method != "POST":
        return render(request, "filing/discard.html", {"case": case, "side": side})
    draft.discard(side.act(request), ref=ref)
    messages.success(request, "Draf sudah dihapus.")
    return redirect(side.home)
