"""The periods of a quota: which one a moment lies in, and when the next one opens."""

from dataclasses import dataclass
from datetime import date, timedelta

from silastri.domain.definition.booking import Quota
from silastri.domain.worktime import add_months


@dataclass(frozen=True, slots=True)
class Period:
    since: date
    until: date


def period(quota: Quota, day: date) -> Period | None:
    """The period in which the day lies; None where the quota has dates and the day lies in none of them."""
    if quota.per == "periode":
        found = (Period(batch.since, batch.until) for batch in quota.batches if batch.since <= day <= batch.until)
        return next(found, None)
    if quota.per == "hari":
        return Period(day, day)
    since = day.replace(day=1) if quota.per == "bulan" else day.replace(month=1, day=1)
    return Period(since, add_months(since, 1 if quota.per == "bulan" else 12) - timedelta(days=1))


def following(quota: Quota, day: date) -> date | None:
    """The next day on which applications are taken after a period that is full; None if no date is known."""
    if quota.per == "periode":
        return min((batch.since for batch in quota.batches if batch.since > day), default=None)
    here = period(quota, day)
    return here.until + timedelta(days=1) if here else None
