"""Conditions in plain words, with the office's own labels; none rather than wrong ones."""

import pytest

from silastri.domain.definition.condition import compile_condition
from silastri.domain.definition.definition import Definition, read_service
from silastri.domain.definition.fee import Fee
from silastri.domain.words import spoken_fee
from silastri.domain.words.spoken import Speech
from tests.builders import definition, texts

FORM = """
formulir:
  - jenis: {isian: pilihan, label: Jenis permohonan, pilihan: [baru: Baru, lama: Perpanjangan]}
  - luas: {isian: bilangan, label: Luas tanah}
  - modal: {isian: uang, label: Modal usaha}
  - sakit: {isian: ya_tidak, label: "Sedang sakit?"}
  - kk_lama: {isian: ya_tidak, label: KK lama masih ada}
  - wali: {isian: orang, label: Wali anak}
  - lain: {label: Keterangan lain, wajib: tidak}
"""


def _with_form() -> Definition:
    files = dict(texts("jompo-terlantar"))
    head, _, _ = files["standar.yaml"].partition("\nformulir:")
    files["standar.yaml"] = head + FORM
    reading = read_service(files)
    assert reading.definition, reading.findings
    return reading.definition


@pytest.mark.parametrize(
    ("written", "said", "opposite"),
    [
        # a choice says its label, not its key
        ('isian.jenis == "lama"', "jenis permohonan adalah Perpanjangan", "jenis permohonan bukan Perpanjangan"),
        ('isian.jenis != "lama"', "jenis permohonan bukan Perpanjangan", "jenis permohonan adalah Perpanjangan"),
        # yes or no, in each way it is written
        ("isian.sakit", "sedang sakit", "tidak sedang sakit"),
        ("!isian.sakit", "tidak sedang sakit", "sedang sakit"),
        ("isian.sakit == false", "tidak sedang sakit", "sedang sakit"),
        ("isian.kk_lama", "KK lama masih ada", "tidak KK lama masih ada"),
        # numbers and money
        ("isian.luas > 100", "luas tanah lebih dari 100", "luas tanah paling banyak 100"),
        ("isian.modal >= 5000000", "modal usaha paling sedikit Rp5.000.000", "modal usaha kurang dari Rp5.000.000"),
        # a person's part, and the applicant's
        ("isian.wali.umur < 17", "umur wali anak kurang dari 17", "umur wali anak paling sedikit 17"),
        ("pemohon.umur >= 60", "umur pemohon paling sedikit 60", "umur pemohon kurang dari 60"),
        # "and" becomes "or" in its opposite
        ("isian.sakit && isian.luas > 9", "sedang sakit dan luas tanah lebih dari 9",
         "tidak sedang sakit atau luas tanah paling banyak 9"),
        ("!(isian.sakit || data.terdaftar)", "tidak sedang sakit dan tidak terdaftar", "sedang sakit atau terdaftar"),
        ('isian.lain == ""', "keterangan lain tidak diisi", "keterangan lain diisi"),
        ('layanan.jenis == "sip"', "jenis layanan adalah Surat Izin Praktik (SIP)",
         "jenis layanan bukan Surat Izin Praktik (SIP)"),
    ],
)  # fmt: skip
def test_a_condition_and_its_opposite_are_said(written: str, said: str, opposite: str) -> None:
    speech = Speech(_with_form())
    assert speech.condition(compile_condition(written)) == said
    assert speech.condition(compile_condition(written), holds=False) == opposite


@pytest.mark.parametrize(
    "written",
    [
        "tambah_bulan(hari_ini, 6) > hari_ini",  # calendar arithmetic
        "isian.luas + 1 > 3",  # sums
        "isian.tidak_ada == 1",  # a name that no form asks
        'isian.jenis in ["baru", "lama"]',
        "size(isian.lain) > 3",
        "isian.sakit && isian.luas > 9 || data.terdaftar",  # words have no brackets
        "isian.luas",  # a number is no yes or no
    ],
)
def test_what_has_no_plain_words_is_not_said(written: str) -> None:
    assert Speech(_with_form()).condition(compile_condition(written)) == ""


def test_a_tariff_is_said_with_its_amounts_its_times_and_its_condition() -> None:
    found = definition("pakai-gedung", "contoh")
    use, cleaning = spoken_fee.lines(found.standard.fee, Speech(found))
    assert use == (
        "Pemakaian tempat, per hari: Rp750.000 jika tempat adalah Gedung serbaguna, selain itu "
        "Rp250.000; dikali berapa hari; hanya jika keperluan bukan Kegiatan sosial"
    )
    assert cleaning == "Kebersihan: Rp100.000; hanya jika keperluan bukan Kegiatan sosial"


def test_a_product_of_two_is_said_and_a_formula_beyond_words_refers_to_the_form() -> None:
    found = definition("pakai-gedung", "contoh")
    item = found.standard.fee.items[1]
    speech = Speech(found)
    product = item.model_copy(update={"amount": compile_condition("isian.hari * 5000"), "when": None})
    assert spoken_fee.lines(Fee(items=(product,)), speech) == ["Kebersihan: berapa hari x Rp5.000"]
    beyond = item.model_copy(update={"amount": compile_condition("max(isian.hari, 2) * 5000"), "when": None})
    assert spoken_fee.lines(Fee(items=(beyond,)), speech) == ["Kebersihan: dihitung dari isian formulir"]
