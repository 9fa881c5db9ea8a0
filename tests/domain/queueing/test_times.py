"""Waiting and serving times, what is foretold by them, and until when numbers are given."""

from datetime import date, datetime, time, timedelta

import pytest

from silastri.domain.queueing import hours, times
from silastri.domain.queueing.times import Figures
from silastri.domain.worktime import OfficeTime
from tests.builders import MONDAY, WIB

OFFICE = OfficeTime(WIB, dict.fromkeys(range(5), ((time(8), time(12)), (time(13), time(16)))), {})


def at(minute: int) -> datetime:
    return MONDAY + timedelta(minutes=minute)


@pytest.mark.parametrize(
    ("events", "hour", "waited", "served"),
    [
        ("taken 0 arrived 0 called 12 served 13 ended 20", None, 12, 7),
        ("taken 0 arrived 30 called 40 served 40 ended 45", None, 10, 5),  # by phone: counts from the check-in
        ("arrived 0 called 10 called 12 called 14 served 15 ended 20", None, 10, 5),  # called again
        ("arrived 0 called 10 skipped 12 back 40 called 45 served 45 ended 50", None, 15, 5),  # away for a while
        ("arrived 0 called 10 served 10 transferred 15 called 25 served 26 ended 30", None, 20, 9),  # two counters
        ("arrived 0 called 10 transferred 11 called 15 served 15 ended 16", None, 14, 1),  # sent on unserved
        ("arrived 0 called 35 served 35 ended 40", 30, 5, 5),  # thirty minutes early for an appointment
        ("arrived 0 called 20 served 20 ended 25", 30, 0, 5),  # and called before its hour
        ("arrived 0 linked 3 closed 60", None, 60, 0),  # not served at all
        ("taken 0 cancelled 9", None, 0, 0),
    ],
)
def test_spent(events: str, hour: int | None, waited: int, served: int) -> None:
    words = events.split()
    marks = [(what, at(int(minute))) for what, minute in zip(words[::2], words[1::2], strict=True)]
    found = times.spent(marks, not_before=at(hour) if hour else None)
    assert found == times.Spent(timedelta(minutes=waited), timedelta(minutes=served))


@pytest.mark.parametrize(
    ("seconds", "found"),
    [
        ([], None),
        ([61], Figures(1, 2, 2, 2, 2)),  # rounded up
        ([60, 120, 180, 240], Figures(4, 3, 2, 4, 4)),
        ([60 * n for n in range(10, 0, -1)], Figures(10, 6, 5, 9, 10)),  # nine of ten took nine minutes or less
    ],
)
def test_figures(seconds: list[int], found: Figures | None) -> None:
    assert times.figures(seconds) == found


@pytest.mark.parametrize(
    ("ahead", "served", "counters", "minutes"),
    [
        (4, [300, 300], 1, None),  # two are too few
        (4, [300] * 3, 0, None),  # nobody serves
        (0, [300] * 3, 1, 0),
        (1, [300] * 3, 1, 5),
        (4, [300] * 3, 2, 10),
        (4, [310] * 3, 2, 15),  # in steps of five minutes, upwards
        (1, [3000] * 30 + [60] * 20, 1, 5),  # the last twenty count
    ],
)
def test_estimate(ahead: int, served: list[int], counters: int, minutes: int | None) -> None:
    assert times.estimate(ahead, served, counters) == minutes


@pytest.mark.parametrize(
    ("moment", "by_hand", "says"),
    [
        ("2026-11-09T00:30", None, ""),
        ("2026-11-09T15:29", None, ""),
        ("2026-11-09T15:30", None, "ditutup pukul 15.30"),
        ("2026-11-09T11:00", "2026-11-09T10:45", "ditutup petugas pukul 10.45"),
        ("2026-11-14T09:00", None, "Kantor tutup hari ini (Sabtu)."),
        ("2026-11-15T00:30", None, "Kantor tutup hari ini (Minggu)."),
    ],
)
def test_numbers_are_given_until(moment: str, by_hand: str | None, says: str) -> None:
    here, hand = (text and datetime.fromisoformat(text).replace(tzinfo=WIB) for text in (moment, by_hand))
    assert here
    found = hours.why_closed(OFFICE, here, 30, by_hand=hand or None)
    assert says in found
    assert bool(found) == bool(says)


def test_cut_off_is_before_the_office_closes() -> None:
    assert hours.cut_off(OFFICE, date(2026, 11, 9), 30) == datetime(2026, 11, 9, 15, 30, tzinfo=WIB)
    assert hours.cut_off(OFFICE, date(2026, 11, 15), 30) is None
