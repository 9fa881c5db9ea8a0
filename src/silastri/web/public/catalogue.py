"""The services on offer: searched as people speak, and grouped by what happens in their lives when there are many."""

import re
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from silastri.apps.catalog.shelf import Shelf, shelf
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.definition.life import LifeEvent
from silastri.journey.queueing import access
from silastri.web.guard import Request, public

_FEW = 8  # services that a page shows without groups
_OF_GROUP = 5  # of each group, before one opens it
_MOST = 100
_TO_CALL = 4
_QUEUE = re.compile(r"\b(antre|antri|nomor urut)", re.IGNORECASE)  # who looks for these looks for a number
_OTHERS = "lain"  # the group of services that name no event


@public
def home(request: Request) -> HttpResponse:
    page = _unasked(shelf(offices.offices(), request.act.at)) | {"queues": access.with_queue()}
    return render(request, "public/home.html", page)


@public
def catalogue(request: Request) -> HttpResponse:
    words, slug = request.GET.get("cari", "").strip()[:100], request.GET.get("kantor", "")
    found = offices.offices()
    chosen = [office for office in found if office.slug == slug] or found
    here = shelf(chosen, request.act.at)
    page = {"words": words, "office": slug if len(chosen) < len(found) else "", "offices": found}
    page |= _asked(here, words, chosen) if words else _of_event(here, request.GET.get("peristiwa", ""))
    is_part = request.htmx  # type: ignore[attr-defined]
    return render(request, "public/_services.html" if is_part else "public/catalogue.html", page)


def _asked(here: Shelf, words: str, chosen: list[Office]) -> dict[str, Any]:
    """What the words find; if nothing, whom to ask instead."""
    services = here.find(words)
    queues = [one for one in chosen if access.is_used(one)] if _QUEUE.search(words) else []
    return {"queues": queues} | {
        "services": services[:_MOST],
        "count": len(services),
        "to_call": [] if services else _to_call(chosen),
    }


def _to_call(chosen: list[Office]) -> list[tuple[str, str, str]]:
    """Offices with a telephone: the name, the number as it is printed, and as it is dialled."""
    told = [offices.definition(office) for office in chosen]
    phones = [(one.short, one.address.phone) for one in told if one.address.phone][:_TO_CALL]
    return [(name, phone, re.sub(r"[^0-9+]", "", phone)) for name, phone in phones]


def _of_event(here: Shelf, asked: str) -> dict[str, Any]:
    """The services of that event; of none that is known, all."""
    named = {event or _OTHERS: (event, services) for event, services in here.by_event().items()}
    if asked not in named:
        return _unasked(here)
    event, services = named[asked]
    return {"services": services[:_MOST], "event": _label(event), "count": len(services)}


def _unasked(here: Shelf) -> dict[str, Any]:
    """All services where they are few, else some of each group."""
    if len(here.all) <= _FEW:
        return {"services": here.all}
    groups = [
        {"key": event or _OTHERS, "label": _label(event), "count": len(services), "services": services[:_OF_GROUP]}
        for event, services in here.by_event().items()
    ]
    return {"services": here.all[:_MOST], "groups": groups}


def _label(event: LifeEvent | None) -> str:
    return event.label if event else "Layanan lain"
