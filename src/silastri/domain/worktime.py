"""Working time: when a promise made now falls due, and how much of it is left.

Day 1 is the next working day; a file that comes after closing time counts from the next working day. A promise in days
falls due when the office closes on its last day.
"""

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .duration import Duration, Unit

Span = tuple[time, time]
_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_A_YEAR_OF_CLOSED_DAYS = 400
CAPITAL = ZoneInfo("Asia/Jakarta")


def _pass_over(day: date, why: str) -> None:
    """Stands in for the list of skipped days when the caller does not need it."""


class NeverOpen(ValueError):
    """The office is never open, so a promise in working time would never fall due."""


@dataclass(frozen=True)
class OfficeTime:
    """The office's hours by weekday (Monday is 0) and its holidays by date, in its own time zone."""

    zone: ZoneInfo
    hours: Mapping[int, tuple[Span, ...]]
    holidays: Mapping[date, str]

    def why_closed(self, day: date) -> str | None:
        if day in self.holidays:
            return self.holidays[day]
        return None if self.hours.get(day.weekday()) else _DAYS[day.weekday()]

    def is_workday(self, day: date) -> bool:
        return self.why_closed(day) is None

    def with_day(self, day: date, closed: str | None) -> "OfficeTime":
        """The same time with that day closed for a reason, or, with None, no holiday any more."""
        others = {one: why for one, why in self.holidays.items() if one != day}
        return replace(self, holidays=others if closed is None else others | {day: closed})

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone)

    def day(self, moment: datetime) -> date:
        """The day that the office has at that moment."""
        return self.local(moment).date()

    def begins(self, day: date) -> datetime:
        """The first moment of that day, where the office is."""
        return datetime.combine(day, time(0), self.zone)

    def closing(self, day: date) -> datetime:
        """When the office closes on that day; for a closed day, its latest closing hour of the week."""
        spans = self.hours.get(day.weekday()) or tuple(s for week in self.hours.values() for s in week)
        return datetime.combine(day, max((closes for _, closes in spans), default=time(23, 59)), self.zone)

    def workday_from(self, day: date, skip: Callable[[date, str], None] = _pass_over) -> date:
        """That day if the office works on it, else the next working day. Raises NeverOpen."""
        for _ in range(_A_YEAR_OF_CLOSED_DAYS):
            why = self.why_closed(day)
            if why is None:
                return day
            skip(day, why)
            day += timedelta(days=1)
        raise NeverOpen("kantor tidak punya hari kerja")

    def count_from(self, moment: datetime) -> date:
        """The day a promise made at that moment counts from."""
        day = self.day(moment)
        if self.is_workday(day) and moment > self.closing(day):
            day += timedelta(days=1)
        return self.workday_from(day)


def national_day(moment: datetime) -> date:
    """The day in the capital, for a person with whom no office has to do yet: whoever opens an account."""
    return moment.astimezone(CAPITAL).date()


@dataclass(frozen=True)
class Due:
    at: datetime
    skipped: tuple[tuple[date, str], ...]


def due(office: OfficeTime, start: datetime, length: Duration) -> Due:
    """The moment ``length`` after ``start``, and the closed days between them. Raises NeverOpen."""
    skipped: list[tuple[date, str]] = []

    def skip(day: date, why: str) -> None:
        skipped.append((day, why))

    if length.in_office_time:
        at = _after_minutes(office, start, length.minutes, skip)
    elif length.by_the_clock:
        at = start + timedelta(minutes=length.minutes)
    elif length.unit is Unit.WORKDAY:
        at = office.closing(add_workdays(office, office.count_from(start), length.amount, skip))
    else:
        at = office.closing(_after_calendar(office.day(start), length))
    return Due(at, tuple(skipped))


def before(office: OfficeTime, moment: datetime, length: Duration) -> datetime:
    """The moment ``length`` before that one, at the same time of day for a length in days. Raises NeverOpen."""
    here = office.local(moment)
    if length.in_office_time:
        return _before_minutes(office, here, length.minutes)
    if length.by_the_clock:
        return moment - timedelta(minutes=length.minutes)
    if length.unit is Unit.WORKDAY:
        return datetime.combine(add_workdays(office, office.day(moment), -length.amount), here.timetz())
    back = _after_calendar(office.day(moment), Duration(-length.amount, length.unit))
    return datetime.combine(back, here.timetz())


def add_workdays(office: OfficeTime, day: date, count: int, skip: Callable[[date, str], None] = _pass_over) -> date:
    """The day ``count`` working days after ``day``, or before it when negative."""
    step = timedelta(days=1 if count >= 0 else -1)
    closed = 0
    while count:
        day += step
        why = office.why_closed(day)
        if why is None:
            count, closed = count - step.days, 0
        else:
            closed += 1
            skip(day, why)
        if closed > _A_YEAR_OF_CLOSED_DAYS:
            raise NeverOpen("kantor tidak punya hari kerja")
    return day


