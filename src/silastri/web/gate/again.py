"""Asks once more for a page over which the connection to the database was lost.

Where another server takes the lead, every connection to the old one ends. Whoever only looks need not hear of it. What
somebody sends is never done twice: whether it was kept before the connection was lost, nobody can tell.
"""

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

PAUSE = 0.5  # seconds, in which a pooler finds another server


def again(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.method in ("GET", "HEAD") and getattr(response, "database_was_away", False):
            time.sleep(PAUSE)
            response = get_response(request)
        return response

    return middleware
