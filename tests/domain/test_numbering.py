"""Letter numbers."""

from datetime import date

import pytest

from silastri.domain import numbering

ON = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("pattern", "shown"),
    [
        ("500.16.7.4/{urut:04}/DPMPTSP/{bulan_romawi}/{tahun}", "500.16.7.4/0007/DPMPTSP/XI/2026"),
        ("{klasifikasi}/{urut}/DPMPTSP.03/{tahun}", "500.16.7.2/7/DPMPTSP.03/2026"),
        ("500.16.7.4/{urut:04}/433.114/{bulan}/{tahun}", "500.16.7.4/0007/433.114/11/2026"),
    ],
)
def test_fills_the_pattern(pattern: str, shown: str) -> None:
    numbering.check(pattern)
    assert numbering.number(pattern, sequence=7, on=ON, words={"klasifikasi": "500.16.7.2"}) == shown


def test_a_number_longer_than_its_place_is_not_cut() -> None:
    assert numbering.number("{urut:03}/{tahun}", sequence=12345, on=ON, words={}) == "12345/2026"


@pytest.mark.parametrize(
    "pattern", ["{urut}/DPMPTSP", "{tahun}/DPMPTSP", "{urut}/{urut}/{tahun}", "{nomor}/{urut}/{tahun}"]
)
def test_refuses_ambiguous_patterns(pattern: str) -> None:
    with pytest.raises(numbering.BadPattern):
        numbering.check(pattern)
