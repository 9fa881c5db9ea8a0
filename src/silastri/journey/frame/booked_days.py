"""The calendar of what can be booked: which days are taken, past or one's own."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from silastri.apps.bookings import queries
from silastri.apps.catalog.models import Service
from silastri.domain.booking import bookable
from silastri.domain.definition.definition import Definition
from silastri.domain.worktime import OfficeTime

from .booking import DAY


@dataclass(frozen=True)
class Month:
    """The days of one thing in one month: weeks of (day, is full), with None before the first and after the last."""

    label: str
    weeks: list[list[tuple[date, bool] | None]]


def calendar(service: Service, definition: Definition, clock: OfficeTime, first: date) -> list[Month]:
    """The month that begins on ``first``, for each thing that can be booked."""
    rule = definition.standard.reservation
    if rule is None:
        return []
    after = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    since, until = clock.begins(first), clock.begins(after) - timedelta(seconds=1)
    named = bookable.choices(definition, rule.thing)
    values = list(named) or ([""] if rule.thing is None else queries.things(service, DAY, since))
    return [Month(named.get(of, of), _weeks(first, after, full(service, definition, of, since, until, clock)))
            for of in values]  # fmt: skip


def full(
    service: Service, definition: Definition, of: str, since: datetime, until: datetime, clock: OfficeTime
) -> set[date]:
    """The days between two moments on which the thing is taken."""
    rule = definition.standard.reservation
    taken = queries.taken(service, DAY, of, since, until)
    return {clock.day(start) for start, count in taken.items() if rule and count >= rule.count}


def _weeks(first: date, after: date, taken: set[date]) -> list[list[tuple[date, bool] | None]]:
    cells: list[tuple[date, bool] | None] = [None] * first.weekday()
    cells += [(day, day in taken) for n in range((after - first).days) if (day := first + timedelta(days=n))]
    cells += [None] * (-len(cells) % 7)
    return [cells[n : n + 7] for n in range(0, len(cells), 7)]
