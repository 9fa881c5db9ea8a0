"""Numbers and money as people write them: read in one way, or asked for again."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from silastri.domain.number import (
    MOST_DIGITS,
    NotANumber,
    ambiguous,
    carried,
    exact,
    is_amount,
    money,
    number,
    rupiah,
    whole,
    written,
)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("150000", 150_000),  # plain
        ("150.000", 150_000),  # as money is written here; it was once read as 150
        ("Rp150.000", 150_000),  # as the law writes it
        ("Rp 150.000", 150_000),  # as most write it
        ("rp. 150.000", 150_000),  # as some do
        ("Rp\u00a0150.000", 150_000),  # the blank that word processors put there
        ("\u202d150.000\u202c", 150_000),  # marks that are copied unseen
        ("'150000", 150_000),  # as a spreadsheet keeps it a text
        ("150.000,00", 150_000),  # whole rupiah with their sen, as banks print them
        ("Rp150.000,-", 150_000),  # as receipts have it
        ("0", 0),  # nothing
        ("1.250.000", 1_250_000),  # two dots
    ],
)
def test_money_is_read_as_it_is_written_here(typed: str, amount: int) -> None:
    assert money(typed) == amount


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("150.00", "titik tiap tiga angka"),  # 150 with sen, or 15000
        ("1.5", "titik tiap tiga angka"),  # one and a half, or a slip for 1.500
        ("150,5", "rupiah bulat"),  # half a rupiah
        ("0.150", "rupiah bulat"),  # no thousands begin with 0
        ("1.50.000", "titik tiap tiga angka"),  # a dot astray
        ("-5", "tidak kurang dari nol"),  # negative
        ("Rp-5.000", "tidak kurang dari nol"),  # negative in another place
        ("9" * 16, "lebih kecil"),  # more than answers can carry
        ("seribu", "angka saja"),  # letters
        ("1e9", "angka saja"),  # a spreadsheet's way of rounding
        ("²", "angka saja"),  # a digit to Python, not to us
        ("١٥٠", "angka saja"),  # digits of another script
        ("", "angka saja"),  # nothing typed
    ],
)
def test_what_may_be_read_in_two_ways_is_asked_for_again(typed: str, says: str) -> None:
    with pytest.raises(NotANumber, match=says):
        money(typed)


@given(st.integers(0, 10**15 - 1))
def test_money_that_was_written_is_read_back(amount: int) -> None:
    assert money(rupiah(amount)) == amount


@pytest.mark.parametrize(
    ("typed", "decimals", "value"),
    [
        ("12", 0, "12"),  # plain
        ("-3", 0, "-3"),  # below zero
        ("1.500", 0, "1500"),  # thousands
        ("18,1", 1, "18.1"),  # a fraction
        ("1.500,25", 2, "1500.25"),  # both
        ("18", 2, "18"),  # a fraction need not be there
        ("1.500", 3, "1500"),  # a dot is for thousands, whatever fractions are allowed
    ],
)
def test_a_number_is_read_as_it_is_written_here(typed: str, decimals: int, value: str) -> None:
    assert number(typed, decimals) == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "decimals", "says"),
    [
        ("18.1", 1, "pecahan dengan koma"),  # a fraction as the English write it
        ("1.5", 0, "1500 atau 1.500"),  # where no fraction is asked for
        ("18,1", 0, "bilangan bulat"),  # a fraction that is not asked for
        ("18,15", 1, "paling banyak 1 angka"),  # finer than asked for
        ("1,5,5", 1, "pecahan dengan koma"),  # two commas
        ("dua", 0, "angka saja"),  # letters
        ("1e9", 0, "angka saja"),  # a power
        ("9" * 15 + ",1", 1, "lebih kecil"),  # more digits than a binary fraction carries
    ],
)
def test_a_number_that_is_written_wrong_is_asked_for_again(typed: str, decimals: int, says: str) -> None:
    with pytest.raises(NotANumber, match=says):
        number(typed, decimals)


def test_whole_numbers_have_no_fraction() -> None:
    assert whole("1.500") == 1500
    with pytest.raises(NotANumber):
        whole("1,5")


@given(st.decimals(-(10**10), 10**10, places=4))
def test_a_number_with_decimals_is_kept_and_written_without_loss(value: Decimal) -> None:
    kept = carried(value)
    assert exact(kept) == value
    assert number(written(kept), 4) == value


@given(st.decimals(0, 10**5, places=3), st.integers(1, 10**6))
def test_reckoning_with_a_fraction_is_exact(value: Decimal, price: int) -> None:
    """Formulas reckon with binary fractions; what they give is the decimal number again."""
    assert exact(carried(value) * price) == value * price


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("isian.luas * 5.000", "5.000"),  # five to a computer, five thousand to a reader
        ("isian.luas > 1.250.000", "1.250.000"),  # thousands
        ("isian.luas * 0.125", ""),  # no thousands begin with 0
        ("isian.luas * 12.5", ""),  # no group of three
        ("isian.luas * 5000", ""),  # plain
        ("a1.500", ""),  # part of a name
    ],
)
def test_a_number_in_a_formula_that_may_be_read_in_two_ways_is_found(text: str, found: str) -> None:
    assert ambiguous(text) == found


# Whole, of the signs that numbers are written with, and far longer than any.
_LIKE_NUMBERS = st.text("0123456789.,-+eE Rp'\u202d\u0661\u00b2", max_size=60)
_ENDLESS = st.builds(
    lambda sign, end: sign * 20_000 + end,
    st.sampled_from("0 1 9 1. .0 , - 000. Rp \u202d".split(" ")),
    st.sampled_from("0 x ! - ,5".split()),
)


@given(st.text() | _LIKE_NUMBERS | _ENDLESS, st.integers(0, 4))
@example("0" * 5000, 0)  # more digits than Python reads
def test_whatever_is_typed_is_a_number_or_asked_for_again(typed: str, decimals: int) -> None:
    for read in (money, whole, lambda text: number(text, decimals)):
        with suppress(NotANumber):
            assert abs(read(typed)) < 10**MOST_DIGITS
    is_amount(typed)
    ambiguous(typed)


def test_a_bare_amount_is_told_from_a_formula() -> None:
    assert all(map(is_amount, ("5000", "5.000", "Rp5.000", "1.5", "5.000,00")))
    assert not any(map(is_amount, ("isian.luas", "5 * 3", "-5", "", "Rp.", ", -")))
