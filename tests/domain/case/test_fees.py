"""Tariffs: whole rupiah, by table, formula, percentage; and what the checker refuses of them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from silastri.domain.case import fees
from silastri.domain.case.facts import case_facts
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.fee import Fee, Rounding, Towards
from tests import examples
from tests.builders import MONDAY


def lines(name: str, **answers: object) -> list[tuple[str, int, int, int]]:
    definition = examples.reading(name).definition
    assert isinstance(definition, Definition)
    facts = case_facts(definition, filed=MONDAY.date(), answers=answers, applicant={}, notes={})
    return [(line.label, line.quantity, line.unit, line.amount) for line in fees.assess(definition.standard.fee, facts)]


BOARD = {"kelas": "utama", "luas": 6, "bulan": 2, "sosial": "usaha"}


@pytest.mark.parametrize(
    ("answers", "amounts"),
    [
        # 12 x 50.000; 6 x 0,35 x 1.250 = 2.625 up to a thousand; 12,5 % of the first line alone; deposit
        ({}, [600_000, 3_000, 75_000, 200_000]),
        # three months: no surcharge; another row of the table: no light
        ({"kelas": "desa", "bulan": 3}, [180_000, 200_000]),
        # 12,5 % of 20.000 is less than the least
        ({"kelas": "desa", "luas": 1, "bulan": 2}, [20_000, 5_000, 200_000]),
        # 12,5 % of 30.000 x 7 = 26.250: a half goes up when it is to the nearest
        ({"kelas": "kota", "luas": 7, "bulan": 1}, [210_000, 26_300, 200_000]),
        # for some it is free
        ({"sosial": "sosial"}, []),
    ],
)
def test_by_table_formula_and_percentage(answers: dict[str, object], amounts: list[int]) -> None:
    assert [amount for *_, amount in lines("05_tarif", **(BOARD | answers))] == amounts


def test_each_item_has_its_line() -> None:
    things = [
        {"nama": "Timbangan", "kapasitas": 150, "segel": False},
        {"nama": "Takaran", "kapasitas": 5, "segel": True},
        {"nama": "Meteran", "kapasitas": 7, "segel": False},
    ]
    assert lines("18_beberapa_butir", alat=things) == [
        ("Biaya uji (1)", 1, 75_000, 75_000),
        ("Biaya uji (2)", 1, 25_000, 25_000),
        ("Biaya uji (3)", 1, 25_000, 25_000),
        ("Segel baru", 2, 5_000, 10_000),
    ]


@given(
    amount=st.decimals(0, 10**9, places=6),
    step=st.sampled_from([1, 50, 100, 1000]),
    towards=st.sampled_from(list(Towards)),
)
def test_rounds_to_a_whole_multiple_and_never_further_than_it(amount: Decimal, step: int, towards: Towards) -> None:
    found = fees.rounded(amount, Rounding(towards, step))
    assert found % step == 0
    assert abs(found - amount) < step
    assert {Towards.UP: found >= amount, Towards.DOWN: found <= amount}.get(towards, True)


def test_the_noise_of_binary_fractions_is_no_rupiah() -> None:
    fee = Fee.model_validate({"dasar": "x", "rincian": [{"kunci": "a", "sebutan": "A", "tarif": "0.1 * 3.0 * 10.0"}]})
    assert fees.total(fees.assess(fee, {})) == 3


def one(text: str) -> str:
    """A tariff of one line."""
    return f"{{dasar: Perda, rincian: [a: {{sebutan: A, {text}}}]}}"


PAY_ONLY = """
  - setelah: pemeriksaan
    pembayaran: {pelaksana: pemohon, kegiatan: bayar, dicatat_oleh: bendahara, uraian: Membayar.}
"""
PAY = f"""{PAY_ONLY}
  - setelah: penyerahan
    jaminan: {{pelaksana: bendahara, kegiatan: kembalikan_jaminan, uraian: Mengembalikan., waktu: 1 hari kerja}}
