"""How long an office has for a complaint, by what kind it is. Each row holds from a day on; a new rule is a new row."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from silastri.domain import worktime
from silastri.domain.duration import Duration, Unit
from silastri.domain.worktime import OfficeTime


class Class(StrEnum):
    """What decides the limit of a complaint. The first holds until somebody has read it."""

    FIRST = "first"  # somebody reads it, and says what it is
    INFORMATION = "information"  # asks for information, or is answered by a rule
    NOT_OVERSEEN = "not_overseen"  # tidak berkadar pengawasan
    OVERSEEN = "overseen"  # berkadar pengawasan: somebody has to be examined


def _workdays(amount: int) -> Duration:
    return Duration(amount, Unit.WORKDAY)


def _days(amount: int) -> Duration:
    return Duration(amount, Unit.DAY)


@dataclass(frozen=True)
class Limits:
    since: date
    source: str
    by_class: dict[Class, Duration]
    complete: Duration  # for the complainant to complete it; then it is deemed withdrawn
    tell: Duration  # for the answer to reach the complainant
    object: Duration  # for the complainant to open it again, after which it is closed


_UU_25 = {"complete": _days(30), "tell": _days(14)}  # UU 25/2009, chapter VII
TABLE = (
    Limits(
        since=date(2009, 7, 18),
        source="UU 25/2009",
        by_class=dict.fromkeys(Class, _days(60)) | {Class.FIRST: _days(14)},
        object=_workdays(10),
        **_UU_25,
    ),
    Limits(
        # The rule was replaced by Permen PANRB 5/2025, whose days are not known to differ.
        since=date(2018, 12, 10),
        source="UU 25/2009 dan Permen PANRB 62/2018",
        by_class={
            Class.FIRST: _workdays(3),
            Class.INFORMATION: _workdays(5),
            Class.NOT_OVERSEEN: _workdays(14),
            Class.OVERSEEN: _workdays(60),
        },
        object=_workdays(10),
        **_UU_25,
    ),
)


def in_force(on: date) -> Limits:
    """The row that holds on that day; before the first, the first."""
    return max((row for row in TABLE if row.since <= on), key=lambda row: row.since, default=TABLE[0])


def due(time: OfficeTime, received_at: datetime, of: Class, *, stood_still: int = 0) -> datetime:
    """When a complaint is due that came in at that moment, and whose clock stood still for so many working minutes.
    Raises NeverOpen."""
    row = in_force(time.day(received_at))
    found = worktime.due(time, received_at, row.by_class[of]).at
    if not stood_still:
        return found
    return worktime.due(time, found, Duration(stood_still, Unit.MINUTE)).at


def left(time: OfficeTime, at: datetime, due_at: datetime) -> int:
    """The working minutes that are left when the clock stops; negative when it is late."""
    return worktime.minutes_between(time, at, due_at)


def due_with(time: OfficeTime, at: datetime, left: int) -> datetime:
    """When it is due whose clock runs again, with so many working minutes left. Raises NeverOpen."""
    return worktime.due_with_left(time, at, left, Unit.MINUTE)


def complete_until(time: OfficeTime, asked_at: datetime) -> datetime:
    """Until when the complainant may complete it."""
    return _later(time, asked_at, in_force(time.day(asked_at)).complete)


def tell_until(time: OfficeTime, answered_at: datetime) -> datetime:
    return _later(time, answered_at, in_force(time.day(answered_at)).tell)


def closes_at(time: OfficeTime, answered_at: datetime) -> datetime:
    """Until when an answered complaint can be opened again. Raises NeverOpen."""
    return worktime.due(time, answered_at, in_force(time.day(answered_at)).object).at


def _later(time: OfficeTime, at: datetime, length: Duration) -> datetime:
    """To the end of the last day, whether the office works on it or not: the time is the complainant's."""
    return time.begins(time.day(at) + timedelta(days=length.amount + 1)) - timedelta(minutes=1)
