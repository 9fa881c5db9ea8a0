"""The cases that wait for me, the most urgent first; and all cases that were handed in at my office."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case
from silastri.apps.catalog import queries as catalog
from silastri.apps.letters import blocks
from silastri.apps.letters import queries as letters
from silastri.apps.letters.models import Letter
from silastri.apps.messages import queries as outgoing
from silastri.apps.offices import queries as offices
from silastri.domain.definition.sop import Step
from silastri.journey.desk import take
from silastri.journey.frame.step import is_for
from silastri.journey.office.own_services import own_services
from silastri.web import guard, search
from silastri.web.forms import whole
from silastri.web.guard import DeskRequest, officer
from silastri.web.search import searched

PAGE = 50


@officer
def inbox(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    found = cases.inbox(desk.office.pk, request.act.by.signs)[: PAGE + 1]
    waiting = [case for case in found if is_for(request.act, case, _step(case))]
    page = {
        "cases": [(case, _step_name(case)) for case in waiting[:PAGE]],
        "more": len(waiting) > PAGE,
        "posts": [post.title for post in offices.definition(desk.office).posts if post.key in request.act.by.signs],
        "now": request.act.at,
        "doubtful": _doubtful(request),
        "failed": outgoing.failed_count(desk.office.pk),
        "reserved": blocks.open_count(desk.office.pk),
    }
    template = "officer/_inbox.html" if request.htmx else "officer/inbox.html"  # type: ignore[attr-defined]
    return render(request, template, page)


@officer
@searched
def register(request: DeskRequest) -> HttpResponse:
    """All cases of the office: searched, filtered, page by page from the newest."""
    words, state = search.words(request), request.GET.get("keadaan", "")
    found = cases.of_office(request.desk.office.pk, own_services(request.desk), words=words, state=state)
    before = whole(request.GET.get("sebelum", ""))
    if before > 0:
        found = found.filter(pk__lt=before).order_by("-id")
    rows = list(found[: PAGE + 1])
    page = {
        "cases": [(case, _step_name(case)) for case in rows[:PAGE]],
        "older": rows[PAGE - 1].pk if len(rows) > PAGE else None,
        "words": words,
        "state": state,
        "states": [choice for choice in Case.StateLabel.choices if choice[0] != "draft"],
        "now": request.act.at,
    }
    template = "officer/_register.html" if request.htmx else "officer/register.html"  # type: ignore[attr-defined]
    return render(request, template, page)


def _doubtful(request: DeskRequest) -> list[Letter]:
    """The letters that may be signed or not, for those who manage the office or sign them."""
    desk = request.desk
    found = letters.in_doubt(desk.office.pk, at=request.act.at)[:5]
    return [letter for letter in found if desk.manages or letter.case.post in request.act.by.signs]


def _step(case: Case) -> Step:
    return catalog.definition(case.version_id).sop.step(case.step)


def _step_name(case: Case) -> str:
    return _step(case).name if case.step else ""


@officer
def take_case(request: DeskRequest, ref: str) -> HttpResponse:
    if request.method == "POST":
        turn = request.POST.get("giliran", "")
        act = take.put_back if request.POST.get("lepas") else take.take
        act(request.act, ref=ref, turn=whole(turn))
    return redirect("desk_case", ref)


@officer
def choose_office(request: DeskRequest) -> HttpResponse:
    chosen = whole(request.POST.get("kantor", ""))
    if request.method == "POST" and chosen > 0:
        guard.choose_office(request, chosen)
        messages.success(request, "Kantor diganti.")
    return redirect("inbox")
