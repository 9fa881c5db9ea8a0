"""What the checker says of renewal, of what follows from a letter, and of questions that point to one."""

import shutil
from pathlib import Path

import pytest

from silastri.domain.check import check
from silastri.domain.definition.definition import read_office, read_service
from silastri.domain.definition.source import Finding
from silastri.jobs import folder
from tests.perikanan import PERIKANAN, TEXTS

KOLAM = TEXTS["izin-kolam"]
OFFICE, _ = read_office((PERIKANAN / "kantor.yaml").read_text())


def findings(old: str, new: str, file: str = "standar.yaml") -> list[Finding]:
    assert OFFICE
    assert old in KOLAM[file]
    reading = read_service(KOLAM | {file: KOLAM[file].replace(old, new, 1)})
    reading.slug, reading.beside = "izin-kolam", frozenset({"izin-kolam", "izin-tebar"})
    return check(reading, OFFICE)


REPORT = "          tiap: 6 bulan\n"
LETTER = "      isian: surat\n      label: Izin yang diperpanjang\n"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        # a window that closes before it opens
        ("paling_lambat: 30 hari kalender", "paling_lambat: 90 hari kalender", "lebih dulu daripada paling cepat"),
        # the same in units that only a calendar compares
        ("paling_lambat: 30 hari kalender", "paling_lambat: 50 hari kerja", "lebih dulu daripada paling cepat"),
        ("paling_cepat: 60 hari kalender", "paling_cepat: 4 minggu", "lebih dulu daripada paling cepat"),
        # times that no calendar knows
        ("paling_cepat: 60 hari kalender", "paling_cepat: 5 jam", "'5 jam' tidak dapat dihitung mundur"),
        ("paling_cepat: 60 hari kalender", "paling_cepat: tidak disebut", "tidak dapat dihitung mundur"),
        ("[60 hari kalender, 14 hari kalender]", "[30 menit]", "'30 menit' tidak dapat dihitung mundur"),
        # nothing ends
        ("      masa_berlaku: 1 tahun\n", "", "tidak pernah berakhir"),
        # fixed answers that nobody could give
        ("isian: {keperluan: perpanjang}", "isian: {tujuan: perpanjang}", "isian 'tujuan' tidak ada di formulir"),
        ("isian: {keperluan: perpanjang}", "isian: {keperluan: panjang}", "'panjang' bukan jawaban untuk isian"),
        ("isian: {keperluan: perpanjang}", "isian: {luas: banyak}", "'banyak' bukan jawaban untuk isian 'luas'"),
        ("isian: {keperluan: perpanjang}", "isian: {izin_lama: kertas}", "tidak dapat diberi jawaban tetap"),
        # a question that points to no letter, or to none of this service
        ("surat: izin_lama", "surat: letak", "'letak' bukan isian surat"),
        ("surat: izin_lama", "surat: tiada", "'tiada' bukan isian surat"),
        (LETTER, f"{LETTER}      dari: izin-tebar\n", "tidak menerima surat dari layanan ini"),
        (LETTER, f"{LETTER}      dari: [izin-kolam, izin-laut]\n", "layanan 'izin-laut' tidak ada di kantor ini"),
        (LETTER, f"{LETTER}      boleh_berakhir: 30 menit\n", "'30 menit' tidak dapat dihitung mundur"),
        # a first letter that could never come to be
        (
            '      boleh_kertas: ya\n      bila: isian.keperluan == "perpanjang"\n',
            "",
            "surat pertama dari layanan ini tidak akan pernah ada",
        ),
        # duties that never come, or too late
        (REPORT, "          tiap: 0 bulan\n", "di luar batas"),
        (REPORT, "", "harus punya 'tiap' atau 'setelah'"),
        (REPORT, f"{REPORT}          setelah: 1 bulan\n", "harus punya 'tiap' atau 'setelah'"),
        (REPORT, "          tiap: 2 tahun\n", "jatuh waktu setelah 2 tahun, padahal surat hanya berlaku 1 tahun"),
        (REPORT, "          tiap: 30 menit\n", "'30 menit' tidak dapat dihitung dalam hari"),
        ("ingatkan: 7 hari kalender", "ingatkan: 7 bulan", "diingatkan 7 bulan sebelumnya"),
        # nobody there
        ("diperiksa: pengawas", "diperiksa: camat", "jabatan 'camat' tidak ada"),
        ("oleh: pengawas", "oleh: camat", "jabatan 'camat' tidak ada"),
        ("          diperiksa: pengawas\n", "", "tidak ada yang memeriksanya"),
        ("          bentuk: laporan\n", "          bentuk: kunjungan\n", "dilakukan petugas, bukan pemohon"),
        (
            "          oleh: pengawas\n",
            "          oleh: pengawas\n          diperiksa: loket\n",
            "tidak diperiksa lagi",
        ),
    ],
)
def test_one_finding_for_each_mistake(old: str, new: str, says: str) -> None:
    grave = [finding for finding in findings(old, new) if not finding.mild]
    assert [says in str(finding) for finding in grave] == [True], grave
    assert grave[0].line > 1
    assert grave[0].remedy


