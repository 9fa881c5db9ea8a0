"""Mending a returned application: what was marked wrong stands open with its reason, what was right is folded.

The same page serves the applicant and the counter that mends for the applicant.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case, CaseDocument
from silastri.apps.catalog import queries as catalog
from silastri.domain.case import form as forms
from silastri.domain.case.held_letter import Choices
from silastri.domain.case.meant import meant
from silastri.domain.case.workflow import State
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.field import PERSON_PARTS, Question
from silastri.domain.definition.requirement import Requirement
from silastri.domain.words.called import called
from silastri.journey.apply import draft
from silastri.journey.apply.submit import unmended
from silastri.journey.case.dossier import filed_on
from silastri.journey.case.letter_choices import choices
from silastri.journey.steps import check
from silastri.journey.steps.check import FORM, asked
from silastri.web.answers import shown
from silastri.web.questions import typed
from silastri.web.regions import regions
from silastri.web.side import Side
from silastri.web.uploads.cards import cards


@dataclass(frozen=True)
class Wrong:
    """One thing that was marked wrong, or is asked for since an answer changed."""

    key: str
    label: str
    reason: str
    is_mended: bool
    requirement: Requirement | None = None  # None: the answers
    paper: CaseDocument | None = None


@dataclass(frozen=True)
class Repair:
    """What the applicant has to mend, in the order of the form and the list of papers."""

    said: str  # what the officer wrote of the whole
    wrong: list[Wrong]
    right: list[tuple[Requirement, CaseDocument]]
    is_marked: bool  # an officer marked what is wrong; else everything may be changed

    @property
    def left(self) -> list[Wrong]:
        return [one for one in self.wrong if not one.is_mended]


def of_case(case: Case) -> Repair:
    """What is wrong in a returned case. Without marks, each paper may be replaced and nothing must be."""
    definition, papers = catalog.definition(case.version_id), cases.documents(case)
    allowed, left, marks = draft.repairs(case), unmended(case), cases.last_marks(case)
    wrong = [Wrong(FORM, "Isian formulir", _reason(marks, FORM), FORM not in left)] if allowed.allows(FORM) else []
    wrong = wrong if definition.standard.form else []
    right = []
    for r in asked(definition, case):
        paper = papers.get(r.key)
        if allowed.allows(r.key):
            wrong.append(Wrong(r.key, r.label, _reason(marks, r.key), r.key not in left, r, paper))
        elif paper:
            right.append((r, paper))
    return Repair(check.said(cases.last_said(cases.runs(case)).told), wrong, right, not allowed.everything)


def _reason(marks: Any, key: str) -> str:
    return marks[key].reason if key in marks and not marks[key].is_right else ""


def repair(request: Any, ref: str, *, side: Side) -> HttpResponse:
    """The page, and the answers that were mended on it."""
    case = side.find(request, ref)
    if case.state != State.RETURNED:
        return redirect(side.case, ref)
    if request.method != "POST":
        return page(request, side, case)
    questions = _questions(case, of_case(case))
    raw = typed(questions, request.POST)
    if not raw:
        return redirect(side.repair, ref)
    case = draft.answer(side.act(request), ref=ref, raw=raw)
    found = _read(case, catalog.definition(case.version_id))
    wrong_here = {name: told for name, told in found.errors.items() if name.partition(".")[0] in _keys(questions)}
    if wrong_here and not request.POST.get("lagi"):  # the button of a list that grows
        return page(request, side, case, wrong_here, 422)
    if not wrong_here:
        messages.success(request, "Isian tersimpan.")
    return redirect(side.repair, ref)


def page(request: Any, side: Side, case: Case, errors: dict[str, str] | None = None, status: int = 200) -> HttpResponse:
    """The whole page; for htmx only the papers and the button that sends."""
    definition, found = catalog.definition(case.version_id), of_case(case)
    questions = _questions(case, found)
    shows = {
        "side": side,
        "case": case,
        "name": called(definition.standard),
        "repair": found,
        "answers": next((one for one in found.wrong if one.key == FORM), None),
        "papers_wrong": [one for one in found.wrong if one.key != FORM],
        "is_marked": found.is_marked,
        "questions": questions,
        "raw": case.answers.get("raw", {}),
        "letters": _letters(case, definition),
        "parts": PERSON_PARTS,
        "regions": regions(),
        "errors": errors or {},
        "typed": shown(definition.standard.form, _read(case, definition).values),
        "cards": {card.requirement.key: card for card in cards(request, case, errors or {})},
    }
    return render(request, "filing/_repair.html" if request.htmx else "filing/repair.html", shows, status=status)


def _questions(case: Case, found: Repair) -> tuple[Question, ...]:
    """The questions that the officer's reason names, if they are asked of this applicant."""
    answers = next((one for one in found.wrong if one.key == FORM), None)
    if answers is None or not answers.reason:
        return ()
    definition = catalog.definition(case.version_id)
    form, raw = definition.standard.form, case.answers.get("raw", {})
    there = forms.shown(form, raw, filed_on(case), _letters(case, definition))
    return meant([question for question in form if question.key in there], answers.reason)


def _keys(questions: tuple[Question, ...]) -> set[str]:
    return {question.key for question in questions}


def _read(case: Case, definition: Definition) -> forms.Answers:
    raw, letters = case.answers.get("raw", {}), _letters(case, definition)
    return forms.read(definition.standard.form, raw, filed_on(case), letters=letters)


def _letters(case: Case, definition: Definition) -> Choices:
    return choices(case, definition, filed_on(case))
