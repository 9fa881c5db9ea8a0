"""Working minutes between many pairs of moments of one office, reckoned from sums that are made once a day of the
calendar. ``worktime.minutes_between`` says the same of one pair."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from silastri.domain.worktime import OfficeTime, Span

_SECOND = 1_000_000  # all is reckoned in microseconds
_MINUTE = 60 * _SECOND


class OpenMinutes:
    """The minutes for which an office is open."""

    def __init__(self, time: OfficeTime) -> None:
        self._time = time
        self._open: dict[date, tuple[tuple[int, int], ...]] = {}
        self._before: dict[date, int] = {}
        self._first: date | None = None
        self._last: date | None = None

    def between(self, start: datetime, end: datetime) -> int:
        """Whole minutes; none where the end comes first."""
        if end <= start:
            return 0
        self._reach(self._time.day(start), self._time.day(end))
        return (self._until(end) - self._until(start)) // _MINUTE

    @property
    def of_a_day(self) -> int:
        """Of a usual working day; at least one."""
        week = [_open(_spans(spans)) for spans in self._time.hours.values() if spans]
        return max(1, sum(week) // len(week) // _MINUTE) if week else 1

    def _reach(self, first: date, last: date) -> None:
        """Lets the sums reach over both days."""
        if self._first is None or self._last is None:
            self._first, self._last, self._before[first] = first, first, 0
        while self._first > first:
            day = self._first - timedelta(days=1)
            self._before[day] = self._before[self._first] - _open(self._of(day))
            self._first = day
        while self._last < last:
            day = self._last + timedelta(days=1)
            self._before[day] = self._before[self._last] + _open(self._of(self._last))
            self._last = day

    def _until(self, moment: datetime) -> int:
        """How long it was open from the first day of the sums until that moment."""
        day, at = self._time.day(moment), _of_day(self._time.local(moment).time())
        return self._before[day] + sum(min(closes, at) - opens for opens, closes in self._of(day) if at > opens)

    def _of(self, day: date) -> tuple[tuple[int, int], ...]:
        if day not in self._open:
            self._open[day] = _spans(self._time.hours[day.weekday()]) if self._time.is_workday(day) else ()
        return self._open[day]


def _spans(spans: Iterable[Span]) -> tuple[tuple[int, int], ...]:
    return tuple((_of_day(opens), _of_day(closes)) for opens, closes in spans)


def _of_day(at: time) -> int:
    return ((at.hour * 60 + at.minute) * 60 + at.second) * _SECOND + at.microsecond


def _open(spans: tuple[tuple[int, int], ...]) -> int:
    return sum(closes - opens for opens, closes in spans)
