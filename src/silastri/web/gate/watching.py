"""Whoever watches over an office reads everything there and changes nothing: the guard refuses what would, and the
database refuses whatever slips by."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse

from silastri.apps.audit.read_only import SENTENCE, OnlyReads, read_only

View = Callable[..., HttpResponse]
MAY_DO = frozenset({"choose_office", "decide_anomaly"})  # of the watcher's own work
# By POST, and only reads: searches say so of themselves (``web/search.py``). The last is hidden by its own rule.
READS_BY_POST = frozenset({"reveal", "desk_find_words", "change_bribe"})


def kept_to_reading(request: Any, view: View) -> View:
    """The view, for a watcher one that can change nothing. It raises OnlyReads."""
    desk = getattr(request, "desk", None)
    page = request.resolver_match.url_name if request.resolver_match else ""
    if desk is None or not desk.watches or page in MAY_DO:
        return view

    @wraps(view)
    def reading(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        reads = request.method in ("GET", "HEAD") or page in READS_BY_POST or getattr(view, "reads_by_post", False)
        if not reads:
            raise OnlyReads(SENTENCE)
        with read_only():
            return view(request, *args, **kwargs)

    return reading
