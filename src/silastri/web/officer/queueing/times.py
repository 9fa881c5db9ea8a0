"""How long people waited and were served, by period."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from silastri.domain.refusal import NotFit
from silastri.journey.papers import queue as papers
from silastri.journey.queueing import access, sheet, times_of
from silastri.web.forms import DayAsked, day_asked
from silastri.web.guard import DeskRequest, officer
from silastri.web.pdf import pdf


def _period(request: DeskRequest) -> tuple[dict[str, DayAsked], date, date]:
    """This month up to today, where nothing was asked for."""
    first = {"dari": request.today.replace(day=1).isoformat(), "sampai": request.today.isoformat()}
    days = {name: day_asked(first | request.GET.dict(), name) for name in first}
    since, until = days["dari"].day or request.today.replace(day=1), days["sampai"].day or request.today
    return days, since, until


@officer
def times(request: DeskRequest) -> HttpResponse:
    office = access.must_read(request.act)
    days, since, until = _period(request)
    page: dict[str, Any] = {"days": days, "since": since, "until": until, "today": request.today}
    page |= {"month": request.today.replace(day=1), "now": times_of.now(office, request.act.at)}
    status = 200
    try:
        page["found"] = times_of.times_of(request.act, office=office, since=since, until=until)
    except NotFit as refusal:
        page["refused"], status = str(refusal), 422
    return render(request, "officer/queueing/times.html", page, status=status)


@officer
def times_sheet(request: DeskRequest) -> HttpResponse:
    """The same as a spreadsheet, with a row for each day and service."""
    office = access.must_read(request.act)
    _, since, until = _period(request)
    content, media_type, ending = sheet.sheet(request.act, office=office, since=since, until=until)
    response = HttpResponse(content, content_type=media_type)
    filename = f"waktu-antrean-{office.slug}-{since}-{until}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


@officer
def poster(request: DeskRequest) -> HttpResponse:
    """What hangs at the door: a QR by which a number is taken."""
    office = access.must_keep(request.act)
    return pdf(papers.poster(office, at=request.act.at), "poster-antrean")
