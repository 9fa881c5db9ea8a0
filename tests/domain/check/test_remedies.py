"""What a finding says to do is what mends it: the right name, the right kind, one finding for one cause."""

import pytest

from silastri.domain.definition.source import Unreadable, read
from tests import examples

FORM = (
    "[luas: {isian: bilangan, label: L}, d: {isian: bilangan, desimal: 2, label: D}, t: {label: T},"
    " kelas: {isian: pilihan, label: K, pilihan: [a: A, b: B]}]"
)
PAY = "[{setelah: pemeriksaan, b: {pelaksana: pemohon, kegiatan: bayar, dicatat_oleh: loket, uraian: Membayar}}]"
STEP = "[{setelah: pemeriksaan, t: {pelaksana: loket, kegiatan: %s, uraian: T}}]"
PATHS = "[a: {sebutan: A, bila: isian.t > 3}, b: {sebutan: B, bila: '!(isian.luas > 3)'}]"


def found(**words: str) -> str:
    """The one finding."""
    (one,) = examples.findings("", formulir=FORM, **words)
    return one


def fee(formula: str) -> dict[str, str]:
    lines = f"[satu: {{sebutan: S, pembulatan: ke atas 100, {formula}}}]"
    return {"biaya": f"{{dasar: Perda, rincian: {lines}}}", "tambahan": PAY}


@pytest.mark.parametrize(
    ("formula", "remedy"),
    [
        # whole numbers and fractions are not reckoned together
        ("tarif: isian.luas * 5000.0", "tidak dapat dicampur; tulis double(isian.luas)"),
        ("tarif: isian.d * 2", "tidak dapat dicampur; tulis isian.d * 2.0"),
        ("tarif: isian.luas * 2 + isian.d", "tulis angkanya dengan .0, dan double(isian.luas)"),
        # a text that should be a number
        ("tarif: isian.t * 2", "'isian.t' berisi teks, bukan bilangan; jadikan 'isian: bilangan'"),
        # names
        ("tarif: butir.jenis * 2", "'butir' hanya ada pada baris dengan 'tiap'"),
        ("tarif: 1000, bila: isian.luass > 3", "mungkin maksudnya 'isian.luas'"),
        ("tarif: 1000, bila: foo > 3", "mulai dengan salah satu dari: data, hari_ini, hasil, isian"),
        ("tarif: 1000, bila: pemohon.x > 3", "yang ada: pemohon.alamat"),
    ],
)
def test_a_formula(formula: str, remedy: str) -> None:
    assert remedy in found(**fee(formula))


@pytest.mark.parametrize(
    "formula", ["double(isian.luas) * 5000.0", "isian.d * 2.0", "double(isian.luas) * 2.0 + isian.d"]
)
def test_what_the_remedy_says_is_right(formula: str) -> None:
    limits = FORM.replace("label: L", "label: L, paling_sedikit: 0").replace("label: D", "label: D, paling_sedikit: 0")
    assert examples.findings("", formulir=limits, **fee(f"tarif: {formula}")) == []


def test_a_path_by_a_text_is_told_as_such() -> None:
    assert "'isian.t' berisi teks, bukan bilangan" in found(jalur=PATHS)


def test_times() -> None:
    assert "lamanya belum ditetapkan" in found(tambahan=STEP % "tunggu")
    assert "atau 'waktu: tidak disebut' bila belum ditetapkan" in found(tambahan=STEP % "verifikasi")


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("kelas: {utama: 1, utama: 1}", "hapus salah satu"),
        ("kelas: {utama: 1, utama: 2}", "beri salah satunya kunci lain"),
    ],
)
def test_a_key_that_is_written_twice(text: str, remedy: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(text, "x.yaml")
    assert remedy in refused.value.finding.remedy


def test_a_word_in_the_wrong_place_is_not_taken_for_a_slip() -> None:
    said = examples.findings("", formulir="[nama: {label: Nama, masa_berlaku: 1 tahun}]")
    assert ["'masa_berlaku' tidak dipakai di sini; periksa indentasinya" in one for one in said] == [True]


def test_a_group_in_place_of_a_sentence_is_one_finding() -> None:
    (one,) = examples.findings("", dasar_hukum="[UU 25/2009, {foto: Foto, bentuk: foto}]")
    assert "bukan satu kalimat; tulis satu kalimat" in one
