"""Whoever watches over an office reads everything there and changes nothing: the guard refuses what would, and the
database refuses whatever slips by."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse

from silastri.apps.audit.read_only import SENTENCE, OnlyReads, read_only
from silastri.domain.refusal import NotYours

View = Callable[..., HttpResponse]
MAY_DO = frozenset({"choose_office", "decide_anomaly", "give_reason"})  # of the watcher's own work
# By POST, and only reads: searches say so of themselves (``web/search.py``). The last is hidden by its own rule.
READS_BY_POST = frozenset({"reveal", "desk_find_words", "change_bribe"})
# What colleagues and superiors say of an officer is for him and them alone; files are for who asked for them.
CLOSED = frozenset(
    "appraisals write_appraisal appraisal appraisal_pdf peer_rounds answer_peer peer_result ethics_cases ethics_case "
    "report_breach hearing_letter hearing_minutes hearing_file made_files made_file take_made_file".split()
)


class Closed(NotYours):
    """It is not for those who watch over the office."""


def kept_to_reading(request: Any, view: View) -> View:
    """The view, for a watcher one that can change nothing. Raises Closed; it raises OnlyReads."""
    desk = getattr(request, "desk", None)
    page = request.resolver_match.url_name if request.resolver_match else ""
    if desk is None or not desk.watches or page in MAY_DO:
        return view

    if page in CLOSED:
        raise Closed("Halaman ini hanya untuk petugas itu sendiri dan atasannya.")

    @wraps(view)
    def reading(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        reads = request.method in ("GET", "HEAD") or page in READS_BY_POST or getattr(view, "reads_by_post", False)
        if not reads:
            raise OnlyReads(SENTENCE)
        with read_only():
            return view(request, *args, **kwargs)

    return reading
