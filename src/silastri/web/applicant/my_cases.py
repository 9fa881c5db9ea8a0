"""All of my applications: what needs me first, then what is under way, then what has ended."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render

from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case, StepRun
from silastri.apps.catalog import queries as catalog
from silastri.apps.duties import queries as duties
from silastri.apps.duties.models import Duty
from silastri.apps.offices import queries as offices
from silastri.domain.words import whereabouts
from silastri.domain.words.called import called
from silastri.domain.words.whereabouts import Said
from silastri.journey.desk.where import where
from silastri.web import search
from silastri.web.forms import whole
from silastri.web.guard import Request, applicant
from silastri.web.search import searched

PAGE = 10
_SEARCHED_FROM = 10  # with more cases than that there is a search
_SOON = timedelta(days=30)  # a duty without a day of reminder is shown as due that long before


@dataclass(frozen=True)
class Card:
    case: Case
    name: str
    holder: str  # whose the letter will be
    said: Said
    is_mine: bool  # it needs me


@applicant
@searched
def my_cases(request: Request) -> HttpResponse:
    words, number = search.words(request), max(1, whole(request.GET.get("halaman", "")[:4]))
    me, at = request.user.pk, request.act.at
    under_way = _cards(list(cases.of_applicant(me, words=words, ended=False)), request)
    under_way.sort(key=lambda card: not card.is_mine)  # within each part the newest stays first
    ended = cases.of_applicant(me, words=words, ended=True)
    total, first = len(under_way) + ended.count(), (number - 1) * PAGE
    since = max(0, first - len(under_way))
    shown = under_way[first : first + PAGE]
    past = _cards(list(ended[since : since + PAGE - len(shown)]), request) if len(shown) < PAGE else []
    mine, later = _duties(duties.of_applicant(me) if number == 1 and not words else [], request)
    page = {
        "mine": [card for card in shown if card.is_mine],
        "under_way": [card for card in shown if not card.is_mine],
        "ended": past,
        "duties": mine,
        "later_duties": later,
        "total": total,
        "words": words,
        "is_searched": bool(words) or total > _SEARCHED_FROM,
        "number": number,
        "more": total > first + PAGE,
        "now": at,
    }
    return render(request, "applicant/cases.html", page)


def _cards(found: list[Case], request: Request) -> list[Card]:
    runs = cases.runs_of(found)
    return [_card(case, request, runs[case.pk]) for case in found]


def _card(case: Case, request: Request, runs: list[StepRun]) -> Card:
    place = where(case, request.act.at, runs)
    standard = catalog.definition(case.version_id).standard
    holder = case.holder_name or case.answers.get("raw", {}).get(f"{standard.holder}.nama", "")
    return Card(
        case,
        called(standard),
        holder or (case.applicant.name if standard.holder == "pemohon" else ""),
        whereabouts.said(place),
        whereabouts.needs_applicant(place),
    )


def _duties(found: list[Duty], request: Request) -> tuple[list[Duty], list[Duty]]:
    """Those that are due now or soon, or must be mended, and those that can wait."""
    due = [duty for duty in found if _is_due(duty, offices.today(duty.office, request.act.at))]
    return due, [duty for duty in found if duty not in due]


def _is_due(duty: Duty, today: date) -> bool:
    return duty.state == Duty.State.RETURNED or (duty.remind_on or duty.due_on - _SOON) <= today
