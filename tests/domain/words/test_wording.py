"""Moments in words."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from silastri.domain.words import wording

NINE = datetime(2026, 11, 9, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ("Asia/Jakarta", "Senin, 9 November 2026 pukul 09.00 WIB"),
        ("Asia/Pontianak", "Senin, 9 November 2026 pukul 09.00 WIB"),
        ("Asia/Makassar", "Senin, 9 November 2026 pukul 10.00 WITA"),
        ("Asia/Jayapura", "Senin, 9 November 2026 pukul 11.00 WIT"),
    ],
)
def test_an_hour_says_by_which_clock(zone: str, told: str) -> None:
    assert wording.moment(NINE, ZoneInfo(zone)) == told
