"""The days that answers name, and what pressing a day of the calendar answers."""

from datetime import date
from typing import Any

import pytest

from silastri.domain.booking.reservation import NoPeriod, days, pick
from silastri.domain.definition.booking import Reservation

RANGE = Reservation.model_validate({"dari": "isian.mulai", "sampai": "isian.selesai"})
LENGTH = Reservation.model_validate({"dari": "isian.mulai", "lama": "isian.hari"})
SINGLE = Reservation.model_validate({"dari": "isian.mulai"})
FIRST = {"mulai": "2026-12-31"}


@pytest.mark.parametrize(
    ("rule", "answers", "last"),
    [
        (SINGLE, FIRST, date(2026, 12, 31)),
        (RANGE, FIRST | {"selesai": "2027-01-02"}, date(2027, 1, 2)),
        (LENGTH, FIRST | {"hari": 1}, date(2026, 12, 31)),
        (LENGTH, FIRST | {"hari": "3"}, date(2027, 1, 2)),  # as it was typed
        (LENGTH, FIRST | {"hari": 366}, date(2027, 12, 31)),
    ],
)
def test_the_days_of_a_period(rule: Reservation, answers: dict[str, Any], last: date) -> None:
    found = days(rule, answers)
    assert (found[0], found[-1]) == (date(2026, 12, 31), last)
    assert len(found) == (last - found[0]).days + 1


@pytest.mark.parametrize(
    ("rule", "answers", "says"),
    [
        (LENGTH, FIRST, "Isi tanggal"),
        (LENGTH, FIRST | {"hari": ""}, "Isi tanggal"),
        (LENGTH, FIRST | {"hari": "dua"}, "Isi tanggal"),
        (LENGTH, FIRST | {"hari": 0}, "paling sedikit satu hari"),
        (LENGTH, FIRST | {"hari": 367}, "paling lama 366 hari"),
        (LENGTH, FIRST | {"hari": 10**9}, "Isi tanggal"),  # beyond the calendar
        (LENGTH, {"hari": 2}, "Isi tanggal"),
        (RANGE, FIRST | {"selesai": "2026-12-30"}, "lebih awal"),
        (RANGE, FIRST, "Isi tanggal"),
    ],
)
def test_what_is_no_period(rule: Reservation, answers: dict[str, Any], says: str) -> None:
    with pytest.raises(NoPeriod, match=says):
        days(rule, answers)


@pytest.mark.parametrize(
    ("rule", "raw", "answers"),
    [
        (SINGLE, {}, {"mulai": "2026-12-05"}),
        (LENGTH, {"mulai": "2026-12-01", "hari": "3"}, {"mulai": "2026-12-05"}),
        (RANGE, {}, {"mulai": "2026-12-05", "selesai": ""}),
        (RANGE, {"mulai": "2026-12-01"}, {"selesai": "2026-12-05"}),
        (RANGE, {"mulai": "2026-12-05"}, {"selesai": "2026-12-05"}),  # pressed twice: a single day
        (RANGE, {"mulai": "2026-12-09"}, {"mulai": "2026-12-05", "selesai": ""}),  # earlier: begins anew
        (RANGE, {"mulai": "2026-12-01", "selesai": "2026-12-02"}, {"mulai": "2026-12-05", "selesai": ""}),
    ],
)
def test_a_pressed_day_answers_the_form(rule: Reservation, raw: dict[str, str], answers: dict[str, str]) -> None:
    assert pick(rule, raw, date(2026, 12, 5)) == answers
