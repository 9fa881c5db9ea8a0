"""The touch-screen with information: the services of the office and what each asks for, on large targets."""

from typing import Any

from django.http import HttpResponse

from silastri.apps.catalog import queries as catalog
from silastri.apps.catalog.shelf import shelf
from silastri.apps.devices.models import Device
from silastri.apps.offices import queries as offices
from silastri.domain.definition.offer import Offer
from silastri.domain.words import wording
from silastri.domain.words.cost import cost
from silastri.domain.words.spoken import Speech
from silastri.journey.case.links import absolute
from silastri.journey.papers import standard as standard_papers
from silastri.journey.surveys.codes import picture
from silastri.web.forms import whole
from silastri.web.guard import DeviceRequest, device_for

from .page import show

IDLE_SECONDS = 60
_A_PAGE = 8  # services on a screen, without scrolling far
_on_information = device_for(Device.Mode.INFO)


def start(request: DeviceRequest) -> HttpResponse:
    """``screen`` shows it first."""
    offered = shelf([request.office], request.act.at).all
    pages = [offered[first : first + _A_PAGE] for first in range(0, len(offered), _A_PAGE)] or [[]]
    asked = whole(request.GET.get("bagian", ""))
    number = asked if 1 <= asked <= len(pages) else 1
    page = {"services": pages[number - 1], "number": number, "count": len(pages)}
    page |= {"before": number - 1, "after": (number + 1) % (len(pages) + 1)}  # 0: there is none
    return _show(request, "devices/information/start.html", page)


@_on_information
def service(request: DeviceRequest, slug: str) -> HttpResponse:
    place = request.office
    today = offices.today(place, request.act.at)
    found = catalog.service(place.slug, slug)
    version = catalog.current(found, today) if found else None
    if found is None or version is None:
        return _gone(request)
    definition = catalog.definition(version.pk)
    standard, speech = definition.standard, Speech(definition)
    page = {
        "service": found,
        "offer": Offer.of(standard),
        "standard": standard,
        "several_times": any(path.promise for path in standard.paths),
        "paths": [(one, speech.condition(one.when), standard.promise_on(one.key).length) for one in standard.paths],
        "cost": cost(standard, today),
        "papers": [(r, "; ".join(standard_papers.notes_beside(r, speech, today))) for r in standard.requirements],
        "first": definition.sop.steps[0],
        "steps": definition.sop.steps,
        "qr": picture(absolute("service", place.slug, slug)),
    }
    return _show(request, "devices/information/service.html", page)


@_on_information
def office(request: DeviceRequest) -> HttpResponse:
    """Its hours, its pledge, and where to complain."""
    place = request.office
    definition = offices.definition(place)
    page = {
        "hours": wording.opening_hours(definition),
        "pledge": definition.pledge or standard_papers.PLEDGE,
        "complain": picture(absolute("complain_short", place.slug)),
        "track": picture(absolute("find")),
    }
    return _show(request, "devices/information/office.html", page)


def _gone(request: DeviceRequest) -> HttpResponse:
    return _show(request, "devices/information/gone.html", {}, status=404)


def _show(request: DeviceRequest, template: str, page: dict[str, Any], status: int = 200) -> HttpResponse:
    return show(request, template, page, idle=IDLE_SECONDS, status=status)
