"""Conditions: what they ask for, the calendar, and what cannot be worked out."""

from datetime import UTC, datetime

import pytest

from silastri.domain.definition.condition import ConditionFailed, compile_condition

DAY = datetime(2026, 1, 31, tzinfo=UTC)
FACTS = {
    "isian": {"mulai": DAY, "kosong": "", "alat": [{"berat": 2}, {"berat": 5}], "luas": 7},
    "pemohon": {"umur": 30},
}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("tambah_bulan(isian.mulai, 1)", datetime(2026, 2, 28, tzinfo=UTC)),
        ("tambah_hari(isian.mulai, 1)", datetime(2026, 2, 1, tzinfo=UTC)),
        ("hari_antara(isian.mulai, tambah_hari(isian.mulai, 40))", 40),
        ("bulan_antara(isian.mulai, tambah_bulan(isian.mulai, 6))", 6),  # 31 January to 31 July
        ("bulan_antara(isian.mulai, tambah_hari(isian.mulai, 27))", 0),  # to 27 February, a day short
        ("bulan_antara(tambah_hari(isian.mulai, 70), isian.mulai)", -2),
        ("jumlah(isian.alat.map(satu, satu.berat)) + isian.luas", 14),
        ("size(isian.alat.filter(satu, satu.berat > 3))", 1),
        ("isian.alat.exists(luas, luas.berat == pemohon.umur)", False),  # a loop's own name is no answer
        ("size(isian) > 3 && isian.luas == 7", True),  # all of it, and a part
    ],
)
def test_works_out(text: str, value: object) -> None:
    assert compile_condition(text).value(FACTS) == value


@pytest.mark.parametrize(
    "text",
    [
        "tambah_bulan(isian.kosong, 6) <= isian.mulai",  # a date that was not answered
        "hari_antara(isian.mulai, isian.kosong) > 3",
        "tambah_hari(isian.mulai, 999999999) > isian.mulai",  # beyond the calendar
        "isian.luas / 0 > 1",
        "isian.tidak_ada == 1",
        "isian.luas.ukuran == 1",
    ],
)
def test_what_cannot_be_worked_out_is_said_so(text: str, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ConditionFailed):
        compile_condition(text).holds(FACTS)
    assert capfd.readouterr().err == ""


def test_it_asks_for_names_and_not_for_those_of_its_own_loops() -> None:
    text = 'isian.alat.all(x, x.berat > 1) && pemohon.nama != "isian.palsu" && size(isian.luas) > 0'
    assert compile_condition(text).names == {"isian.alat", "pemohon.nama", "isian.luas"}
