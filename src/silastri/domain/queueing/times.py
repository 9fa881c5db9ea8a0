"""How long people waited and were served: of one ticket by what happened to it, and of many."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LEAST = 3  # so many must have been served today before a time is foretold
LATEST = 20  # so many of the last ones it is foretold by
_STEP = 5  # minutes; nobody can foretell better


class Mark(StrEnum):
    """What changes the state of a ticket, as its events call it."""

    ARRIVED = "arrived"
    CALLED = "called"
    SERVED = "served"
    SKIPPED = "skipped"
    BACK = "back"
    TRANSFERRED = "transferred"
    ENDED = "ended"
    CLOSED = "closed"
    CANCELLED = "cancelled"


_WAITS_FROM = {Mark.ARRIVED, Mark.BACK, Mark.TRANSFERRED}
_MARKS = {mark.value for mark in Mark}


@dataclass(frozen=True, slots=True)
class Spent:
    """Of one ticket: how long its holder sat in the hall, and stood at counters."""

    waited: timedelta
    served: timedelta


def spent(events: Iterable[tuple[str, datetime]], *, not_before: datetime | None = None) -> Spent:
    """By its events, the oldest first. Waiting ends with the first call after it began; the time before the hour of an
    appointment is the holder's own, and the time after a call that was not heard is nobody's."""
    waits_from = serves_from = None
    waited = served = timedelta()
    for what, at in events:
        if what in _WAITS_FROM:
            served, serves_from = served + _since(serves_from, at), None
            waits_from = max(at, not_before) if not_before else at
        elif what == Mark.SERVED:
            waited, waits_from, serves_from = waited + _since(waits_from, at), None, at
        elif what in _MARKS:
            waited, served = waited + _since(waits_from, at), served + _since(serves_from, at)
            waits_from = serves_from = None
    return Spent(waited, served)


def _since(start: datetime | None, at: datetime) -> timedelta:
    return max(timedelta(), at - start) if start else timedelta()


@dataclass(frozen=True, slots=True)
class Figures:
    """Whole minutes, rounded up: nobody is told that he waited less than he did."""

    count: int
    average: int
    median: int
    ninetieth: int  # nine of ten took no longer
    longest: int


def figures(seconds: Sequence[int]) -> Figures | None:
    """None where there are none. The median and the 90th are values that occurred (nearest rank)."""
    if not seconds:
        return None
    sorted_ = sorted(seconds)
    count = len(sorted_)
    at_rank = [sorted_[-(-count * percent // 100) - 1] for percent in (50, 90)]
    found = (-(-sum(sorted_) // count), *at_rank, sorted_[-1])
    return Figures(count, *(_minutes(one) for one in found))


def _minutes(seconds: int) -> int:
    return -(-seconds // 60)


def estimate(ahead: int, served: Sequence[int], counters: int) -> int | None:
    """How many minutes somebody will probably wait with so many before him, by the seconds of those served today (the
    newest last), at so many counters; in steps of five minutes. None where today has too few, or no counter is open."""
    if len(served) < LEAST or counters < 1:
        return None
    last = served[-LATEST:]
    return -(-ahead * sum(last) // (len(last) * counters * 60 * _STEP)) * _STEP
