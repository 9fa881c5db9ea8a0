"""Wrong guesses slow down the next one, and never lock anybody out for good."""

from datetime import timedelta

import pytest

from silastri.domain.patience import Patience, in_words

PATIENCE = Patience(free=5, longest=timedelta(minutes=15), forgets_after=timedelta(days=1))


@pytest.mark.parametrize(
    ("guesses", "seconds"),
    [
        (0, 0),
        (5, 0),  # the last that is free
        (6, 1),
        (7, 2),
        (10, 16),  # ten guesses cost less than half a minute
        (15, 512),
        (16, 900),  # the longest
        (10_000, 900),
    ],
)
def test_the_wait_grows_and_has_an_end(guesses: int, seconds: int) -> None:
    assert PATIENCE.wait(guesses) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("seconds", "says"), [(0.2, "1 detik"), (32, "32 detik"), (59.5, "1 menit"), (61, "2 menit"), (900, "15 menit")]
)
def test_the_wait_is_told_rounded_up(seconds: float, says: str) -> None:
    assert in_words(timedelta(seconds=seconds)) == says
