"""From when to when an office works on a day. Its people are told of their work in those hours."""

from datetime import date, datetime, time, timedelta

from .worktime import OfficeTime

_LATEST = time(8, 0)  # where the day is none of the office's


def opens(office: OfficeTime, day: date) -> datetime:
    """When the office opens on that day; for a closed day, its earliest hour of the week."""
    spans = office.hours.get(day.weekday()) or tuple(span for week in office.hours.values() for span in week)
    return datetime.combine(day, min((opening for opening, _ in spans), default=_LATEST), office.zone)


def is_open(office: OfficeTime, moment: datetime) -> bool:
    """Whether it is a working day, after it began and before it ends; its people may have a break."""
    day = office.day(moment)
    return office.is_workday(day) and opens(office, day) <= moment < office.closing(day)


def next_open(office: OfficeTime, at: datetime, hours: tuple[time, time] | None = None) -> datetime:
    """The first moment from ``at`` on that lies in the office's hours, or in those ``hours`` of its working days.

    Raises NeverOpen.
    """
    day = office.workday_from(office.day(at))
    while True:
        begins, ends = _hours(office, day, hours)
        if at < ends:
            return max(at, begins)
        day = office.workday_from(day + timedelta(days=1))


def _hours(office: OfficeTime, day: date, hours: tuple[time, time] | None) -> tuple[datetime, datetime]:
    if hours is None:
        return opens(office, day), office.closing(day)
    begins, ends = hours
    return datetime.combine(day, begins, office.zone), datetime.combine(day, ends, office.zone)
