"""Paths and terms: every applicant is on one path, and every path comes to its end."""

import re

import pytest

from tests import examples

PATHS = """
  - baru: {{sebutan: Baru, bila: {0}}}
  - lama: {{sebutan: Lama, bila: {1}}}
  - hilang: {{sebutan: Hilang, bila: {2}}}
"""


@pytest.mark.parametrize(
    ("conditions", "says"),
    [
        # two that fit the same answer
        (
            ('isian.keperluan == "baru"', 'isian.keperluan != "hilang"', 'isian.keperluan == "hilang"'),
            "dua jalur cocok",
        ),
        # an answer that fits none
        (
            ('isian.keperluan == "baru"', 'isian.keperluan == "lama"', 'isian.keperluan == "hilang"'),
            "tidak ada jalur yang cocok bila Apa keperluan Anda? = Memperpanjang kartu",
        ),
        # a question that is not asked
        (('isian.maksud == "baru"', "true", "false"), "nama 'isian.maksud' yang tidak ada"),
        # what only officers find out
        (('hasil.kunci == "x"', "true", "false"), "baru diketahui kemudian"),
    ],
)
def test_each_applicant_is_on_one_path(conditions: tuple[str, str, str], says: str) -> None:
    found = examples.findings(
        "03_jalur", jalur=PATHS.format(*(repr(c) for c in conditions)).replace("lama:", "perpanjang:", 1)
    )
    assert any(says in finding for finding in found), found


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({"persyaratan": "[ktp: KTP, {foto: Foto, jalur: lain}]"}, "jalur 'lain' tidak ada; pilih baru, hilang"),
        ({"jalur": '[satu: {sebutan: Satu, bila: "true"}]'}, "hanya ada satu jalur"),
        ({"jangka_waktu": "{lama: 5 hari kerja, mulai: lunas}"}, "waktunya tidak pernah mulai"),
        ({"jangka_waktu": "{lama: 5 hari kerja, mulai: penyerahan}"}, "langkah terakhir; waktunya tidak pernah mulai"),
        ({"ketentuan": '[a: {pesan: A, bila: catatan.tinjauan.x == 1}]'}, "tidak ada saat permohonan dikirim"),
        ({"ketentuan": '[a: {pesan: A, bila: isian.keperluan > 3}]'}, "bandingkan nilai yang sejenis"),
    ],
)  # fmt: skip
def test_refuses(words: dict[str, str], says: str) -> None:
    found = examples.findings("03_jalur", **words)
    assert any(says in finding for finding in found), found


def test_a_letter_is_signed_on_every_path() -> None:
    whole = examples.texts("03_jalur")["sop.yaml"].partition("langkah:")[2]
    steps = re.sub(r"( +)kegiatan: tandatangani", r"\1jalur: baru\g<0>".replace(r"\g<0>", r"\n\g<0>"), whole)
    found = examples.findings("03_jalur", langkah=steps, tambahan="[]")
    assert any("tidak pernah ditandatangani bila Apa keperluan Anda? = Memperpanjang" in finding for finding in found)


def test_a_question_cannot_hang_on_the_path_that_it_settles() -> None:
    choices = "[baru: B, perpanjang: P, hilang: H]"
    form = f'[keperluan: {{isian: pilihan, label: X, pilihan: {choices}, bila: jalur.kunci == "baru"}}]'
    assert any("bergantung pada jalur" in finding for finding in examples.findings("03_jalur", formulir=form))


@pytest.mark.parametrize("word", ["paket", "peringkat", "batas_pengaduan", "otomatis", "gabung"])
def test_what_cannot_be_said_yet_is_told_with_how_to_come_near(word: str) -> None:
    (found,) = examples.findings("", **{word: "[a, b]"})
    assert f"kata '{word}' tidak dikenal" in found
    assert "tulis" in found.partition("tidak dikenal; ")[2]
    assert "docs/reference" not in found, "no general advice where there is a better one"


def test_the_times_of_each_path_fit_its_own_promise() -> None:
    paths = """
      - baru: {sebutan: Baru, bila: isian.keperluan == "baru", jangka_waktu: 1 hari kerja}
      - perpanjang: {sebutan: Lama, bila: isian.keperluan == "perpanjang", jangka_waktu: 2 hari kerja}
      - hilang: {sebutan: Hilang, bila: isian.keperluan == "hilang"}
    """
    (found,) = examples.findings("03_jalur", jalur=paths)
    assert "pada jalur Baru 6 hari kerja" in found, "the visit is on that path alone"


def test_a_path_says_only_what_is_its_own_of_the_promise() -> None:
    definition = examples.reading("15_jam").definition
    assert definition
    urgent, usual = definition.standard.promise_on("segera"), definition.standard.promise_on("biasa")
    assert (str(urgent.length), str(usual.length)) == ("24 jam kalender", "3 sampai 5 hari kerja")
    assert urgent.pauses == usual.pauses == ("Alat rusak", "Pejabat tidak di tempat")
