"""A browser of the hall that has no use yet: it shows a code and waits until a manager types it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from silastri.journey.devices import tied
from silastri.web.gate import tied as gate
from silastri.web.gate.limits import slow_down
from silastri.web.guard import public

_MOST = 60  # new screens from one address in ten minutes: a browser without cookies is a new one each time
_REFRESH = 5  # seconds


@public
def new_device(request: Any) -> HttpResponse:
    """A tied browser never comes here: it is led back to its use."""
    device, secret = request.device, ""
    if device is None or device.ended_at:
        slow_down(request, "device", most=_MOST, sentence="Terlalu banyak perangkat baru.")
        device, secret = tied.begin(request.act)
    code = tied.code(request.act, device)
    response = render(request, "devices/new.html", {"code": f"{code[:3]} {code[3:]}"})
    response["Refresh"] = str(_REFRESH)
    response["Cache-Control"] = "no-store"
    if secret:
        gate.remember(response, secret)
    return response
