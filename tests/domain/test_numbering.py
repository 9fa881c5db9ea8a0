"""Letter numbers."""

from datetime import date

import pytest

from silastri.domain import numbering
from silastri.domain.definition.office import Office, Register
from tests import builders

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


# As letters of real offices bear them: what the register says, what the letter says, the day, and the number.
REAL = [
    (
        {"pola": "{klasifikasi}/{urut}/{kode_unit}", "klasifikasi": "500.16.7.2", "tanpa_tahun": "ya"},
        ("DPMPTSP.03", "", "", 1885, date(2026, 6, 2)),
        "500.16.7.2/1885/DPMPTSP.03",
    ),
    (  # one register for many kinds, each with its code
        {"pola": "{klasifikasi}/{jenis}/{urut:05}/{kode_unit}/{tahun}", "klasifikasi": "500.16.7"},
        ("DPMPTSP", "500.16.7.2", "251/SIPA-1", 233, date(2025, 3, 4)),
        "500.16.7.2/251/SIPA-1/00233/DPMPTSP/2025",
    ),
    (  # the same the other way round: 251 is the running number
        {"pola": "{klasifikasi}/{urut}/{jenis}/00233/{kode_unit}/{tahun}", "klasifikasi": "500.16.7.2"},
        ("DPMPTSP", "", "SIPA-1", 251, date(2025, 3, 4)),
        "500.16.7.2/251/SIPA-1/00233/DPMPTSP/2025",
    ),
    (
        {"pola": "{klasifikasi}/{urut:03}-{kode_unit}/{jenis}/{bulan_romawi}/{tahun}", "klasifikasi": "500.16.7"},
        ("DPMPTSP", "", "SIPTM/Drgs.2", 54, date(2025, 4, 30)),
        "500.16.7/054-DPMPTSP/SIPTM/Drgs.2/IV/2025",
    ),
    (  # the register has a unit of its own, and the month is a figure
        {
            "pola": "{klasifikasi}/{urut:04}/{kode_unit}/{bulan}/{tahun}",
            "klasifikasi": "500.16.7.4",
            "kode_unit": "433.114",
        },
        ("DPMPTSP", "", "", 1, date(2026, 11, 20)),
        "500.16.7.4/0001/433.114/11/2026",
    ),
    (
        {"pola": "{klasifikasi}-{urut}/{bulan_romawi}/{tahun}", "klasifikasi": "503"},
        ("", "", "", 236, date(2022, 1, 5)),
        "503-236/I/2022",
    ),
]


@pytest.mark.parametrize(("register", "letter", "shown"), REAL)
def test_the_numbers_of_real_letters(
    register: dict[str, str], letter: tuple[str, str, str, int, date], shown: str
) -> None:
    unit, classification, kind, sequence, on = letter
    office = office_with({"kunci": "buku", **register}, unit)
    found = office.register("buku")
    assert found
    one = found.made_for(classification=classification, kind=kind)
    assert one.lacks == []
    assert numbering.number(one.pattern, sequence=sequence, on=on, words=one.words) == shown


def office_with(register: dict[str, str], unit: str = "") -> Office:
    known = builders.office_definition()
    return known.model_copy(update={"registers": (Register.model_validate(register),), "unit": unit})


def test_what_is_not_settled_yet_is_left_to_be_written() -> None:
    pattern = "{klasifikasi}/{urut:04}/{kode_unit}/{jenis}/{bulan_romawi}/{tahun}"
    words = {"klasifikasi": "500.16.7", "kode_unit": "DPMPTSP", "jenis": ""}
    shown = numbering.outline(pattern, sequence=8, year=2026, words=words)
    assert shown == "500.16.7/0008/DPMPTSP/..../..../2026"


def test_a_register_without_the_year_says_so() -> None:
    numbering.check("{urut}/DPMPTSP.03", yearless=True)
    with pytest.raises(numbering.BadPattern, match="tanpa_tahun"):
        numbering.check("{urut}/DPMPTSP.03")
    with pytest.raises(numbering.BadPattern, match="hapus"):
        numbering.check("{urut}/{tahun}", yearless=True)


@pytest.mark.parametrize(
    "pattern",
    [
        "{urut}/DPMPTSP",
        "{tahun}/DPMPTSP",
        "{urut}/{urut}/{tahun}",
        "{nomor}/{urut}/{tahun}",
        "{urut:0n}/{tahun}",  # braces that are no word
        "{urut:04/{tahun}",
        "{urut}{tahun}",  # 1 of 2026, or 12 of 026
        "{klasifikasi}{urut}/{tahun}",
        "50{urut}/{tahun}",
    ],
)
def test_refuses_ambiguous_patterns(pattern: str) -> None:
    with pytest.raises(numbering.BadPattern):
        numbering.check(pattern)
