"""When somebody is there to answer."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from silastri.domain.inbox import hours
from silastri.domain.worktime import OfficeTime

WIB = ZoneInfo("Asia/Jakarta")
SPANS = ((time(8), time(12)), (time(13), time(16)))
OFFICE = OfficeTime(WIB, dict.fromkeys(range(5), SPANS), {date(2026, 12, 31): "Libur", date(2027, 1, 1): "Tahun Baru"})


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ((2026, 11, 9, 8, 0), "Hari ini kami buka sampai pukul 16.00 WIB."),
        ((2026, 11, 9, 15, 59), "Hari ini kami buka sampai pukul 16.00 WIB."),
        ((2026, 11, 9, 7, 59), "Kantor sedang tutup dan buka lagi hari ini pukul 08.00 WIB."),
        ((2026, 11, 9, 12, 0), "Kantor sedang tutup dan buka lagi hari ini pukul 13.00 WIB."),  # noon
        ((2026, 11, 9, 16, 0), "Kantor sedang tutup dan buka lagi besok pukul 08.00 WIB."),
        ((2026, 11, 10, 0, 30), "Kantor sedang tutup dan buka lagi hari ini pukul 08.00 WIB."),
        ((2026, 11, 13, 17, 0), "Kantor sedang tutup dan buka lagi Senin, 16 November pukul 08.00 WIB."),  # a Friday
        ((2026, 12, 31, 10, 0), "Kantor sedang tutup dan buka lagi Senin, 4 Januari 2027 pukul 08.00 WIB."),
    ],
)
def test_it_is_said(at: tuple[int, ...], said: str) -> None:
    assert hours.said(OFFICE, datetime(*at, tzinfo=WIB)) == said  # type: ignore[arg-type,misc]


def test_by_the_clock_of_the_office() -> None:
    there = OfficeTime(ZoneInfo("Asia/Jayapura"), OFFICE.hours, {})
    assert not hours.is_open(there, datetime(2026, 11, 9, 14, 30, tzinfo=WIB))
    assert hours.is_open(there, datetime(2026, 11, 9, 6, 30, tzinfo=WIB))


def test_an_office_that_never_opens_says_no_day() -> None:
    assert hours.said(OfficeTime(WIB, {}, {}), datetime(2026, 11, 9, tzinfo=WIB)) == "Kantor sedang tutup."
