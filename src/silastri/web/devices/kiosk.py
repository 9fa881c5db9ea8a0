"""The touch-screen at the door: a service, a word about who comes, and a number on paper."""

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from silastri.apps.catalog import queries as catalog
from silastri.apps.catalog.models import Service
from silastri.apps.catalog.shelf import shelf
from silastri.apps.devices.models import Device
from silastri.apps.offices import queries as offices
from silastri.apps.tickets.models import Ticket
from silastri.domain.refusal import NotFit, Refusal
from silastri.journey.queueing import access, board, hall, names, slip
from silastri.journey.queueing import take as journey
from silastri.journey.surveys.codes import picture
from silastri.web.guard import DeviceRequest, device_for
from silastri.web.middleware import status_of

from .page import show

IDLE_SECONDS = 45
TICKET_SECONDS = 10
_ONCE = 600  # seconds in which a form that is sent twice gives one number
_PRIORITIES = [
    (Ticket.Priority.ELDERLY, "Lanjut usia", "60 tahun ke atas"),
    (Ticket.Priority.DISABLED, "Penyandang disabilitas", "Termasuk yang mendampingi"),
    (Ticket.Priority.PREGNANT, "Ibu hamil atau membawa bayi", ""),
]


def _on_kiosk(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A refusal is said on the first page of the screen: the usual page of one leads away."""

    @device_for(Device.Mode.KIOSK)
    @wraps(view)
    def shown(request: DeviceRequest, **more: str) -> HttpResponse:
        try:
            return view(request, **more)
        except Refusal as refusal:
            return start(request, said=str(refusal), status=status_of(refusal))

    return shown


def start(request: DeviceRequest, *, said: str = "", status: int = 200) -> HttpResponse:
    """``screen`` shows it first. Where no number is given, it says why."""
    office, at = request.office, request.act.at
    page: dict[str, Any] = {
        "said": said,
        "closed": "Kantor ini tidak memakai nomor antrean. Silakan langsung ke loket.",
    }
    if access.is_used(office):
        seen = board.board(office, at)
        waiting = {line.service: line.waiting for line in seen.lines}
        given = {one.slug: one.pk for one in access.services(office, request.act)}
        offered = [one for one in shelf([office], at).all if one.slug in given]
        page |= {
            "closed": seen.closed,
            "services": [(one.slug, one.offer, waiting.get(given[one.slug], 0)) for one in offered],
            "asking": waiting.get(None, 0),
            "arrive": picture(hall.address(office, at)),
        }
    return show(request, "devices/kiosk/start.html", page, status=status, idle=IDLE_SECONDS if said else 0)


@_on_kiosk
def take(request: DeviceRequest) -> HttpResponse:
    """Asks who comes, then gives a number."""
    if request.method == "POST":
        return _given(request)
    slug = request.GET.get("layanan", "")
    page = {
        "slug": slug,
        "title": _title(request, slug),
        "priorities": _PRIORITIES,
        "one_in": offices.definition(request.office).queue.priority_one_in,
        "once": secrets.token_urlsafe(12),
    }
    return show(request, "devices/kiosk/who.html", page, idle=IDLE_SECONDS)


def _given(request: DeviceRequest) -> HttpResponse:
    key = f"kiosk/{request.device.pk}/{request.POST.get('sekali', '')[:40]}"
    code = cache.get(key)
    if code is None:
        service = _service(request, request.POST.get("layanan", ""))
        priority = request.POST.get("prioritas", "")
        taken = journey.take(
            request.act, office=request.office, service=service, priority=priority, via=Ticket.Via.KIOSK
        )
        code = taken.code
        cache.set(key, code, _ONCE)
    return redirect("kiosk_ticket", code)


@_on_kiosk
def ticket(request: DeviceRequest, code: str) -> HttpResponse:
    seen = board.ticket_status(code, request.act.at)
    if seen.ticket.office_id != request.office.pk:
        return redirect("screen")
    page = {"slip": slip.of(seen.ticket, request.act.at), "width": request.device.width}
    response = show(request, "devices/kiosk/ticket.html", page, idle=TICKET_SECONDS)
    response["Refresh"] = f"{TICKET_SECONDS}; url={reverse('screen')}"  # also without scripts
    return response


def _service(request: DeviceRequest, slug: str) -> Service | None:
    """None for a question. Raises NotFit for what is no service of this office."""
    if not slug:
        return None
    found = catalog.service(request.office.slug, slug[:60])
    if found is None:
        raise NotFit("Layanan ini tidak ada. Pilih layanan lain.")
    return found


def _title(request: DeviceRequest, slug: str) -> str:
    """What citizens call the service; for none, what else one may come for."""
    offered = shelf([request.office], request.act.at).all
    return next((one.offer.title for one in offered if one.slug == slug), names.QUESTION)
