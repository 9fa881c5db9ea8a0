"""The cases that wait for me, the most urgent first; and all cases that were handed in at my office."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from silastri.apps.letters import blocks
from silastri.apps.letters import queries as letters
from silastri.apps.letters.models import Letter
from silastri.apps.messages import queries as outgoing
from silastri.apps.offices import queries as offices
from silastri.journey.desk import take
from silastri.web import guard
from silastri.web.forms import whole
from silastri.web.guard import DeskRequest, officer
from silastri.web.search import searched

from .appraisals import commitments
from .lists import place
from .lists.asked import address
from .lists.case_list import ALL, BELOW, TASKS, CaseList
from .lists.case_rows import COLUMNS, rows
from .lists.piece import heads

_SHEETS = {TASKS: "tasks_sheet", ALL: "all_cases_sheet", BELOW: "late_below_sheet"}


@officer
@searched
def inbox(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    page = list_page(request, TASKS) | {
        "posts": [post.title for post in offices.definition(desk.office).posts if post.key in request.act.by.signs],
        "doubtful": _doubtful(request),
        "failed": outgoing.failed_count(desk.office.pk),
        "reserved": blocks.open_count(desk.office.pk),
        "unsigned": not request.htmx and commitments.asks(request),  # type: ignore[attr-defined]
    }
    template = "officer/_inbox.html" if request.htmx else "officer/inbox.html"  # type: ignore[attr-defined]
    return render(request, template, page)


@officer
@searched
def register(request: DeskRequest) -> HttpResponse:
    """All cases of the office, the newest first unless another order is asked for."""
    template = "officer/_register.html" if request.htmx else "officer/register.html"  # type: ignore[attr-defined]
    return render(request, template, list_page(request, ALL))


def list_page(request: DeskRequest, name: str) -> dict[str, Any]:
    """What the page of that name shows."""
    place.keep(request, name)
    shown = CaseList(name, request.desk, request.act, request.GET)
    listed = rows(shown)
    request.waiting = shown.waiting()
    views = offices.views(request.desk.office.pk, request.user.pk, name)
    return {
        "page": name,
        "now": request.act.at,
        "views": [(view, address(view.asked), dict(shown.asked.filters) == view.asked) for view in views],
        "is_kept": any(dict(shown.asked.filters) == view.asked for view in views),
        "does": {row.does for row in listed} - {""},
        "sheet": reverse(_SHEETS[name]),
        "asked": shown.asked,
        "chips": shown.chips(),
        "heads": heads(COLUMNS, shown.asked),
        "rows": listed,
        "pager": shown.pager,
        "everything": reverse(name),
        "here": address(shown.asked.given),
    }


def _doubtful(request: DeskRequest) -> list[Letter]:
    """The letters that may be signed or not, for those who manage the office or sign them."""
    desk = request.desk
    found = letters.first_in_doubt(desk.office.pk, at=request.act.at)
    return [letter for letter in found if desk.manages or letter.case.post in request.act.by.signs]


@officer
def take_case(request: DeskRequest, ref: str) -> HttpResponse:
    if request.method == "POST":
        turn = request.POST.get("giliran", "")
        act = take.put_back if request.POST.get("lepas") else take.take
        act(request.act, ref=ref, turn=whole(turn))
    return redirect("desk_case", ref)


@officer
def choose_office(request: DeskRequest) -> HttpResponse:
    how, _, which = request.POST.get("kantor", "").rpartition("-")
    chosen = whole(which)
    if request.method == "POST" and chosen > 0:
        guard.choose_office(request, chosen, watches=how == "awasi")
        messages.success(request, "Kantor diganti.")
    return redirect("inbox")
