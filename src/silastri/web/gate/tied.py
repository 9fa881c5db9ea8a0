"""A browser that is tied to one use: it is led back there from every other address, and nobody is signed in on it.

A cookie holds its secret; it is in no address, so that nobody takes it along on a telephone.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse

from silastri.apps.devices import queries
from silastri.web.refusal_page import wants_fragment

COOKIE = f"{settings.COOKIE_PREFIX}silastri_perangkat"
_LASTS = 400 * 24 * 3600  # seconds; browsers keep none for longer
_ALSO = frozenset({"office_emblem"})  # drawings on its pages


class Tied:
    """Finds the device of a request, and keeps it at its use."""

    def __init__(self, get_response: Callable[[Any], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        secret = request.COOKIES.get(COOKIE, "")
        device = queries.of_secret(secret) if secret else None
        request.device = device
        if device is None or not device.is_tied:
            response: HttpResponse = self.get_response(request)
            return response
        if request.user.is_authenticated:
            logout(request)
        response = self.get_response(request) if _belongs(request.path_info) else _led_back(request)
        if getattr(request, "was_noted", False):  # by the guard, once a minute
            remember(response, secret)
        return response


def remember(response: HttpResponse, secret: str) -> None:
    attributes: dict[str, Any] = {"httponly": True, "samesite": "Lax", "secure": settings.SESSION_COOKIE_SECURE}
    response.set_cookie(COOKIE, secret, max_age=_LASTS, **attributes)


def forget(response: HttpResponse) -> None:
    response.delete_cookie(COOKIE, samesite="Lax")


def _belongs(path: str) -> bool:
    try:
        found = resolve(path)
    except Resolver404:
        return False
    return getattr(found.func, "audience", "") == "devices" or found.url_name in _ALSO


def _led_back(request: Any) -> HttpResponse:
    if wants_fragment(request):
        return HttpResponse(status=204, headers={"HX-Redirect": reverse("screen")})
    return redirect("screen")
