"""Lengths of time as standards write them."""

import pytest

from silastri.domain import duration
from silastri.domain.duration import Duration, NotADuration, Unit


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("15 menit", Duration(15, Unit.MINUTE)),
        ("7 hari kerja", Duration(7, Unit.WORKDAY)),
        ("7 (tujuh) hari kerja", Duration(7, Unit.WORKDAY)),  # as decrees write numbers
        ("14 Hari Kalender", Duration(14, Unit.DAY)),
        ("1 bulan", Duration(1, Unit.MONTH)),
        ("5 tahun", Duration(5, Unit.YEAR)),
        ("3 sampai 5 hari kerja", Duration(5, Unit.WORKDAY, least=3)),
        ("3-5 hari kerja", Duration(5, Unit.WORKDAY, least=3)),
        ("30 menit kalender", Duration(30, Unit.CLOCK_MINUTE)),
        ("1 x 24 jam", Duration(24, Unit.CLOCK_HOUR)),  # day and night, as emergency services promise
        ("3x24 jam", Duration(72, Unit.CLOCK_HOUR)),
    ],
)
def test_reads(words: str, found: Duration) -> None:
    assert duration.parse(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "7 hari",
        "tujuh hari kerja",
        "0 menit",
        "-3 menit",
        "7",
        "",
        "hari kerja",
        "7 windu",
        "5 sampai 3 hari kerja",
        "5 sampai 5 menit",
        "99999999 menit",
    ],
)
def test_refuses_what_is_unclear(words: str) -> None:
    with pytest.raises(NotADuration):
        duration.parse(words)


def test_a_bare_day_is_asked_about() -> None:
    with pytest.raises(NotADuration, match=r"hari kerja.*hari kalender"):
        duration.parse("6 hari")


def test_a_range_is_said_as_one() -> None:
    assert str(duration.parse("3 s.d. 5 hari kerja")) == "3 sampai 5 hari kerja"
