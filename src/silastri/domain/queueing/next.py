"""Decides who is next at a counter: one function, without clock and database, so that it can be proved.

There is one line, in the order in which people came to the office. It has two classes, ordinary and priority (elderly,
disabled, pregnant: UU 8/2016, UU 25/2009 art. 4). Within a class the order is kept. A counter calls the first of the
line; but when it has called ``one_in - 1`` ordinary ones in a row, the first priority ticket is called before them. So
of ``one_in`` calls of a counter at least one is for priority while some wait, and at most one of them overtakes.

What is remembered is how many ordinary ones a counter called in a row, for each counter by itself: with one count for
all counters, a counter that is always asked at the wrong moment would let its own priority tickets wait for ever.

An appointment joins the line at its hour, as if its holder had come then: who comes before it waits until then, except
where nobody else waits; who is late by more than ``GRACE`` has the place of the moment of coming. A ticket that was
transferred keeps its place by the first arrival.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

GRACE = timedelta(minutes=15)  # so late may one be and keep the place of the appointed hour


@dataclass(frozen=True, slots=True)
class Waiting:
    """A ticket that waits. ``key`` is its row, which decides where all else is equal: the first that was given."""

    key: int
    arrived: datetime
    service: int | None = None  # none: a question, which any counter answers
    has_priority: bool = False
    hour: datetime | None = None  # of its appointment
    counter: int | None = None  # the only one that may call it, to which it was transferred

    @property
    def joins(self) -> datetime:
        """From when its place counts."""
        if self.hour is None or self.arrived > self.hour + GRACE:
            return self.arrived
        return self.hour

    @property
    def place(self) -> tuple[datetime, int]:
        return self.joins, self.key


@dataclass(frozen=True, slots=True)
class Desk:
    """A counter that asks. ``services`` empty: it serves all."""

    key: int
    services: Collection[int] = ()

    def may_call(self, one: Waiting) -> bool:
        if one.counter is not None:
            return one.counter == self.key
        return not self.services or one.service is None or one.service in self.services


@dataclass(frozen=True, slots=True)
class Turn:
    """The ticket to call, and what must be remembered after it was called."""

    ticket: Waiting
    turns: Mapping[str, int]


def next_at(
    desk: Desk, waiting: Iterable[Waiting], turns: Mapping[str, int], *, one_in: int, at: datetime
) -> Turn | None:
    """Who is called now; None where nobody waits for this counter. ``one_in`` is at least 2."""
    mine = [one for one in waiting if desk.may_call(one)]
    line = sorted([one for one in mine if one.joins <= at] or mine, key=lambda one: one.place)
    if not line:
        return None
    in_a_row = turns.get(str(desk.key), one_in - 1)
    first = line[0]
    if in_a_row >= one_in - 1:
        first = next((one for one in line if one.has_priority), first)
    after = 0 if first.has_priority else min(in_a_row + 1, one_in - 1)
    return Turn(first, {**turns, str(desk.key): after})


def order(desk: Desk, waiting: Iterable[Waiting], turns: Mapping[str, int], *, one_in: int, at: datetime) -> list[int]:
    """The keys of those who wait, as this counter would call them if nobody else came."""
    left, found = {one.key: one for one in waiting}, []
    while turn := next_at(desk, left.values(), turns, one_in=one_in, at=at):
        found.append(turn.ticket.key)
        turns = turn.turns
        del left[turn.ticket.key]
    return found


def called_before(
    key: int, desks: Sequence[Desk], waiting: Iterable[Waiting], turns: Mapping[str, int], *, one_in: int, at: datetime
) -> int | None:
    """How many are called before that ticket, if these counters call by turns and nobody else comes; None where none of
    them calls it."""
    left, count = {one.key: one for one in waiting}, 0
    desks = [desk for desk in desks if desk.may_call(left[key])]
    while desks:
        for desk in tuple(desks):
            turn = next_at(desk, left.values(), turns, one_in=one_in, at=at)
            if turn is not None and turn.ticket.key == key:
                return count
            if turn is not None:
                turns, count = turn.turns, count + 1
                del left[turn.ticket.key]
    return None
