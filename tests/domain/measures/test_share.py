"""Shares in percent are rounded by one rule."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from silastri.domain.measures.share import percent, precise, said

WHOLE = st.integers(1, 10**6)


@pytest.mark.parametrize(
    ("part", "whole", "in_whole", "with_a_digit"),
    [
        (7, 9, "78", "77.8"),  # 77,77…
        (1, 8, "13", "12.5"),  # half a percent is rounded up
        (1, 3, "33", "33.3"),
        (999, 1000, "99", "99.9"),  # one was missed
        (9999, 10000, "99", "99.9"),
        (1, 1000, "1", "0.1"),  # one was met
        (1, 10000, "1", "0.1"),
        (0, 5, "0", "0.0"),
        (5, 5, "100", "100.0"),
        (0, 0, "0", "0.0"),
    ],
)
def test_how_it_is_rounded(part: int, whole: int, in_whole: str, with_a_digit: str) -> None:
    assert (str(percent(part, whole)), str(precise(part, whole))) == (in_whole, with_a_digit)


def test_in_words() -> None:
    assert (said(7, 9), said(7, 9, 0), said(1, 1)) == ("77,8%", "78%", "100,0%")


@given(whole=WHOLE, data=st.data(), places=st.integers(0, 2))
def test_it_is_as_near_as_it_can_be(whole: int, data: st.DataObject, places: int) -> None:
    part = data.draw(st.integers(0, whole))
    found, exact, step = Fraction(precise(part, whole, places)), Fraction(100 * part, whole), Fraction(1, 10**places)
    assert (found == 100) == (part == whole), "all is all"
    assert (found == 0) == (part == 0), "nothing is nothing"
    assert abs(found - exact) < step
    if step <= exact <= 100 - step:
        assert found - exact <= step / 2
        assert exact - found < step / 2 or found - exact == step / 2, "half goes up"


@given(whole=WHOLE, data=st.data(), places=st.integers(0, 2))
def test_more_is_never_said_to_be_less(whole: int, data: st.DataObject, places: int) -> None:
    part = data.draw(st.integers(0, whole - 1))
    assert precise(part, whole, places) <= precise(part + 1, whole, places)


def test_it_keeps_its_decimals() -> None:
    assert precise(1, 2).as_tuple() == Decimal("50.0").as_tuple()
