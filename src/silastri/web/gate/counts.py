"""How often each route was asked for, how it ended and how long it took, of all processes of this machine together.

Each process keeps its own sums and writes them to a file of its own every few seconds; who reads adds the files up.
"""

import json
import os
import threading
import time
from collections import Counter
from pathlib import Path

from django.conf import settings

_EVERY = 5.0  # seconds between writings
_lock = threading.Lock()
_answers: Counter[str] = Counter()  # by "route status"
_seconds: Counter[str] = Counter()  # by route
_state = {"written": 0.0, "process": 0.0}


def took(route: str, status: int, seconds: float) -> None:
    with _lock:
        if _state["process"] != os.getpid():  # forked: what the parent counted is the parent's
            _answers.clear()
            _seconds.clear()
            _state["process"] = os.getpid()
        _answers[f"{route} {status}"] += 1
        _seconds[route] += seconds  # type: ignore[assignment]
        if time.monotonic() - _state["written"] > _EVERY:
            _write()


def all_together() -> tuple[Counter[str], Counter[str]]:
    """Answers by route and status, seconds by route."""
    with _lock:
        if _state["process"] == os.getpid():
            _write()
    answers, seconds = Counter[str](), Counter[str]()
    for path in _folder().glob("*.json"):
        try:
            kept = json.loads(path.read_text())
        except (OSError, ValueError):
            continue
        answers.update(kept["answers"])
        seconds.update(kept["seconds"])
    return answers, seconds


def begin_anew() -> None:
    """When the server starts: no process counts yet."""
    for path in _folder().glob("*"):
        path.unlink(missing_ok=True)


def _write() -> None:
    _state["written"] = time.monotonic()
    path = _folder() / f"{os.getpid()}.json"
    try:
        path.parent.mkdir(exist_ok=True)
        fresh = path.with_suffix(".new")
        fresh.write_text(json.dumps({"answers": _answers, "seconds": _seconds}))
        fresh.replace(path)
    except OSError:  # no page fails because nothing can be counted
        return


def _folder() -> Path:
    return Path(settings.HOME) / "metrics"
