"""How somebody who finds a weak point of the system tells us: a page for people, and RFC 9116 for programs."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from silastri.domain import worktime
from silastri.web.guard import public

_HOLDS = timedelta(days=180)


@public
def weak_points(request: HttpRequest) -> HttpResponse:
    contacts = [
        (address, address.removeprefix("mailto:").removeprefix("tel:")) for address in settings.SECURITY_CONTACTS
    ]
    return render(request, "weak_points.html", {"contacts": contacts})


@public
def security_txt(request: Any) -> HttpResponse:
    """Nobody need renew it: it holds half a year from the day on which it is asked for."""
    until = datetime.combine(worktime.national_day(request.act.at) + _HOLDS, time(), UTC)
    page = settings.SITE_URL + reverse("weak_points")
    lines = [
        *(f"Contact: {address}" for address in settings.SECURITY_CONTACTS or [page]),
        f"Expires: {until:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: id, en",
        f"Canonical: {settings.SITE_URL}{reverse('security_txt')}",
        f"Policy: {page}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
