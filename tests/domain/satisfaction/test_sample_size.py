"""Rows of the printed table of Krejcie and Morgan."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from silastri.domain.satisfaction.sample_size import needed

TABLE = {
    10: 10, 50: 44, 100: 80, 150: 108, 200: 132, 300: 169, 400: 196, 500: 217, 700: 248, 1000: 278, 1500: 306,
    2000: 322, 3000: 341, 5000: 357, 10000: 370, 20000: 377, 50000: 381, 75000: 382, 1000000: 384,
}  # fmt: skip


@pytest.mark.parametrize("served", TABLE)
def test_is_the_printed_table(served: int) -> None:
    assert needed(served) == TABLE[served]


def test_nobody_served_needs_no_answer() -> None:
    assert needed(0) == 0
    with pytest.raises(ValueError, match="nol"):
        needed(-1)


@given(st.integers(1, 10**7))
def test_never_more_than_were_served(served: int) -> None:
    assert 0 < needed(served) <= served
