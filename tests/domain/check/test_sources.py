"""The slips that the five source documents really have, as an office would have copied them: the checker finds each.

Names and numbers of persons are invented; everything else stands as in the source.
"""

import pytest

from silastri.domain.check import check, check_office, laws, misspelt
from silastri.domain.definition.definition import read_office, read_service
from tests.builders import STANDARDS, office_definition, texts

ROHIL, KAMPAR = ("rokan-hilir", "jompo-terlantar"), ("kampar", "anak-putus-sekolah")
SCHOOL, SIKOP = ("rokan-hilir", "anak-putus-sekolah"), ("pekanbaru-dpmptsp", "sikop")
DTKS = ("pekanbaru-dinsos", "dtks")
BORN_TWICE = "NIP 19750417 199903 2 004 dan 19750714 199903 2 004"


def told(source: tuple[str, str], changes: list[tuple[str, str, str]]) -> list[str]:
    office, service = source
    found = dict(texts(service, office))
    for file, old, new in changes:
        assert old in found[file], (file, old)
        found[file] = found[file].replace(old, new, 1)
    return [str(finding) for finding in check(read_service(found), office_definition(office))]


SLIPS = [
    # 000: an address with a blank; a number of a person, in two documents with two dates of birth; laws that have gone
    (ROHIL, [("standar.yaml", "pengaduan@dpmptsp.rohilkab.go.id", "pengaduan@dpmptsp.Rokan Hilirkab.go.id")],
     ["pos-el 'pengaduan@dpmptsp.Rokan Hilirkab.go.id' salah tulis"]),
    (ROHIL, [("standar.yaml", "  oleh: Kepala Dinas", f"  oleh: {BORN_TWICE}, Kepala Dinas")],
     ["NIP seseorang tertulis", "satu NIP dengan dua tanggal lahir: 19750417 dan 19750714"]),
    (ROHIL, [], ["Undang-Undang Nomor 6 Tahun 2023", "Peraturan Pemerintah Nomor 28 Tahun 2025"]),
    # 001: a list that jumps, pelatih for pelajar, JKS-KIN, SPAN Lapor
    (KAMPAR, [
        ("standar.yaml", "kartu_bantuan: Fotokopi", "kartu_bantuan: 5. Fotokopi"),
        ("standar.yaml", "rekomendasi_dinsos: Rekomendasi", "rekomendasi_dinsos: 13. Rekomendasi"),
    ], ["nomor melompat dari 5 ke 13"]),
    (KAMPAR, [("standar.yaml", "Pengiriman Pelajar", "Pengiriman Pelatih")],
     ["mungkin maksudnya 'pelajar'", "nama SOP berbeda dari nama layanan"]),
    (KAMPAR, [("standar.yaml", "BPJS, JKN-KIS", "BPJS, JKS-KIN")], ["mungkin maksudnya 'JKN-KIS'"]),
    (KAMPAR, [("standar.yaml", '"SP4N-LAPOR!: www', '"SPAN Lapor: www')], ["mungkin maksudnya 'SP4N-LAPOR!'"]),
    # 002: the office's own name with a slip
    (SCHOOL, [("sop.yaml", "Dpmptsp-pepl", "Dpmpptsp-pepl")], ["mungkin maksudnya 'DPMPTSP'"]),
    # 003: numbered after a signature that is electronic
    (SIKOP, [("standar.yaml", "  tanda_tangan: basah\n", "")], ["ditandatangani elektronik sebelum bernomor"]),
    (SIKOP, [("standar.yaml", "dpmtsppekanbaru@gmail.com", "dpmtsppekanbaru @gmail.com")], ["salah tulis"]),
    # 004: a law that has gone; a person's number
    (DTKS, [], ["Peraturan Menteri Sosial Nomor 3 Tahun 2025"]),
    (DTKS, [("standar.yaml", "  - Petugas pengaduan\n", "  - Petugas pengaduan, NIP 198801012015031009\n")],
     ["NIP seseorang tertulis"]),
]  # fmt: skip


@pytest.mark.parametrize(("source", "changes", "expected"), SLIPS)
def test_a_slip_of_the_source_is_found(
    source: tuple[str, str], changes: list[tuple[str, str, str]], expected: list[str]
) -> None:
    found = told(source, changes)
    for words in expected:
        assert any(words in finding for finding in found), (words, found)


def test_mended_definitions_have_no_such_slips_left() -> None:
    for office in ("rokan-hilir", "kampar", "pekanbaru-dpmptsp", "pekanbaru-dinsos"):
        services = list((STANDARDS / office).glob("*/standar.yaml"))
        assert services, office
        for path in services:
            found = told((office, path.parent.name), [])
            assert all("mengutip peraturan" in finding for finding in found), found


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("Undang-Undang Nomor 11 Tahun 2020 tentang Cipta Kerja", 1),
        ("UU 11/2020", 1),
        ("PP No. 5 Tahun 2021", 1),
        ("Peraturan Menteri Sosial RI Nomor 3 Tahun 2021", 1),
        ("Permenkes No.22 Tahun 2013", 1),
        ("Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik", 0),
        ("Peraturan Pemerintah Nomor 28 Tahun 2025", 0),
        ("Peraturan Bupati Nomor 5 Tahun 2021", 0),
    ],
)
def test_a_citation_is_read_however_it_is_written(sentence: str, count: int) -> None:
    assert len(laws.cited(sentence)) == count


