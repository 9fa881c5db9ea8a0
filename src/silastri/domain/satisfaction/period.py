"""Years, halves and quarters, over which answers are summed."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_KEY = re.compile(r"([12]\d{3})(?:-([st])([1-4]))?", re.ASCII)
_MONTHS = {"": 12, "s": 6, "t": 3}
_CALLED = {"": "Tahun", "s": "Semester", "t": "Triwulan"}


@dataclass(frozen=True, slots=True)
class Period:
    """``kind`` is empty for a year, "s" for a half (semester), "t" for a quarter (triwulan)."""

    year: int
    kind: str = ""
    number: int = 1

    @property
    def key(self) -> str:
        """2026, 2026-s1, 2026-t3: as addresses name it."""
        return f"{self.year}-{self.kind}{self.number}" if self.kind else str(self.year)

    @property
    def name(self) -> str:
        return f"{self.short} {self.year}"

    @property
    def short(self) -> str:
        """Without the year of a part of it."""
        return f"{_CALLED[self.kind]} {self.number}" if self.kind else _CALLED[""]

    @property
    def since(self) -> date:
        return date(self.year, (self.number - 1) * _MONTHS[self.kind] + 1, 1)

    @property
    def until(self) -> date:
        """The last day."""
        ended = self.number * _MONTHS[self.kind] + 1
        return (date(self.year, ended, 1) if ended <= 12 else date(self.year + 1, 1, 1)) - timedelta(days=1)

    @property
    def parts(self) -> tuple["Period", ...]:
        """The two halves of a year, the two quarters of a half, nothing of a quarter."""
        if self.kind == "t":
            return ()
        part = "t" if self.kind else "s"
        return tuple(Period(self.year, part, self.number * 2 - other) for other in (1, 0))

    @property
    def quarters(self) -> tuple["Period", ...]:
        return tuple(q for part in self.parts for q in part.quarters) if self.parts else (self,)


def of_key(key: str) -> Period | None:
    found = _KEY.fullmatch(key)
    if found is None:
        return None
    year, kind, number = found.groups()
    if kind == "s" and number not in "12":
        return None
    return Period(int(year), kind or "", int(number or 1))


def of_year(year: int) -> tuple[Period, ...]:
    """The year, its halves and its quarters."""
    whole = Period(year)
    return (whole, *whole.parts, *whole.quarters)
