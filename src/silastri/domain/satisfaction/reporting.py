"""The periods that are reported: which there are, the one before, and the quarters in which something is planned."""

from collections.abc import Iterator
from datetime import date, timedelta

from .period import Period, of_year

_KINDS = {12: "", 6: "s", 3: "t"}  # by how many months


def of_days(since: date, until: date) -> Period | None:
    """The period with just those days, if there is one."""
    return next((one for one in of_year(since.year) if (one.since, one.until) == (since, until)), None)


def before(period: Period) -> Period:
    """The period of the same kind that ends where this one begins."""
    return _holding(period.since - timedelta(days=1), period.kind)


def begun(first: date, today: date) -> Iterator[Period]:
    """Those that have begun since the year of ``first``, the newest year first."""
    for year in range(today.year, first.year - 1, -1):
        yield from (period for period in of_year(year) if period.since <= today)


def quarters(day: date, how_many: int) -> list[Period]:
    """The quarter of that day and those after it."""
    found = [_holding(day, "t")]
    while len(found) < how_many:
        found.append(_holding(found[-1].until + timedelta(days=1), "t"))
    return found


def quarter(day: date) -> Period:
    return _holding(day, "t")


def _holding(day: date, kind: str) -> Period:
    months = next(months for months, known in _KINDS.items() if known == kind)
    return Period(day.year, kind, (day.month - 1) // months + 1)
