"""The first page of each use, and the news that every screen asks for again and again."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, JsonResponse

from silastri.apps.devices import operations
from silastri.apps.devices.models import Device
from silastri.web.guard import DeviceRequest, device

from . import information, kiosk, survey, television
from .page import version_of

_FIRST: dict[str, Callable[[DeviceRequest], HttpResponse]] = {
    Device.Mode.TV: television.start,
    Device.Mode.KIOSK: kiosk.start,
    Device.Mode.INFO: information.start,
    Device.Mode.SURVEY: survey.start,
}
_VOICE = {"ya": True, "tidak": False}


@device
def screen(request: DeviceRequest) -> HttpResponse:
    """The use of this browser."""
    return _FIRST[request.device.mode](request)


@device
def news(request: DeviceRequest) -> HttpResponse:
    """Asked for every few seconds. ``suara`` tells whether the browser can speak Indonesian."""
    told = _VOICE.get(request.GET.get("suara", ""))
    if told is not None:
        operations.voice(request.device, told)
    found: dict[str, Any] = {"version": version_of(request)}
    if request.device.mode == Device.Mode.TV:
        found |= television.news(request)
    return JsonResponse(found)
