"""The log of access, for the auditor: who saw what, whose it was, when and from where."""

from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, get_resolver

from silastri.apps.audit.models import LogEntry
from silastri.apps.audit.queries import Wanted
from silastri.apps.offices import queries as offices
from silastri.domain.words import log_words
from silastri.journey.office import audit
from silastri.web import search
from silastri.web.forms import day_asked, whole
from silastri.web.guard import DeskRequest, officer
from silastri.web.search import searched

PAGE = 50
_ROOMS = ("petugas", "kelola")  # in the address of every page of officers


@officer
@searched
def access_log(request: DeskRequest) -> HttpResponse:
    days = {name: day_asked(request.GET, name) for name in ("dari", "sampai")}
    since, until = days["dari"].day, days["sampai"].day
    wanted = Wanted(
        officer=search.words(request, name="petugas"),
        person=search.words(request, name="orang"),
        about=request.GET.get("nomor", "").strip()[:40],
        since=_begins(request, since) if since else None,
        until=_begins(request, until + timedelta(days=1)) if until else None,
    )
    before = whole(request.GET.get("sebelum", ""))
    found = audit.entries(request.desk, wanted, before=before, most=PAGE + 1)
    page: dict[str, Any] = {
        "entries": [(entry, _details(entry)) for entry in found[:PAGE]],
        "older": found[PAGE - 1].pk if len(found) > PAGE else None,
        "wanted": wanted,
        "days": days,
        "is_asked": wanted != Wanted(),
    }
    return render(request, "officer/access_log.html", page)


def _begins(request: DeskRequest, day: date) -> datetime:
    return offices.working_time(request.desk.office).begins(day)


def _details(entry: LogEntry) -> str:
    return log_words.details(entry.detail, _page_name(str(entry.detail.get("page") or "")))


@cache
def _page_name(page: str) -> str:
    """A page by the words of its address, which are Indonesian: lewat batas; permohonan, berkas."""
    routes = (one for one in get_resolver().url_patterns if isinstance(one, URLPattern) and one.name == page)
    route = next(routes, None)
    words = str(route.pattern).split("/") if route else []
    return ", ".join(word.replace("-", " ") for word in words if word and word not in _ROOMS and "<" not in word)
