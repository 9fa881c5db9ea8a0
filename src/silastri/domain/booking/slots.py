"""The appointments that a step offers: on workdays, and only as far ahead as its definition says."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from silastri.domain.definition.booking import Slots
from silastri.domain.definition.office import WEEKDAYS
from silastri.domain.worktime import OfficeTime, due

MOST_DAYS = 366


def offered(slots: Slots, office: OfficeTime, now: datetime) -> Iterator[datetime]:
    """The moments of the appointments, the earliest first, whether a place is still free or not. Raises NeverOpen."""
    first, last = _window(slots, office, now)
    weekdays = {WEEKDAYS.index(day) for day in slots.days}
    for n in range(min((last - first).days + 1, MOST_DAYS)):
        day = first + timedelta(days=n)
        if day.weekday() in weekdays and office.is_workday(day):
            for at in sorted(slots.times):
                moment = datetime.combine(day, at, office.zone)
                if moment > now and _is_open(office, day, moment):
                    yield moment


def _window(slots: Slots, office: OfficeTime, now: datetime) -> tuple[date, date]:
    first, last = (office.day(due(office, now, length).at) for length in (slots.since, slots.until))
    return first, last


def _is_open(office: OfficeTime, day: date, moment: datetime) -> bool:
    """Whether the office is open then: its hours may have changed since the service was published."""
    return any(opens <= moment.time() < closes for opens, closes in office.hours[day.weekday()])


def may_change(starts_at: datetime, office: OfficeTime, now: datetime) -> bool:
    """Until the day before."""
    return office.day(now) < office.day(starts_at)
