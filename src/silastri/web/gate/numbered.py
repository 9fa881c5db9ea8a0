"""Every request has a number, which its answer tells and its lines in the log bear; what it took is counted.

The log holds no address as it was asked for and nothing that was typed: only the pattern of the route.
"""

import logging
import secrets
import time
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.http import HttpRequest, HttpResponse

from silastri.apps.accounts.keys import follow_session_key

from . import counts

HEADER = "X-Request-ID"
_SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # of which none looks like another: people tell it by telephone
_log = logging.getLogger("silastri.request")
_now: ContextVar[str] = ContextVar("request_number", default="")


def number() -> str:
    """Of the request that is being answered; empty beside requests."""
    return _now.get()


class Numbered:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        follow_session_key()
        signs = "".join(secrets.choice(_SIGNS) for _ in range(8))
        request.number = f"{signs[:4]}-{signs[4:]}"
        token, began = _now.set(request.number), time.perf_counter()
        try:
            response = self.get_response(request)
            took, route = time.perf_counter() - began, _route(request)
            counts.took(route, response.status_code, took)
            told = {"method": request.method, "route": route, "status": response.status_code, "ms": round(took * 1000)}
            _log.info("request", extra={"told": told})
        finally:
            _now.reset(token)
        response[HEADER] = request.number
        return response


def _route(request: HttpRequest) -> str:
    found = request.resolver_match
    return (found.url_name or found.route) if found else "none"
