"""The television of the hall: the last calls, how many wait, and what the office promises when nobody is called."""

from typing import Any

from django.core.cache import cache
from django.http import HttpResponse
from django.template.loader import render_to_string

from silastri.domain.words import call_words
from silastri.journey.case.links import absolute
from silastri.journey.devices import hall as journey
from silastri.journey.devices import promises
from silastri.journey.devices.promises import Kept
from silastri.journey.surveys.codes import picture
from silastri.web.guard import DeviceRequest
from silastri.web.zone import here

from .page import show

_A_PAGE = 6  # promises on the screen at once
_TURNS = 12  # seconds until the next
_KEPT_FOR = 600  # seconds: sums change once a day


def start(request: DeviceRequest) -> HttpResponse:
    """``screen`` shows it first."""
    seen = _seen(request)
    hall: journey.Hall = seen["hall"]
    page = {
        "arrive": picture(hall.address) if hall.has_queue else "",
        "code": hall.code,
        "complain": picture(absolute("complain_short", request.office.slug)),
    }
    return show(request, "devices/television/television.html", page | seen)


def news(request: DeviceRequest) -> dict[str, Any]:
    """What changed: the board as it is shown, and the calls to be said, the oldest first."""
    seen, trial = _seen(request), request.device.trial_at
    hall: journey.Hall = seen["hall"]
    return {
        "time": seen["time"],
        "day": hall.day.isoformat(),
        "board": render_to_string("devices/television/_board.html", seen),
        "calls": [{"id": one.id, "call": one.call, "say": one.say, "age": one.age} for one in reversed(hall.calls)],
        "trial": {"id": trial.isoformat(), "say": call_words.TRIAL} if trial else None,
    }


def _seen(request: DeviceRequest) -> dict[str, Any]:
    hall = journey.hall(request.office, request.act.at)
    told = _told(request) if hall.is_quiet else []
    return {
        "hall": hall,
        "calls": hall.shown,
        "waiting": hall.waiting,
        "promises": told,
        "time": f"{here(request.act.at):%H.%M %Z}",
    }


def _told(request: DeviceRequest) -> list[Kept]:
    """The promises whose turn it is."""
    office, at = request.office, request.act.at
    key = f"promises/{office.pk}"
    found: list[Kept] | None = cache.get(key)
    if found is None:
        found = promises.of_office(office, at)
        cache.set(key, found, _KEPT_FOR)
    pages = [found[first : first + _A_PAGE] for first in range(0, len(found), _A_PAGE)] or [[]]
    return pages[round(at.timestamp()) // _TURNS % len(pages)]
