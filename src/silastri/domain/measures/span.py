"""The spans of days for which figures are shown: this month, the last, a quarter, a year, or a month by its name."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from silastri.domain.complaints.month import Month, of_day
from silastri.domain.satisfaction.period import Period

_MONTH = re.compile(r"[12]\d{3}-(0[1-9]|1[0-2])", re.ASCII)
THIS, LAST, QUARTER, YEAR = "bulan-ini", "bulan-lalu", "triwulan", "tahun"
CHOICES = {THIS: "Bulan ini", LAST: "Bulan lalu", QUARTER: "Triwulan ini", YEAR: "Tahun ini"}


@dataclass(frozen=True)
class Span:
    """Both days are among it; ``key`` is how addresses name it."""

    key: str
    name: str
    since: date
    until: date


def of_key(key: str, today: date) -> Span:
    """This month where the key names nothing. What is to come of a span is cut off."""
    month = of_day(today)
    if _MONTH.fullmatch(key) and (first := date.fromisoformat(f"{key}-01")) <= today:
        return _of_month(of_day(first), key, today)
    if key == LAST:
        return _of_month(month.before, LAST, today)
    if key == QUARTER:
        quarter = Period(today.year, "t", (today.month + 2) // 3)
        return Span(QUARTER, quarter.name, quarter.since, today)
    if key == YEAR:
        return Span(YEAR, f"Tahun {today.year}", date(today.year, 1, 1), today)
    return _of_month(month, THIS, today)


def _of_month(month: Month, key: str, today: date) -> Span:
    return Span(key, month.name, month.first, min(today, last_day(month)))


def last_day(month: Month) -> date:
    return month.next.first - timedelta(days=1)


def months_until(last: Month, count: int) -> list[Month]:
    """So many months, the last of them ``last``; the earliest first."""
    found = [last]
    while len(found) < count:
        found.insert(0, found[0].before)
    return found
