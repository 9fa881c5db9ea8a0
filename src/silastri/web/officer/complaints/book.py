"""The Buku Pengaduan as a page, a PDF and a spreadsheet."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render

from silastri.apps.complaints import queries
from silastri.apps.complaints.models import Complaint
from silastri.apps.complaints.queries import Wanted
from silastri.domain.definition.letter_text import MONTHS
from silastri.journey.complaints import access
from silastri.journey.complaints import book as journey
from silastri.web.forms import whole
from silastri.web.guard import DeskRequest, officer
from silastri.web.pdf import pdf

from .listed import gauge

PAGE = 50
_FILTERS = ("tahun", "bulan", "media", "bobot", "keadaan")


@officer
def book(request: DeskRequest) -> HttpResponse:
    office = journey.must_read(request.act)
    wanted = _wanted(request)
    found = queries.book(office.pk, wanted).reverse()
    count = found.count()
    pages = max(1, -(-count // PAGE))
    page = min(max(whole(request.GET.get("halaman", "")), 1), pages)
    context: dict[str, Any] = {
        "rows": list(journey.entries(office, found[(page - 1) * PAGE : page * PAGE])),
        "count": count,
        "page": page,
        "pages": pages,
        "before": page - 1,
        "after": page + 1 if page < pages else 0,
        "query": urlencode(_given(request)),
        "wanted": wanted,
        "period": journey.title(wanted),
        "gauge": gauge(office.pk, wanted.year),
        "years": sorted({*queries.years(office.pk), request.today.year, wanted.year}, reverse=True),
        "months": list(enumerate(MONTHS, start=1)),
        "channels": Complaint.Channel.choices,
        "weights": Complaint.Weight.choices,
        "states": Complaint.State.choices,
        "opens": access.sees_all(request.act, office),
    }
    return render(request, "officer/complaints/book.html", context)


@officer
def book_pdf(request: DeskRequest) -> HttpResponse:
    wanted = _wanted(request)
    return pdf(journey.draw(request.act, wanted), _name(request, wanted))


@officer
def book_sheet(request: DeskRequest) -> HttpResponse:
    wanted = _wanted(request)
    sheet = journey.sheet(request.act, wanted)
    response = HttpResponse(sheet.content, content_type=sheet.media_type)
    response["Content-Disposition"] = f'attachment; filename="{_name(request, wanted)}.{sheet.ending}"'
    return response


def _given(request: DeskRequest) -> dict[str, str]:
    return {name: request.GET[name] for name in _FILTERS if request.GET.get(name)}


def _wanted(request: DeskRequest) -> Wanted:
    return journey.asked(request.desk.office, _given(request), today=request.today)


def _name(request: DeskRequest, wanted: Wanted) -> str:
    month = f"-{wanted.month:02}" if wanted.month else ""
    return f"buku-pengaduan-{request.desk.office.slug}-{wanted.year}{month}"
