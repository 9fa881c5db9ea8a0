"""The vectors of PermenPANRB 14/2017, and what holds of every index."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from silastri.domain.satisfaction.index import ELEMENTS, NoIndex, Sums, grade, index

TEN = [
    (3, 3, 3, 4, 3, 3, 4, 3, 4), (4, 3, 3, 4, 3, 4, 4, 3, 4), (3, 3, 2, 4, 3, 3, 3, 2, 3), (4, 4, 3, 4, 4, 4, 4, 3, 4),
    (3, 3, 3, 4, 3, 3, 3, 3, 3), (4, 3, 3, 4, 4, 4, 4, 3, 4), (3, 2, 2, 4, 3, 3, 3, 3, 2), (4, 4, 4, 4, 4, 4, 4, 4, 4),
    (3, 3, 3, 4, 3, 3, 4, 3, 3), (3, 3, 3, 4, 3, 3, 3, 3, 4),
]  # fmt: skip
EACH = ["85.00 B", "77.50 B", "72.50 C", "100.00 A", "82.50 B", "85.00 B", "90.00 A", "75.00 C", "87.50 B"]


def told(sums: Sums) -> str:
    found = index(sums).all
    return f"{found.index} {found.grade}"


def totals(*values: int) -> Sums:
    return Sums(10, (10,) * 9, values)


def test_ten_answers() -> None:
    found = index(Sums.of(TEN))
    assert told(Sums.of(TEN)) == "83.89 B"
    assert [f"{found.elements[e].index} {found.elements[e].grade}" for e in ELEMENTS] == EACH
    assert found.lowest() == ["u3", "u8", "u2"]


def test_exact_ninths_decide_the_grade() -> None:
    assert told(totals(31, 31, 31, 31, 30, 31, 31, 31, 31)) == "77.22 B"
    assert told(totals(36, 35, 35, 40, 35, 35, 36, 34, 33)) == "88.61 A"


def test_what_was_not_answered_is_not_counted() -> None:
    assert told(Sums.of([(3, 3, None, 4, 3, 3, 3, 3, 3), (4,) * 9, (3, 3, 3, 4, 3, 3, 3, None, 3)])) == "86.11 B"


@pytest.mark.parametrize(
    "case", ["64.99 D", "64.994 D", "64.995 C", "65 C", "76.60 C", "76.604 C", "76.605 B", "88.30 B", "88.304 B",
             "88.305 A", "100 A", "25 D"],
)  # fmt: skip
def test_bounds(case: str) -> None:
    value, letter = case.split()
    assert grade(Decimal(value)) == letter


@pytest.mark.parametrize("value", ["24.99", "100.01"])
def test_no_index_beyond_its_bounds(value: str) -> None:
    with pytest.raises(NoIndex):
        grade(Decimal(value))


@pytest.mark.parametrize("row", [(3,) * 8, (3,) * 10, (0, *(3,) * 8), (5, *(3,) * 8)])
def test_refuses_what_is_no_answer(row: tuple[int, ...]) -> None:
    with pytest.raises(NoIndex):
        Sums.of([row])


def test_an_element_that_nobody_answered_has_no_index() -> None:
    with pytest.raises(NoIndex, match="U4"):
        index(Sums.of([(3, 3, 3, None, 3, 3, 3, 3, 3)]))


MARKS = st.tuples(*[st.integers(1, 4) | st.none()] * 9)
ANSWERS = st.lists(MARKS, min_size=1, max_size=30).map(lambda rows: [(1, 2, 3, 4, 1, 2, 3, 4, 1), *rows])


@given(ANSWERS)
def test_lies_between_its_bounds(rows: list[tuple[int | None, ...]]) -> None:
    assert Decimal(25) <= index(Sums.of(rows)).all.index <= Decimal(100)


@given(ANSWERS, st.randoms())
def test_order_does_not_matter(rows: list[tuple[int | None, ...]], chance: object) -> None:
    other = list(rows)
    chance.shuffle(other)  # type: ignore[attr-defined]
    assert index(Sums.of(other)) == index(Sums.of(rows))


@given(ANSWERS, st.integers(0, 8))
def test_a_better_answer_never_lowers_it(rows: list[tuple[int | None, ...]], place: int) -> None:
    better = [tuple(min(4, m + 1) if m and n == place else m for n, m in enumerate(row)) for row in rows]
    assert index(Sums.of(better)).all.index >= index(Sums.of(rows)).all.index


@given(ANSWERS, ANSWERS)
def test_sums_add_up(some: list[tuple[int | None, ...]], others: list[tuple[int | None, ...]]) -> None:
    assert Sums.of(some) + Sums.of(others) == Sums.of([*some, *others])
