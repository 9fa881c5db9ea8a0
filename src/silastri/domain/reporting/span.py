"""The months, half-years and years of which an office reports, who has to do with it, and when it is due."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from silastri.domain.complaints.month import Month
from silastri.domain.complaints.month import of_day as month_of_day
from silastri.domain.definition.office import Office
from silastri.domain.satisfaction.period import Period
from silastri.domain.worktime import OfficeTime, add_workdays

_KEY = re.compile(r"([12]\d{3})(?:-([bs])(\d{1,2}))?", re.ASCII)


class Kind(StrEnum):
    MONTH = "month"
    HALF = "half"
    YEAR = "year"


_PARTS = {Kind.MONTH: 12, Kind.HALF: 2, Kind.YEAR: 1}
_LETTERS = {Kind.MONTH: "-b", Kind.HALF: "-s"}
TITLES = {
    Kind.MONTH: "Laporan bulanan perizinan",
    Kind.HALF: "Laporan semester",
    Kind.YEAR: "Laporan tahunan",
}


@dataclass(frozen=True, slots=True)
class Span:
    """``number`` counts the months or halves of the year."""

    kind: Kind
    year: int
    number: int = 1

    @property
    def _period(self) -> Period:
        return Period(self.year, "s" if self.kind is Kind.HALF else "", self.number)

    @property
    def since(self) -> date:
        return Month(self.year, self.number).first if self.kind is Kind.MONTH else self._period.since

    @property
    def until(self) -> date:
        """The last day."""
        if self.kind is not Kind.MONTH:
            return self._period.until
        return date.fromordinal(Month(self.year, self.number).next.first.toordinal() - 1)

    @property
    def key(self) -> str:
        """2026-b10, 2026-s1, 2026: as addresses name it."""
        return f"{self.year}{_LETTERS[self.kind]}{self.number}" if self.kind in _LETTERS else str(self.year)

    @property
    def name(self) -> str:
        return Month(self.year, self.number).name if self.kind is Kind.MONTH else self._period.name

    @property
    def title(self) -> str:
        return TITLES[self.kind]

    @property
    def whole_title(self) -> str:
        """Laporan bulanan perizinan Oktober 2026; Laporan Semester 2 2026."""
        return f"{self.title if self.kind is Kind.MONTH else 'Laporan'} {self.name}"

    @property
    def before(self) -> "Span":
        return holding(date.fromordinal(self.since.toordinal() - 1), self.kind)

    @property
    def months(self) -> tuple["Span", ...]:
        first, last = self.since.month, self.until.month
        return tuple(Span(Kind.MONTH, self.year, number) for number in range(first, last + 1))


def holding(day: date, kind: Kind) -> Span:
    """The one of that kind in which the day is."""
    return Span(kind, day.year, (day.month - 1) * _PARTS[kind] // 12 + 1)


def of_key(key: str) -> Span | None:
    found = _KEY.fullmatch(key)
    if found is None:
        return None
    year, letter, number = found.groups()
    kind = {"b": Kind.MONTH, "s": Kind.HALF, None: Kind.YEAR}[letter]
    in_year = int(number or 1)
    return Span(kind, int(year), in_year) if 1 <= in_year <= _PARTS[kind] else None


def ended(today: date, months: int) -> list[Span]:
    """Those that ended in so many months before this one, the newest first; of those that end together the month, then
    the half, then the year."""
    found, month = [], month_of_day(today)
    for _ in range(months):
        month = month.before
        found.append(Span(Kind.MONTH, month.year, month.number))
        if month.number in (6, 12):
            found.append(Span(Kind.HALF, month.year, month.number // 6))
        if month.number == 12:
            found.append(Span(Kind.YEAR, month.year))
    return found


def due(time: OfficeTime, until: date, workdays: int) -> date:
    """The last day on which a report of what ended on ``until`` is in time."""
    return add_workdays(time, until, workdays)


def checker(office: Office) -> str:
    """Who checks: who checks the report of complaints, where nobody is named; else whoever is right below the head."""
    head = office.head.key
    below = (post.key for post in office.posts if post.superior == head)
    return office.reports.checker or office.complaints.report_checker or next(below, head)


def approver(office: Office) -> str:
    return office.reports.approver or office.complaints.report_approver or office.head.key