def workdays_between(office: OfficeTime, first: date, last: date) -> int:
    """The working days after ``first``, up to and including ``last``; negative when ``last`` is earlier."""
    if last < first:
        return -workdays_between(office, last, first)
    return sum(office.is_workday(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))


def minutes_between(office: OfficeTime, start: datetime, end: datetime) -> int:
    """Whole office minutes from ``start`` to ``end``; negative when ``end`` is earlier."""
    if end < start:
        return -minutes_between(office, end, start)
    total = timedelta()
    day = office.day(start)
    while day <= office.day(end):
        for opens, closes in _open_spans(office, day):
            total += max(timedelta(), min(closes, end) - max(opens, start))
        day += timedelta(days=1)
    return int(total.total_seconds()) // 60


def left(office: OfficeTime, now: datetime, due_at: datetime, unit: Unit) -> int:
    """What is left of a promise when its clock stops: minutes for a promise in minutes or hours (of either kind),
    working days for one in working days, else calendar days. Negative when it is late."""
    if unit in (Unit.MINUTE, Unit.HOUR):
        return minutes_between(office, now, due_at)
    if unit in (Unit.CLOCK_MINUTE, Unit.CLOCK_HOUR):
        return int((due_at - now).total_seconds()) // 60
    due_day = office.day(due_at)
    if unit is Unit.WORKDAY:
        return workdays_between(office, office.count_from(now), due_day)
    return (due_day - office.day(now)).days


def due_with_left(office: OfficeTime, now: datetime, remaining: int, unit: Unit) -> datetime:
    """When a promise whose clock runs again falls due: the inverse of ``left``."""
    if unit in (Unit.MINUTE, Unit.HOUR):
        if remaining < 0:
            return _before_minutes(office, now, -remaining)
        return _after_minutes(office, now, remaining, _pass_over)
    if unit in (Unit.CLOCK_MINUTE, Unit.CLOCK_HOUR):
        return now + timedelta(minutes=remaining)
    if unit is Unit.WORKDAY:
        return office.closing(add_workdays(office, office.count_from(now), remaining))
    return office.closing(office.day(now) + timedelta(days=remaining))


def recounted(
    before: OfficeTime, after: OfficeTime, *, day: date, since: datetime, due_at: datetime, unit: Unit
) -> datetime:
    """When something is due whose clock runs since a moment, after that day was closed or opened. Raises NeverOpen.

    It is counted again from the beginning of the day, up to which both calendars agree. What was due before that day,
    began after it, or does not count working time, stays as it is.
    """
    start = max(since, before.begins(day))
    if due_at < start:
        return due_at
    remaining = left(before, start, due_at, unit)
    new = due_with_left(after, start, remaining, unit)
    return due_at if new == due_with_left(before, start, remaining, unit) else new


def _open_spans(office: OfficeTime, day: date) -> list[tuple[datetime, datetime]]:
    if not office.is_workday(day):
        return []
    return [
        (datetime.combine(day, opens, office.zone), datetime.combine(day, closes, office.zone))
        for opens, closes in office.hours[day.weekday()]
    ]


def _after_minutes(office: OfficeTime, start: datetime, minutes: int, skip: Callable[[date, str], None]) -> datetime:
    rest = timedelta(minutes=minutes)
    day = office.workday_from(office.day(start), skip)
    while True:
        for opens, closes in _open_spans(office, day):
            begin = max(opens, start)
            if begin + rest <= closes:
                return begin + rest
            rest -= max(timedelta(), closes - begin)
        day = office.workday_from(day + timedelta(days=1), skip)


def _before_minutes(office: OfficeTime, end: datetime, minutes: int) -> datetime:
    rest = timedelta(minutes=minutes)
    day = office.day(end)
    for _ in range(_A_YEAR_OF_CLOSED_DAYS + minutes):
        for opens, closes in reversed(_open_spans(office, day)):
            finish = min(closes, end)
            if finish - rest >= opens:
                return finish - rest
            rest -= max(timedelta(), finish - opens)
        day -= timedelta(days=1)
    raise NeverOpen("kantor tidak punya hari kerja")


def _after_calendar(day: date, length: Duration) -> date:
    if length.unit is Unit.DAY:
        return day + timedelta(days=length.amount)
    if length.unit is Unit.WEEK:
        return day + timedelta(weeks=length.amount)
    return add_months(day, length.amount * (12 if length.unit is Unit.YEAR else 1))


def add_months(day: date, months: int) -> date:
    """The same day of the month, or the month's last day where there is none (31 May + 6 months = 30 Nov)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