def test_a_law_that_had_gone_already_is_told_otherwise_than_one_that_went_since() -> None:
    found = told(ROHIL, [])
    assert any("sudah tidak berlaku ketika standar ditetapkan" in finding for finding in found)
    assert any("tidak berlaku lagi sejak 2025" in finding for finding in found)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("lewat SPAN LAPOR", "SPAN LAPOR"),  # a row in small letters: in any case,
        ("lewat Span-Lapor!", "Span-Lapor"),  # with a hyphen,
        ("lewat spanlapor", "spanlapor"),  # or in one word
        ("nomor Dpmpptsp-1", "Dpmpptsp"),  # a row with capitals: as it stands
        ("di dpmpptsp.go.id", ""),
        ("Pemeritahan", ""),  # whole words only
    ],
)
def test_a_word_of_the_table_is_found_and_told_as_it_is_written(written: str, found: str) -> None:
    says = [
        said for said in told(SIKOP, [("standar.yaml", "layanan: ", f"layanan: {written} ")]) if "tertulis '" in said
    ]
    assert [f"tertulis '{found}'" in said for said in says] == ([True] if found else [])


@pytest.mark.parametrize(
    ("text", "right"), [("a@b.go.id", True), ("a@b", False), ("a @b.id", False), ("a.b.id", False)]
)
def test_an_address_is_right_or_wrong(text: str, right: bool) -> None:
    assert misspelt.is_email(text) == right


def test_contacts_of_the_office_are_looked_at_too() -> None:
    text = (STANDARDS / "rokan-hilir/kantor.yaml").read_text()
    wrong = text.replace("pos_el: pengaduan@", "pos_el: pengaduan @").replace("laman: dpmptsp.", "laman: dpmptsp. ")
    office, findings = read_office(wrong)
    assert office
    found = [finding.what for finding in check_office(office, findings, "kantor.yaml")]
    assert any("pos-el" in what for what in found)
    assert any("laman" in what for what in found)


STRUCTURE = [
    ("sop.yaml", '"!catatan.verifikasi.perlu_survei"', '"true"', "selalu dilewati"),
    ("sop.yaml", '"!catatan.verifikasi.perlu_survei"', '"!catatan.kajian.x"', "tidak ada"),
    ("sop.yaml", "naskah: pengantar.md", "naskah: lain.md", "naskah 'lain.md' tidak ada"),
    ("sop.yaml", "dicatat_oleh: front_office", "dicatat_oleh: camat", "jabatan 'camat' tidak ada"),
    ("sop.yaml", "      dicatat_oleh: front_office\n", "", "hanya di loket, tetapi tidak ada yang mencatat"),
    ("sop.yaml", "kegiatan: survei_lapangan", "kegiatan: bayar", "bukan untuk 'tim_teknis'"),
    ("standar.yaml", "biaya: 0", "biaya: 50000", "SOP tidak punya langkah bayar"),
    ("standar.yaml", "biaya: 0", "biaya: 50000", "tarif tanpa dasar hukum"),
    ("standar.yaml", "  naskah: penolakan.md", "  naskah: tolak.md", "naskah 'tolak.md' tidak ada"),
    ("standar.yaml", "buku_nomor: rekomendasi", "buku_nomor: lain", "buku nomor 'lain' tidak ada"),
    ("standar.yaml", "  penanda_tangan: kepala_dinas\n  buku_nomor: rek", "  tanda_tangan: tanpa\n  buku_nomor: rek",
     "SOP menandatangani, tetapi tidak ada surat"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "says"), STRUCTURE)
def test_contradictions_between_standard_and_procedure_are_found(file: str, old: str, new: str, says: str) -> None:
    assert any(says in finding for finding in told(KAMPAR, [(file, old, new)]))


def test_a_table_without_its_look_up_and_a_name_used_too_early() -> None:
    found = told(DTKS, [("sop.yaml", "kegiatan: cek_data", "kegiatan: teruskan")])
    assert any("tidak punya langkah cek_data" in finding for finding in found)
    assert any("sebelum diketahui" in finding for finding in found)


def test_a_tariff_that_gives_no_whole_number() -> None:
    office = office_definition("contoh")
    found = dict(texts("pakai-gedung", "contoh"))
    found["standar.yaml"] = found["standar.yaml"].replace('tarif: "100000"', "tarif: '\"mahal\"'")
    assert any("tidak menghasilkan bilangan" in str(finding) for finding in check(read_service(found), office))
