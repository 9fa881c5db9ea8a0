"""Answering the questions of a form: one page after the other for the applicant, all on one page at the counter."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
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
from silastri.domain.case.pages import Page, asked, pages
from silastri.domain.case.person import doubts
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.field import PERSON_PARTS, FieldKind, Question
from silastri.domain.refusal import NotThere
from silastri.journey.apply import draft
from silastri.journey.case.dossier import filed_on
from silastri.journey.case.letter_choices import choices
from silastri.journey.steps.check import FORM

from . import day_picker
from .questions import typed
from .regions import regions
from .side import Side

CHECK = "periksa"  # where a change leads back to that was asked for while checking the answers
_BACK = urlencode({"kembali": CHECK})


@dataclass
class Filling:
    """A form as it is filled in so far."""

    request: Any
    side: Side
    case: Case
    definition: Definition
    raw: dict[str, str]
    today: date
    letters: Choices

    def __post_init__(self) -> None:
        self.read_again()

    def read_again(self) -> None:
        self.read = forms.read(self.questions, self.raw, self.today, letters=self.letters)
        self.shown = set(self.read.values) | {name.partition(".")[0] for name in self.read.errors}
        self.pages = asked(self.all_pages, self.shown)

    @property
    def questions(self) -> tuple[Question, ...]:
        return self.definition.standard.form

    @property
    def all_pages(self) -> tuple[Page, ...]:
        """One page at the counter, where somebody tells all of it to an officer who types."""
        form_pages = pages(self.definition.standard)
        return (Page(self.questions),) if self.side.at_counter and form_pages else form_pages

    def page(self, key: str) -> Page:
        """Raises NotThere."""
        found = next((page for page in self.all_pages if page.key == key), None)
        if found is None:
            raise NotThere("Halaman formulir ini tidak ada.")
        return found

    def wrong(self, page: Page) -> dict[str, str]:
        return {name: sentence for name, sentence in self.read.errors.items() if page.has(name)}

    def unanswered(self) -> Page | None:
        """The first page on which something lacks or is wrong."""
        return next((page for page in self.pages if self.wrong(page)), None)

    def doubts(self, page: Page) -> list[str]:
        people = [q for q in page.questions if q.kind is FieldKind.PERSON]
        return [doubt for q in people for doubt in doubts(self.read.values.get(q.key, {}), self.today)]

    def address(self, page: Page) -> str:
        if self.side.at_counter:
            return reverse(self.side.fill_in, args=[self.case.ref])
        return reverse(self.side.fill_in_page, args=[self.case.ref, page.key])

    def change(self, page: Page) -> str:
        """Where an answer is changed that was looked at once more: it leads back to there."""
        return f"{self.address(page)}?{_BACK}"

    @property
    def edition(self) -> str:
        """Changes with what is kept here, so that a browser can tell whether what it kept has arrived."""
        return hashlib.sha256(json.dumps(self.raw, sort_keys=True).encode()).hexdigest()[:12]

    @property
    def steps(self) -> int:
        """How many there are to take until the application is sent: the papers and the last look too."""
        return len(self.pages) + 2

    def progress(self, step: int) -> dict[str, int]:
        """What the applicant's page says of the way; an officer and who repairs something see none."""
        alone = self.side.at_counter or self.case.state != "draft"
        return {} if alone else {"step": step, "steps": self.steps}


def filling(request: Any, side: Side, case: Case) -> Filling:
    definition, today = catalog.definition(case.version_id), offices.today(case.office, request.act.at)
    # For a draft the letters of today, later those of the day of handing in.
    held = choices(case, definition, filed_on(case) if case.submitted_at else today)
    return Filling(request, side, case, definition, dict(case.answers.get("raw", {})), today, held)


def fill_in(request: Any, ref: str, key: str = "", *, side: Side) -> HttpResponse:
    """One page of the form; without its key, the first on which something lacks."""
    case = side.find(request, ref)
    if not draft.repairs(case).allows(FORM):
        raise draft.NotOpenForChanges("Isian formulir tidak bisa diubah lagi.")
    found = filling(request, side, case)
    if not found.pages:
        return redirect(side.case, ref)
    if not (key or side.at_counter):
        return redirect(found.address(found.unanswered() or found.pages[0]))
    page = found.page(key) if key else found.all_pages[0]
    return _sent(found, page) if request.method == "POST" else _shown(found, page)