"""


@pytest.mark.parametrize(
    ("line", "says"),
    [
        # what only some answers bring about is found by trying them
        ("tarif: 1000 / (isian.luas - 1)", "tidak dapat dihitung"),
        ("tarif: 1000 * (isian.luas - 5)", "jumlah yang tidak mungkin: -4000"),
        ("tarif: 9223372036854775807 * isian.luas", "tidak dapat dihitung"),
        ("tarif: 10000000000000 * isian.luas", "tidak mungkin"),
        ("tarif: double(isian.luas) * 0.5", "pecahan rupiah; standar belum menyebut pembulatannya"),
        ("tarif: isian.kelas", "tidak menghasilkan bilangan"),
        ('tarif: "1", tiap: isian.luas', "bukan daftar"),
        ("tabel: {utama: 1, kota: 2}, menurut: isian.kelas", "tidak punya baris untuk jawaban 'desa'"),
        ("tabel: {utama: 1, kota: 2, desa: 3, laut: 4}, menurut: isian.kelas", "baris 'laut' yang bukan jawaban"),
        ("tabel: {utama: 1, kota: 2, desa: 3}, menurut: isian.luas", "bukan jawaban pilihan"),
        ("tabel: {utama: 1}", "ditulis bersama"),
        ("tarif: isian.luas * 5.000", "tulis 5000 tanpa titik"),
        ("tarif: '5.00'", "bukan rupiah"),
        ("tarif: '1.5'", "bukan rupiah"),
        ("persen: '12.5'", "pecahan dengan koma"),
        ("tarif: '5', pembulatan: ke atas 1.5", "ke atas 1.000"),
        ("persen: 10, dari: b", "persen dari 'b' yang tidak ada sebelumnya"),
        ("persen: 10, tarif: '5'", "salah satu"),
        ("persen: -1", "biaya"),
        ("tarif: '5', pembulatan: kira-kira", "ke atas 1.000"),
    ],
)
def test_a_tariff_that_cannot_be_paid_is_refused(line: str, says: str) -> None:
    found = examples.findings("05_tarif", biaya=one(line), tambahan=PAY_ONLY)
    assert any(says in finding for finding in found), found


def test_a_deposit_is_given_back_after_it_was_paid_and_nothing_else_is() -> None:
    deposit, fee = one("tarif: '5', jaminan: ya"), one("tarif: '5'")
    assert any(
        "tidak punya langkah yang mengembalikannya" in f
        for f in examples.findings("", biaya=deposit, tambahan=PAY_ONLY)
    )
    assert any("tarif tidak punya jaminan" in f for f in examples.findings("", biaya=fee, tambahan=PAY))
    early = PAY.replace("setelah: penyerahan", "setelah: pengajuan")
    assert any("sebelum dibayar" in f for f in examples.findings("", biaya=deposit, tambahan=early))
    assert examples.findings("", biaya=deposit, tambahan=PAY) == []


def test_a_fee_that_nobody_bounds_is_refused_with_the_answer_that_breaks_it() -> None:
    form = "[luas: {isian: bilangan, label: Luas}]"
    found = examples.findings("", biaya=one("tarif: 1000 * isian.luas"), formulir=form, tambahan=PAY_ONLY)
    assert any("-1000 (bila Luas = -1)" in finding for finding in found), found


def test_to_another_body_somebody_looks_at_the_proof() -> None:
    steps = PAY_ONLY.replace(", dicatat_oleh: bendahara", "")
    found = examples.findings("06_bayar_ke_badan_lain", tambahan=steps)
    assert any("tidak ada jabatan yang memeriksa buktinya" in finding for finding in found), found


@pytest.mark.parametrize("amount", ["5000", "5.000", "Rp5.000", "Rp 5.000", "5.000,00"])
def test_a_bare_amount_is_money_as_in_a_table(amount: str) -> None:
    fee = Fee.model_validate({"dasar": "x", "rincian": [{"kunci": "a", "sebutan": "A", "tarif": amount}]})
    assert [line.amount for line in fees.assess(fee, {})] == [5000]


@pytest.mark.parametrize(
    ("line", "label", "amount"),
    [
        ({"tarif": "isian.luas * 30.0"}, "A", 543),  # 18,1 x 30, though binary fractions make 543.0000000000001 of it
        ({"tarif": "3.000", "kali": "isian.luas"}, "A (18,1 x Rp3.000)", 54_300),  # a bill says how it was reckoned
        ({"tarif": "3", "kali": "isian.luas", "pembulatan": "ke atas 1"}, "A (18,1 x Rp3)", 55),  # 54,3
    ],
)
def test_a_tariff_reckons_exactly_with_decimals(line: dict[str, str], label: str, amount: int) -> None:
    fee = Fee.model_validate({"dasar": "x", "rincian": [{"kunci": "a", "sebutan": "A"} | line]})
    assert [(one.label, one.amount) for one in fees.assess(fee, {"isian": {"luas": 18.1}})] == [(label, amount)]
