"""Calls the sender back with what became of its messages: each call at its moment, and again while nobody hears it."""

import heapq
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count, groupby
from typing import Any

_PATIENCE = 10.0  # seconds
_MOST_TRIES = 12
_LONGEST_PAUSE = 60.0
_AT_ONCE = 20  # pieces of news in one call


@dataclass(frozen=True, slots=True)
class Call:
    method: str
    url: str
    headers: dict[str, str]
    body: bytes


Maker = Callable[[Sequence[Any]], Call | None]  # None where there is nobody to call


@dataclass(order=True, slots=True)
class _Due:
    at: float
    number: int
    maker: Maker = field(compare=False)
    piece: Any = field(compare=False)
    tries: int = field(compare=False, default=0)


class Callbacks:
    """One thread, so that calls leave in their order. What is due at once for one maker goes in one call."""

    def __init__(self) -> None:
        self._due: list[_Due] = []
        self._numbers, self._changed = count(), threading.Condition()
        self._stopped, self._busy = False, False
        self.made = self.given_up = 0
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    @property
    def waiting(self) -> int:
        with self._changed:
            return len(self._due) + self._busy

    def plan(self, after: float, maker: Maker, piece: Any) -> None:
        with self._changed:
            heapq.heappush(self._due, _Due(time.monotonic() + after, next(self._numbers), maker, piece))
            self._changed.notify()

    def close(self) -> None:
        with self._changed:
            self._stopped = True
            self._changed.notify()
        self._thread.join(timeout=_PATIENCE)

    def _run(self) -> None:
        while due := self._next():
            for _, same in groupby(due, key=lambda one: id(one.maker)):
                self._call(list(same))
            with self._changed:
                self._busy = False

    def _next(self) -> list[_Due]:
        """What is due now, waiting for it; nothing when it is over."""
        with self._changed:
            while not self._stopped:
                now = time.monotonic()
                if self._due and self._due[0].at <= now:
                    found: list[_Due] = []
                    while self._due and self._due[0].at <= now and len(found) < _AT_ONCE:
                        found.append(heapq.heappop(self._due))
                    self._busy = True
                    return found
                self._changed.wait(self._due[0].at - now if self._due else None)
        return []

    def _call(self, pieces: list[_Due]) -> None:
        call = pieces[0].maker([one.piece for one in pieces])
        if call is None or _was_heard(call):
            self.made += call is not None
            return
        for one in pieces:
            one.tries += 1
            if one.tries >= _MOST_TRIES:
                self.given_up += 1
                continue
            one.at = time.monotonic() + min(0.5 * 2**one.tries, _LONGEST_PAUSE)
            with self._changed:
                heapq.heappush(self._due, one)


_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def _was_heard(call: Call) -> bool:
    try:
        asked = urllib.request.Request(call.url, call.body or None, call.headers, method=call.method)
        with _DIRECT.open(asked, timeout=_PATIENCE) as answer:
            return 200 <= int(answer.status) < 300
    except (OSError, ValueError):
        return False


def fetched(url: str) -> str:
    """What that address answers; empty where it does not."""
    try:
        with _DIRECT.open(url, timeout=_PATIENCE) as answer:
            return str(answer.read(10_000).decode(errors="replace"))
    except (OSError, ValueError):
        return ""
