"""*Ringkasan*: the figures of the officer, of the posts below him, and of the office. Each leads to its cases."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from silastri.apps.offices import queries as offices
from silastri.domain.measures import share, spoken
from silastri.domain.measures import span as spans
from silastri.domain.measures.open_minutes import OpenMinutes
from silastri.domain.measures.span import Span
from silastri.journey.figures import overview, waiting
from silastri.journey.figures.scope import Scope, scope
from silastri.journey.figures.waiting import Place
from silastri.journey.queueing import access as queueing
from silastri.journey.reviews import due
from silastri.journey.surveys import published
from silastri.journey.watch import anomalies
from silastri.web.guard import DeskRequest, officer
from silastri.web.officer.complaints.listed import gauge
from silastri.web.officer.lists.narrowed import span as in_address

from .figure import Figure, cases_at


@officer
def figures(request: DeskRequest) -> HttpResponse:
    """``masa`` names the span of days."""
    seen, office = scope(request.desk), request.desk.office
    page: dict[str, Any] = {
        "scope": seen,
        "own": _own(request),
        "hall": overview.in_hall(request.act, office),
        "queue_at": reverse("queue_desk" if queueing.keeps(request.desk) else "queue_times"),
        "now": request.act.at,
    }
    if seen.whole or seen.below:
        places = waiting.by_officer(request.act, office, seen)
        page |= {"totals": _totals(places, seen), "places": _posts(waiting.by_post(places, office), request, seen)}
    if seen.whole:
        page |= _of_office(request, seen, late=sum(one.late for one in places))
    return render(request, "officer/figures/overview.html", page)


def _own(request: DeskRequest) -> list[Figure]:
    own, day = overview.own(request.act, request.desk), in_address(request.today, request.today)
    tasks, done = reverse("inbox"), cases_at(dikerjakan=str(request.user.pk), pada=day)
    return [
        Figure("Menunggu saya", own.tasks.total, tasks),
        Figure("Terlambat", own.tasks.late, f"{tasks}?pilih=terlambat", presses=bool(own.tasks.late)),
        Figure("Jatuh tempo hari ini", own.tasks.today, f"{tasks}?pilih=hari_ini"),
        Figure("Langkah selesai hari ini", own.done_today, done),
    ]


def _totals(places: list[Place], seen: Scope) -> list[Figure]:
    waits, late = sum(one.count for one in places), sum(one.late for one in places)
    link = seen.whole and seen.links  # of some posts, the table below leads to the cases
    return [
        Figure("Menunggu petugas", waits, cases_at(menunggu="petugas") if link else ""),
        Figure("Terlambat", late, cases_at(menunggu="petugas", pilih="terlambat") if link else "", presses=bool(late)),
    ]


def _posts(places: list[Place], request: DeskRequest, seen: Scope) -> list[dict[str, Any]]:
    of_a_day = _of_a_day(request)
    return [row(place, of_a_day, links=seen.links or not seen.whole) for place in places if place.count or place.runs]


def row(place: Place, of_a_day: int, *, links: bool) -> dict[str, Any]:
    """A line of the table of where files wait."""
    at = {"jabatan": place.post, "menunggu": "petugas"}
    at |= {} if place.person is None else {"petugas": str(place.person)}
    return {
        "place": place,
        "count_at": cases_at(**at) if links and place.count else "",
        "late_at": cases_at(**at, pilih="terlambat") if links and place.late else "",
        "waited": "" if place.waited is None else spoken.length(place.waited, of_a_day),
        "worked": "" if place.worked is None else spoken.length(place.worked, of_a_day),
    }


def _of_office(request: DeskRequest, seen: Scope, *, late: int) -> dict[str, Any]:
    office, act = request.desk.office, request.act
    chosen = spans.of_key(request.GET.get("masa", ""), request.today)
    period, satisfied = published.newest(office, act.at)
    return {
        "today_figures": _today(request, seen),
        "chosen": chosen,
        "choices": [(key, name, key == chosen.key) for key, name in spans.CHOICES.items()],
        "span_figures": _span(request, chosen, seen, late),
        "months": [_month(one, seen) for one in overview.trend(office, request.today)],
        "satisfaction": (period, satisfied),
        "slug": office.slug,
        "gauge": gauge(office.pk, request.today.year),
        "unmeasured": due.unmeasured(office, request.today),
        "anomalies": overview.anomalies(office) if anomalies.sees(request.desk) else 0,
        "made_at": overview.made_at(office, act.at),
    }


def _today(request: DeskRequest, seen: Scope) -> list[Figure]:
    found, day = overview.today(request.act, request.desk.office), in_address(request.today, request.today)

    def at(**asked: str) -> str:
        return cases_at(**asked) if seen.links else ""

    return [
        Figure("Masuk", found.submitted, at(diajukan=day)),
        Figure("Selesai", found.done, at(selesai=day, keadaan="done")),
        Figure("Ditolak", found.refused, at(selesai=day, keadaan="refused")),
        Figure("Diperbaiki pemohon", found.with_citizens, at(keadaan="returned")),
    ]


def _span(request: DeskRequest, chosen: Span, seen: Scope, late: int) -> list[Figure]:
    """``late`` files are open: no percent of those that ended knows of them."""
    sums, half = overview.of_span(request.desk.office, chosen)
    days = in_address(chosen.since, chosen.until)

    def at(**asked: str) -> str:
        return cases_at(**asked) if seen.links else ""

    kept = share.said(sums.kept, sums.promised, 0) if sums.promised else "-"
    took = "-" if half is None else spoken.length(half, _of_a_day(request))
    return [
        Figure("Tepat waktu", kept, at(selesai=days, janji="tepat") if sums.promised else ""),
        Figure(
            "Lewat janji", sums.promised - sums.kept, at(selesai=days, janji="lewat"), presses=sums.promised > sums.kept
        ),
        Figure(
            "Belum selesai dan terlambat sekarang",
            late,
            at(menunggu="petugas", pilih="terlambat"),
            presses=bool(late),
        ),
        Figure("Masuk", sums.submitted, at(diajukan=days)),
        Figure("Selesai", sums.done, at(selesai=days, keadaan="done")),
        Figure("Ditolak", sums.refused, at(selesai=days, keadaan="refused")),
        Figure("Dibatalkan atau dialihkan", sums.withdrawn, at(selesai=days)),
        Figure("Separuh selesai dalam", took, ""),
    ]


def _month(one: overview.MonthKept, seen: Scope) -> dict[str, Any]:
    days = in_address(one.month.first, spans.last_day(one.month))
    return {
        "one": one,
        "ended_at": cases_at(selesai=days) if seen.links else "",
        "broken_at": cases_at(selesai=days, janji="lewat") if seen.links and one.broken else "",
    }


def _of_a_day(request: DeskRequest) -> int:
    return OpenMinutes(offices.working_time(request.desk.office)).of_a_day
