"""What a loudspeaker says, and how long something took."""

import pytest

from silastri.domain.words.call_words import call
from silastri.domain.words.lasted import lasted, minutes_of_a_day
from tests.builders import office_definition


@pytest.mark.parametrize(
    ("number", "counter", "said"),
    [
        ("A-007", 2, "Nomor antrean A, nol nol tujuh, silakan ke loket dua."),
        ("B-120", 11, "Nomor antrean B, satu dua nol, silakan ke loket sebelas."),
        ("U-1000", 21, "Nomor antrean U, satu nol nol nol, silakan ke loket dua puluh satu."),
    ],
)
def test_a_call(number: str, counter: int, said: str) -> None:
    assert call(number, counter) == said


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (0, "0 menit"),
        (89, "89 menit"),
        (90, "2 jam"),  # rounded up
        (449, "8 jam"),
        (450, "1 hari kerja"),
        (451, "2 hari kerja"),
    ],
)
def test_how_long_it_took(minutes: int, told: str) -> None:
    assert lasted(minutes, 450) == told


def test_an_ordinary_day_of_an_office() -> None:
    assert minutes_of_a_day(office_definition().time({})) == 450
