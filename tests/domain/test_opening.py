"""In which hours an office works on a day."""

from datetime import datetime, time

import pytest

from silastri.domain import opening
from silastri.domain.worktime import NeverOpen, OfficeTime
from tests.builders import WIB
from tests.domain.test_worktime import OFFICE, at


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-11-09T07:29", False),
        ("2026-11-09T07:30", True),
        ("2026-11-09T12:30", True),  # they have a break, and read what comes
        ("2026-11-09T16:00", False),
        ("2026-11-14T10:00", False),  # Saturday
        ("2026-12-25T10:00", False),  # Christmas
    ],
)
def test_open(moment: str, is_open: bool) -> None:
    assert opening.is_open(OFFICE, at(moment)) is is_open


@pytest.mark.parametrize(
    ("moment", "hours", "until"),
    [
        ("2026-11-09T10:00", None, "2026-11-09T10:00"),
        ("2026-11-09T00:30", None, "2026-11-09T07:30"),  # after midnight it is the same day
        ("2026-11-09T16:00", None, "2026-11-10T07:30"),  # closed: the next morning
        ("2026-11-13T17:00", None, "2026-11-16T07:30"),  # Friday evening: Monday
        ("2026-12-31T20:00", None, "2027-01-04T07:30"),  # over the end of the year, New Year and a weekend
        ("2026-11-09T08:00", (time(9), time(20)), "2026-11-09T09:00"),
        ("2026-11-09T19:59", (time(9), time(20)), "2026-11-09T19:59"),
        ("2026-11-09T20:00", (time(9), time(20)), "2026-11-10T09:00"),
    ],
)
def test_next_open(moment: str, hours: tuple[time, time] | None, until: str) -> None:
    assert opening.next_open(OFFICE, at(moment), hours) == at(until)


def test_an_office_without_working_days_says_so() -> None:
    with pytest.raises(NeverOpen):
        opening.next_open(OfficeTime(WIB, {}, {}), datetime(2026, 11, 9, tzinfo=WIB))
    assert not opening.is_open(OfficeTime(WIB, {}, {}), datetime(2026, 11, 9, 9, tzinfo=WIB))
