"""What a loudspeaker says."""

import pytest

from silastri.domain.words.call_words import call


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
