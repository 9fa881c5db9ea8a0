"""Where files wait, by post and officer, in the order that is asked for."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from silastri.apps.offices import queries as offices
from silastri.domain.measures.open_minutes import OpenMinutes
from silastri.journey.figures import waiting
from silastri.journey.figures.scope import must_oversee
from silastri.journey.figures.waiting import Place
from silastri.web.guard import DeskRequest, officer
from silastri.web.officer.lists.narrowed import span as in_address

from .figure import cases_at
from .overview import row

_FAR = datetime(9999, 1, 1, tzinfo=UTC)
_ORDERS: dict[str, tuple[str, Callable[[Place], Any]]] = {
    "jabatan": ("Jabatan", lambda one: (one.title, one.name)),
    "petugas": ("Petugas", lambda one: (one.name, one.title)),
    "menunggu": ("Menunggu", lambda one: -one.count),
    "terlambat": ("Terlambat", lambda one: -one.late),
    "terlama": ("Paling lama di sini", lambda one: one.oldest or _FAR),
    "sebelum": ("Rata-rata sampai diambil", lambda one: -(one.waited if one.waited is not None else -1)),
    "dikerjakan": ("Rata-rata dikerjakan", lambda one: -(one.worked if one.worked is not None else -1)),
    "selesai": ("Langkah selesai", lambda one: -one.runs),
}


@officer
def figures_waiting(request: DeskRequest) -> HttpResponse:
    """Raises NotForYou."""
    seen, office = must_oversee(request.desk), request.desk.office
    by = request.GET.get("urut", "")
    by = by if by in _ORDERS else "menunggu"
    places = sorted(waiting.by_officer(request.act, office, seen), key=_ORDERS[by][1])
    of_a_day, links = OpenMinutes(offices.working_time(office)).of_a_day, seen.links or not seen.whole
    days = in_address(*waiting.span(office, request.act.at))
    rows = [row(place, of_a_day, links=links) | {"done_at": _done(place, days) if links else ""} for place in places]
    heads = [(key, label, key == by) for key, (label, _) in _ORDERS.items()]
    page = {
        "rows": rows,
        "waiting": [one for one in rows if one["place"].count],
        "idle": [one for one in rows if not one["place"].count],
        "heads": heads,
        "now": request.act.at,
        "days": waiting.DAYS,
    }
    return render(request, "officer/figures/waiting.html", page)


def _done(place: Place, days: str) -> str:
    return cases_at(dikerjakan=str(place.person), pada=days) if place.person and place.runs else ""
