"""Periods of reports, and suggestions without numbers."""

from datetime import date

import pytest

from silastri.domain.satisfaction import reporting
from silastri.domain.satisfaction.period import of_key
from silastri.domain.satisfaction.suggestion import without_numbers


@pytest.mark.parametrize(
    ("key", "before"),
    [
        ("2026", "2025"), ("2026-s1", "2025-s2"), ("2026-s2", "2026-s1"), ("2028-t1", "2027-t4"),
        ("2026-t4", "2026-t3"),
    ],
)  # fmt: skip
def test_a_period_has_one_before_it(key: str, before: str) -> None:
    found = of_key(key)
    assert found
    assert reporting.before(found).key == before
    assert reporting.of_days(found.since, found.until) == found


def test_what_has_begun_can_be_reported() -> None:
    keys = {one.key for one in reporting.begun(date(2025, 8, 1), date(2026, 5, 2))}
    assert keys == {"2026", "2026-s1", "2026-t1", "2026-t2", "2025", "2025-s1", "2025-s2"} | {
        f"2025-t{n}" for n in (1, 2, 3, 4)
    }
    assert reporting.of_days(date(2026, 1, 2), date(2026, 6, 30)) is None
    assert [one.key for one in reporting.quarters(date(2026, 11, 9), 3)] == ["2026-t4", "2027-t1", "2027-t2"]
    assert reporting.quarter(date(2026, 12, 31)).key == "2026-t4"


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Telepon saya 0812-3456-7890 ya", "Telepon saya [nomor dihapus] ya"),
        ("NIK 1407010101800001", "NIK [nomor dihapus]"),
        ("+62 812 3456 7890", "[nomor dihapus]"),
        ("tulis ke siti.a@contoh.id, cepat", "tulis ke [alamat dihapus], cepat"),
        ("Antre 2 jam sejak 08.00, 3 kali", "Antre 2 jam sejak 08.00, 3 kali"),
        ("Tahun 2026 lebih baik", "Tahun 2026 lebih baik"),
    ],
)
def test_numbers_of_people_are_left_out(said: str, left: str) -> None:
    assert without_numbers(said) == left
