"""What the pages of all screens share."""

import hashlib
import json
from functools import cache
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse

from silastri.apps.offices import queries as offices
from silastri.web.guard import DeviceRequest

_FILES = ("css/hall.css", "css/ticket.css", "questions.js", "screen.js", "television.js")


def show(
    request: DeviceRequest, template: str, page: dict[str, Any], *, status: int = 200, idle: int = 0
) -> HttpResponse:
    """A page of a screen; after ``idle`` seconds without a touch it begins anew."""
    shared = {
        "device": request.device,
        "place": request.office,
        "office": offices.definition(request.office),
        "version": version_of(request),
        "start": reverse("screen"),
        "idle": idle,
    }
    return render(request, template, shared | page, status=status)


def version_of(request: DeviceRequest) -> str:
    """Changes when an open page must be loaded anew: other files of ours, another use, other settings, or a
    new day with its code of the hall."""
    device = request.device
    today = offices.today(request.office, request.act.at).isoformat()
    used = json.dumps([device.mode, device.name, device.settings, request.office.definition_hash, today])
    return hashlib.sha256(f"{_files()} {used}".encode()).hexdigest()[:12]


@cache
def _files() -> str:
    """The names by which a browser keeps our files: they hold a hash of what is in them."""
    return " ".join(static(name) for name in _FILES)
