"""Registration numbers."""

import random

import pytest

from silastri.domain import reference


def test_looks_like_one_and_is_read_back() -> None:
    pick = random.Random(1).choice
    for _ in range(200):
        ref = reference.registration("RHL", pick)
        assert len(ref) == 15
        assert reference.tidy(ref) == ref


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("rhl-7kq4m-9xt2v", "RHL-7KQ4M-9XT2V"),  # lower case
        ("RHL7KQ4M9XT2V", "RHL-7KQ4M-9XT2V"),  # without hyphens
        (" RHL 7KQ4M 9XT2V ", "RHL-7KQ4M-9XT2V"),
        ("RHL-7KQ4M-OXTIL", "RHL-7KQ4M-0XT11"),  # letters that look like digits
        ("RHL-7KQ4M", ""),
        ("'; DROP TABLE", ""),
        ("", ""),
    ],
)
def test_mends_what_was_typed(typed: str, read: str) -> None:
    assert reference.tidy(typed) == read


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("7KQ4M9XT2V7KQ4M9", ("", "7KQ4M9XT2V7KQ4M9", "")),
        (" 7kq4-m9xt 2v7k-q4m9 ", ("", "7KQ4M9XT2V7KQ4M9", "")),
        ("7KQ4M9XT2V7KQ4MO", ("", "7KQ4M9XT2V7KQ4M0", "")),  # a letter that looks like a digit
        ("HTTPS://Izin.Contoh/S/7KQ4M9XT2V7KQ4M9#A$*+-/1", ("izin.contoh", "7KQ4M9XT2V7KQ4M9", "A$*+-/1")),
        ("izin.contoh:8000/S/7KQ4M9XT2V7KQ4M9/", ("izin.contoh:8000", "7KQ4M9XT2V7KQ4M9", "")),
        ("/S/7KQ4M9XT2V7KQ4M9", ("", "7KQ4M9XT2V7KQ4M9", "")),
        ("7KQ4M9XT2V7KQ4M", ("", "", "")),  # one too few
        ("7KQ4M9XT2V7KQ4MU", ("", "", "")),  # no U in the alphabet
        ("https://izin.contoh/lacak/7KQ4M9XT2V7KQ4M9", ("", "", "")),
        ("javascript:alert(1)//", ("", "", "")),
        ("", ("", "", "")),
    ],
)
def test_reads_where_a_letter_is(typed: str, found: tuple[str, str, str]) -> None:
    assert reference.letter_address(typed) == found


def test_a_device_code_is_read_from_afar_and_typed_back() -> None:
    code = reference.device_code(random.Random(1).choice)
    assert len(code) == 6 and not set(code) & set("01OIL")
    assert reference.tidy_device_code(f" {code[:3]} {code[3:].lower()} ") == code
    assert [reference.tidy_device_code(one) for one in ("", "ABC", code + "A", "0OIL1U")] == [""] * 4