def _sent(found: Filling, page: Page) -> HttpResponse:
    request, side, ref = found.request, found.side, found.case.ref
    new = typed(found.questions, request.POST)
    new |= day_picker.pressed(found.definition, found.raw | new, request.POST)
    found.case = draft.answer(side.act(request), ref=ref, raw=new)
    found.raw = dict(found.case.answers["raw"])
    found.read_again()
    lost = draft.choose_days(side.act(request), ref=ref)
    if request.htmx:
        return _saved(found, lost)
    days = _at_day(found.definition, page, lost)
    if there := _stays(found, page):
        return _shown(found, page, days) if days else redirect(there)
    if errors := found.wrong(page) | days:
        return _shown(found, page, errors)
    if not side.at_counter and "yakin" not in request.POST and (doubtful := found.doubts(page)):
        return _shown(found, page, doubtful=doubtful)
    return redirect(_next(found, page))


def _next(found: Filling, page: Page) -> str:
    """Where the form goes on: its next page, then the papers, or what else is repaired; back to checking where the
    change was asked for there."""
    side, ref = found.side, found.case.ref
    after = reverse(side.attach if found.case.state == "draft" else side.repair, args=[ref])
    if side.at_counter:
        messages.success(found.request, "Isian tersimpan.")
        return after
    if _checks(found.request):
        lacking = found.unanswered()
        return found.change(lacking) if lacking else reverse(side.submit, args=[ref])
    place = found.all_pages.index(page)
    later = [one for one in found.pages if found.all_pages.index(one) > place]
    return found.address(later[0]) if later else after


def _checks(request: Any) -> bool:
    return CHECK in (request.POST.get("kembali"), request.GET.get("kembali"))


def _stays(found: Filling, page: Page) -> str:
    """Where on the page a button in it leads: to a list that grew, to the calendar; empty for the page's own button."""
    sent = found.request.POST
    query = {"kembali": CHECK} if _checks(found.request) else {}
    if sent.get("lagi"):
        return f"{found.address(page)}{'?' + urlencode(query) if query else ''}#{sent['lagi']}"
    month = day_picker.month_to_open(sent)
    return f"{found.address(page)}?{urlencode({'bulan': month} | query)}#kalender" if month else ""


def _at_day(definition: Definition, page: Page, lost: str) -> dict[str, str]:
    """Why the days cannot be had, at the question for the first of them."""
    rule = definition.standard.reservation
    return {rule.first: lost} if rule and lost and rule.first in page.keys else {}


def _saved(found: Filling, lost: str) -> HttpResponse:
    """Tells the page which questions to show now: an answer may add or remove others. ``lost``: days not to be had."""
    response = HttpResponse(format_html("Tersimpan, tetapi: {}", lost) if lost else "Tersimpan")
    response["HX-Trigger"] = json.dumps({"asked": {"keys": sorted(found.shown), "edition": found.edition}})
    return response


def _shown(
    found: Filling, page: Page, errors: dict[str, str] | None = None, doubtful: list[str] | None = None
) -> HttpResponse:
    request, case = found.request, found.case
    month = day_picker.month_to_open(request.POST) or request.GET.get("bulan", "")
    context = {
        "side": found.side,
        "case": case,
        "page": page,
        "title": page.title or "Isi formulir",
        "alone": len(page.questions) == 1,
        "questions": page.questions,
        "raw": found.raw,
        "errors": errors or {},
        "doubts": doubtful or [],
        "shown": found.shown,
        "letters": found.letters,
        "parts": PERSON_PARTS,
        "regions": regions() if any(q.kind is FieldKind.REGION for q in page.questions) else (),
        "mark": cases.last_marks(case).get(FORM) if case.state == "returned" else None,
        "calendar": day_picker.calendar(case, found.definition, found.raw, month, found.today),
        "back": _back(found, page),
        "checks": _checks(request),
        "action": found.address(page),
        "edition": found.edition,
    }
    context |= found.progress(_place(found, page))
    return render(request, "filing/fill_in.html", context, status=422 if errors or doubtful else 200)


def _place(found: Filling, page: Page) -> int:
    """The number of a page among those that are asked."""
    place = found.all_pages.index(page)
    return 1 + sum(found.all_pages.index(one) < place for one in found.pages)


def _back(found: Filling, page: Page) -> str:
    """The page before this one."""
    side, ref = found.side, found.case.ref
    if _checks(found.request):
        return reverse(side.submit, args=[ref])
    before = found.pages[: _place(found, page) - 1]
    first = side.repair if found.case.state == "returned" else side.case
    return found.address(before[-1]) if before else reverse(first, args=[ref])
