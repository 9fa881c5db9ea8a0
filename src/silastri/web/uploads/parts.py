"""A file that comes in parts: a script sends them one after another, and asks after a broken line where to go on.

The answers are for the script alone, and show nobody: their numbers stand in a header (docs/why/0023).
"""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect

from silastri.journey.apply import parts
from silastri.web.forms import whole
from silastri.web.side import Side

_RECEIVED = "Upload-Offset"


def begin(request: Any, ref: str, *, side: Side) -> HttpResponse:
    """The name under which the parts of a file come, and how many bytes of it came before."""
    side.find(request, ref)
    if request.method != "POST":
        return redirect(side.attach, ref)
    sent = request.POST
    partial = parts.begin(
        side.act(request),
        ref=ref,
        key=sent.get("persyaratan", ""),
        name=sent.get("nama", ""),
        size=whole(sent.get("ukuran", "")),
        sha256=sent.get("sidik", ""),
    )
    return JsonResponse({"bagian": partial.token, "terkirim": partial.received}, status=201)


def add(request: Any, ref: str, part: str, *, side: Side) -> HttpResponse:
    """The next part, as the body of the request; without one, how many bytes came."""
    side.find(request, ref)
    act = side.act(request)
    if request.method != "POST":
        return _told(parts.coming(act, ref=ref, token=part).received)
    start = whole(request.headers.get(_RECEIVED, ""))
    content = request.body if request.content_type == "application/octet-stream" else b""
    try:
        return _told(parts.add(act, ref=ref, token=part, start=start, content=content))
    except parts.NotThisPart as elsewhere:
        return _told(elsewhere.received, status=409)


def _told(received: int, status: int = 204) -> HttpResponse:
    response = HttpResponse(status=status)
    response[_RECEIVED] = str(received)
    return response
