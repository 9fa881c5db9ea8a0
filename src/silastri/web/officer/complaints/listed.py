"""The complaints of the office, the most urgent first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from silastri.apps.complaints import queries
from silastri.apps.complaints.models import Complaint
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.measures.share import percent
from silastri.journey.complaints import access, book
from silastri.web.chart import Bar, Chart
from silastri.web.forms import whole
from silastri.web.guard import DeskRequest, officer
from silastri.web.search import searched, words

_A_PAGE = 30
_SHOWN = 120  # letters of the text
KINDS = (
    ("saya", "Untuk saya"),
    ("baru", "Baru"),
    ("lewat", "Lewat batas"),
    ("lengkapi", "Menunggu kelengkapan"),
    ("semua", "Semua"),
)
COLOURS = {
    "new": "blue",
    "incomplete": "yellow",
    "in_hand": "blue",
    "answered": "green",
    "closed": "green",
    "lapsed": "grey",
    "withdrawn": "grey",
}


@dataclass(frozen=True)
class Row:
    complaint: Complaint
    text: str
    colour: str
    holder: str  # which post or office has it
    is_late: bool


@officer
@searched
def complaints(request: DeskRequest) -> HttpResponse:
    act, office = request.act, request.desk.office
    seen = access.seen(act, office)
    kinds = _kinds(request)
    counted = seen.aggregate(**{key: Count("pk", filter=kinds[key], distinct=True) for key, _ in KINDS})
    shown = request.GET.get("tampil", "")
    shown = shown if shown in kinds else next((key for key, _ in KINDS if counted[key]), KINDS[0][0])
    searched_for = words(request)
    found = queries.by_due(_named(seen, searched_for) if searched_for else seen.filter(kinds[shown]))
    page = max(1, whole(request.GET.get("halaman", "1")))
    listed = list(found[(page - 1) * _A_PAGE : page * _A_PAGE + 1])
    context = {
        "rows": [_row(one, office.pk, act.at) for one in listed[:_A_PAGE]],
        "kinds": [(key, label, counted[key]) for key, label in KINDS],
        "shown": shown,
        "words": searched_for,
        "older": page + 1 if len(listed) > _A_PAGE else 0,
        "newer": page - 1,
        "gauge": gauge(office.pk, request.today.year),
        "reads_book": book.may_read(act, office),
        "keepers": "" if access.sees_all(act, office) else _keepers(office),
        "now": act.at,
    }
    return render(request, "officer/complaints/list.html", context)


def _keepers(office: Office) -> str:
    """The titles of the posts that handle complaints."""
    definition = offices.definition(office)
    found = (definition.post(key) for key in sorted(access.roles(office).handlers))
    return ", ".join(post.title for post in found if post)


def _kinds(request: DeskRequest) -> dict[str, Q]:
    office, at = request.desk.office, request.act.at
    is_handler = access.is_handler(request.act, office)
    here = Q(at_office=office.pk)
    waits = Q(state__in=["new", "in_hand"]) | queries.NOT_TOLD
    return {
        "saya": here & waits & queries.waits_for(set(request.desk.posts), is_handler=is_handler),
        "baru": here & Q(state="new"),
        "lewat": here & Q(due_at__lt=at),
        "lengkapi": here & Q(state="incomplete"),
        "semua": Q(),
    }


def _named(seen: QuerySet[Complaint], typed: str) -> QuerySet[Complaint]:
    """By number (7, 7/2026), by code, or by words of the service."""
    serial, year = (whole(part) for part in f"{typed}/".split("/")[:2])
    fits = Q(code__iexact=typed)
    if serial > 0:
        fits |= Q(serial=serial, year=year) if 2000 <= year <= 2200 else Q(serial=serial)
    of_service = Q()
    for word in typed.split():
        of_service &= Q(service__name__icontains=word)
    return seen.filter(fits | of_service)


def _row(one: Complaint, office_id: int, at: datetime) -> Row:
    text = " ".join(str(one.text or "").split())
    text = text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"
    return Row(one, text, COLOURS[one.state], holder(one, office_id), bool(one.due_at and one.due_at < at))


def holder(one: Complaint, office_id: int) -> str:
    """Which post of that office has it in hand, or which other office."""
    if one.at_office_id != office_id:
        return one.at_office.name
    return offices.title(one.at_office, one.post) if one.post else "Petugas pengaduan"


def gauge(office_id: int, year: int) -> dict[str, Any]:
    """How many of the year's complaints are settled, as a bar and in words."""
    share = queries.settled_share(office_id, year)
    said = book.share_in_words(share)
    bar = Bar("Selesai", said, percent(share.settled, share.received))
    chart = Chart(f"Pengaduan tahun {year}", "Keadaan", "Bagian yang selesai", (bar,))
    return {"share": share, "chart": chart, "said": said, "target": queries.TARGET, "year": year}