def test_a_window_that_closes_before_the_letter_was_there() -> None:
    found = findings("masa_berlaku: 1 tahun", "masa_berlaku: 30 hari kalender")
    says = "ditutup 30 hari kalender sebelum berakhir, padahal surat hanya berlaku 30 hari kalender"
    assert any(says in str(finding) for finding in found)


def test_a_sheet_that_nobody_signs_neither_ends_nor_brings_duties() -> None:
    says = "tidak bertanda tangan, jadi tidak ada yang berlaku"
    found = findings("      masa_berlaku: 1 tahun\n", "      masa_berlaku: 1 tahun\n      tanda_tangan: tanpa\n")
    assert any(says in str(finding) for finding in found)


def test_words_of_letters_stand_on_letters_alone() -> None:
    found = findings("luas: {isian: bilangan,", "luas: {isian: bilangan, dari: izin-tebar,")
    assert "hanya untuk 'isian: surat'" in str(found[0])


def test_conditions_ask_of_a_letter_what_it_tells() -> None:
    assert findings("!isian.izin_lama.terdaftar", "isian.izin_lama.berlaku") == []
    assert findings("!isian.izin_lama.terdaftar", 'isian.izin_lama.nomor != ""') == []
    for wrong in ("isian.izin_lama.pemilik", "isian.izin_lama"):
        found = findings("!isian.izin_lama.terdaftar", f'{wrong} == ""')
        assert f"nama '{wrong}' yang tidak ada" in str(found[0])


def test_a_letter_is_asked_of_the_applicant_and_looked_at_by_somebody() -> None:
    step = "      uraian: Memeriksa kelengkapan berkas.\n"
    asked = f"{step}      formulir:\n        - surat_lain: {{isian: surat, label: Surat}}\n"
    assert "ada di langkah petugas" in str(findings(step, asked, "sop.yaml")[0])
    found = findings("kegiatan: periksa", "kegiatan: teruskan", "sop.yaml")
    assert "tidak diperiksa siapa pun" in str(found[0])


def test_a_validity_that_the_office_has_not_said_is_a_gap() -> None:
    found = findings("masa_berlaku: 1 tahun", "masa_berlaku: tidak disebut")
    assert ["belum ditetapkan, jadi surat tidak berakhir" in str(f) for f in found if f.mild] == [True]
    assert ["tidak pernah berakhir" in str(f) for f in found if not f.mild] == [True]


def test_the_example_is_right_and_knows_its_neighbours() -> None:
    (office,) = folder.read(PERIKANAN)
    assert office.all_findings == []


def test_a_name_that_begins_with_a_dot_is_a_slip_of_the_pen() -> None:
    found = findings("{{ pemegang.nama }}", "{{ .pemegang.nama }}", "surat.md")
    assert any("titik tanpa nama" in str(finding) for finding in found)


def beside(tmp_path: Path, **changes: tuple[str, str]) -> list[Finding]:
    """The office with other words in the standards of its services."""
    office = tmp_path / "contoh-perikanan"
    shutil.copytree(PERIKANAN, office)
    for service, (old, new) in changes.items():
        file = office / service.replace("_", "-") / "standar.yaml"
        assert old in file.read_text()
        file.write_text(file.read_text().replace(old, new, 1))
    (found,) = folder.read(office)
    return [finding for finding in found.all_findings if not finding.mild]


def test_two_services_do_not_wait_for_each_other(tmp_path: Path) -> None:
    asks = "  - tebar: {isian: surat, label: Izin tebar, dari: izin-tebar}\n  - letak:"
    found = beside(tmp_path, izin_kolam=("  - letak:", asks))
    assert ["tidak akan pernah ada" in str(finding) for finding in found] == [True, True]
    assert {finding.file.split("/")[-2] for finding in found} == {"izin-kolam", "izin-tebar"}


def test_they_may_where_one_of_them_also_takes_paper(tmp_path: Path) -> None:
    asks = "  - tebar: {isian: surat, label: Izin tebar, dari: izin-tebar, boleh_kertas: ya}\n  - letak:"
    assert beside(tmp_path, izin_kolam=("  - letak:", asks)) == []


def test_no_letter_comes_from_a_service_that_is_not_there(tmp_path: Path) -> None:
    found = beside(tmp_path, izin_tebar=("dari: izin-kolam", "dari: izin-laut"))
    assert any("layanan 'izin-laut' tidak ada" in str(finding) for finding in found)


def test_a_question_names_letters_that_its_services_issue(tmp_path: Path) -> None:
    found = beside(tmp_path, izin_tebar=("dari: izin-kolam", "dari: izin-kolam\n      surat: akta"))
    (said,) = [str(finding) for finding in found]
    assert "meminta surat 'akta' yang tidak diterbitkan layanannya; pilih " in said
