"""Working minutes between many pairs of moments of one office, reckoned from sums that are made once a day of the
calendar. ``worktime.minutes_between`` says the same of one pair."""

from datetime import date, datetime, timedelta

from silastri.domain.worktime import OfficeTime


class OpenMinutes:
    """The minutes for which an office is open."""

    def __init__(self, time: OfficeTime) -> None:
        self._time = time
        self._open: dict[date, tuple[tuple[float, float], ...]] = {}
        self._before: dict[date, float] = {}
        self._first: date | None = None
        self._last: date | None = None

    def between(self, start: datetime, end: datetime) -> int:
        """Whole minutes; none where the end comes first."""
        if end <= start:
            return 0
        here, there = self._time.local(start), self._time.local(end)
        self._reach(here.date(), there.date())
        return int(self._until(there) - self._until(here)) // 60

    @property
    def of_a_day(self) -> int:
        """Of a usual working day; at least one."""
        week = [sum(_seconds(spans)) for spans in map(_spans, self._time.hours.values()) if spans]
        return max(1, int(sum(week) / len(week)) // 60) if week else 1

    def _reach(self, first: date, last: date) -> None:
        """Lets the sums reach over both days."""
        if self._first is None or self._last is None:
            self._first, self._last, self._before[first] = first, first, 0.0
        while self._first > first:
            day = self._first - timedelta(days=1)
            self._before[day] = self._before[self._first] - sum(_seconds(self._of(day)))
            self._first = day
        while self._last < last:
            day = self._last + timedelta(days=1)
            self._before[day] = self._before[self._last] + sum(_seconds(self._of(self._last)))
            self._last = day

    def _until(self, moment: datetime) -> float:
        """Seconds open from the first day of the sums until that moment, which is local."""
        day = moment.date()
        at = moment.hour * 3600 + moment.minute * 60 + moment.second + moment.microsecond / 1e6
        return self._before[day] + sum(min(closes, at) - opens for opens, closes in self._of(day) if at > opens)

    def _of(self, day: date) -> tuple[tuple[float, float], ...]:
        if day not in self._open:
            self._open[day] = _spans(self._time.hours[day.weekday()]) if self._time.is_workday(day) else ()
        return self._open[day]


def _spans(spans) -> tuple[tuple[float, float], ...]:  # type: ignore[no-untyped-def]
    return tuple(
        (opens.hour * 3600.0 + opens.minute * 60, closes.hour * 3600.0 + closes.minute * 60) for opens, closes in spans
    )


def _seconds(spans: tuple[tuple[float, float], ...]) -> list[float]:
    return [closes - opens for opens, closes in spans]
