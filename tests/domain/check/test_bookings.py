"""What the checker says of appointments, quotas and bookings of a period: file, line and remedy."""

import pytest

from silastri.domain.check import check
from silastri.domain.definition.definition import read_office, read_service
from silastri.domain.definition.source import Finding
from silastri.domain.words import telling
from tests.kota_contoh import CARE, COPIES, FOLDER, HALL, TRAINING

_office, _ = read_office((FOLDER / "kantor.yaml").read_text())
assert _office
OFFICE = _office
SLOTS = '{hari: [senin, rabu], jam: ["09.00", "10.00"], kuota: 2, dari: 1 hari kerja, sampai: 30 hari kalender, tempat: Ruang Rapat Lantai 2}'  # noqa: E501
QUOTA = "{jumlah: 2, per: periode, menurut: isian.lokasi, bila_penuh: tutup, tanggal: [{dari: 2026-11-01, sampai: 2026-11-30}, {dari: 2027-03-01, sampai: 2027-03-31}]}"  # noqa: E501
BOOKED = "{dari: isian.mulai, sampai: isian.selesai, benda: isian.ruang}"


def texts(service: str) -> dict[str, str]:
    return {file.name: file.read_text() for file in (FOLDER / service).iterdir()}


def found(service: str, file: str, old: str, new: str) -> list[Finding]:
    """What is found when ``old`` is written as ``new``."""
    written = texts(service)
    assert old in written[file], old
    written[file] = written[file].replace(old, new, 1)
    return [finding for finding in check(read_service(written), OFFICE) if not finding.mild]


@pytest.mark.parametrize("service", [TRAINING, CARE, HALL, COPIES])
def test_the_examples_are_clean_and_can_be_told(service: str) -> None:
    reading = read_service(texts(service))
    assert check(reading, OFFICE) == []
    assert reading.definition
    assert telling.told(reading.definition, OFFICE)


def slots(**words: str) -> str:
    given = {"hari": "[senin, rabu]", "jam": '["09.00"]'} | words
    return "{" + ", ".join(f"{word}: {value}" for word, value in given.items()) + "}"


@pytest.mark.parametrize(
    ("written", "what", "remedy"),
    [
        (slots(hari="[senin, sabtu]"), "kantor tutup pada hari sabtu", "pilih hari kerja"),
        (slots(hari="minggu"), "kantor tutup pada hari minggu", "pilih hari kerja"),
        (slots(jam='["12.30"]'), "jam 12.30 di luar jam kerja hari senin", "08.00-12.00, 13.00-16.00"),
        (slots(jam='["16.00"]'), "jam 16.00 di luar jam kerja", "pilih jam"),  # the office closes then
        (slots(hari="jumat", jam='["13.00"]'), "jam 13.00 di luar jam kerja hari jumat", "13.30-16.30"),
        (slots(jam='["25.00"]'), "bukan jam", "09.00"),
        (slots(jam="[pagi]"), "bukan jam", "09.00"),
        (slots(jam='["09.00", "9:00"]'), "ditulis dua kali", "sisakan satu"),
        (slots(hari="[senin, senin]"), "ditulis dua kali", "sisakan satu"),
        (slots(jam="[]"), "kosong", "paling sedikit satu"),
        (slots(hari="[hari senin]"), "tidak dikenal", "pilih"),
        (slots(kuota="0"), "terlalu kecil", "angka"),
        (slots(kuota="-3"), "terlalu kecil", "angka"),
        (slots(dari="2 hari"), "tidak jelas", "hari kerja"),
        (slots(dari="tidak disebut"), "belum ditetapkan", "tulis misalnya"),
        (slots(sampai="tidak disebut"), "belum ditetapkan", "tulis misalnya"),
        (slots(dari="10 hari kerja", sampai="5 hari kerja"), "tidak selalu ada hari", "perpanjang 'sampai'"),
        (slots(hari="senin", sampai="5 hari kalender"), "tidak selalu ada hari", "perpanjang 'sampai'"),
        (slots(kouta="5"), "tidak dikenal", "kuota"),
        ("ya", "bukan kelompok kata", "kunci: nilai"),
    ],
)
def test_appointments(written: str, what: str, remedy: str) -> None:
    findings = found(TRAINING, "sop.yaml", SLOTS, written)
    assert findings
    line = texts(TRAINING)["sop.yaml"].splitlines().index(f"      jadwal: {SLOTS}") + 1
    assert all((f.file, f.line) == ("sop.yaml", line) for f in findings), findings
    assert any(what in f.what and remedy in f.remedy for f in findings), findings


@pytest.mark.parametrize("step", ["pengajuan", "penomoran", "penandatanganan"])
def test_a_step_to_which_nobody_comes_has_no_appointments(step: str) -> None:
    findings = found(TRAINING, "sop.yaml", f"  - {step}:\n", f"  - {step}:\n      jadwal: {SLOTS}\n")
    assert ["tidak bisa memakai jadwal" in f.what and "survei_lapangan, serahkan" in f.remedy for f in findings] == [
        True
    ]


@pytest.mark.parametrize(
    ("written", "what", "remedy"),
    [
        ("{jumlah: 0, per: hari}", "terlalu kecil", "angka"),
        ("{jumlah: -1, per: hari}", "terlalu kecil", "angka"),
        ("{jumlah: banyak, per: hari}", "bukan bilangan", "angka"),
        ("{per: hari}", "belum ada", "jumlah"),
        ("{jumlah: 5, per: minggu}", "tidak dikenal", "hari"),
        ("{jumlah: 5, per: periode}", "tanpa tanggal", "tanggal:"),
        ("{jumlah: 5, per: hari, tanggal: {dari: 2026-07-01, sampai: 2026-07-31}}", "tidak memakai", "per: periode"),
        ("{jumlah: 5, per: periode, tanggal: {dari: 2026-07-31, sampai: 2026-07-01}}", "sebelum mulai", "tukar"),
        (
            "{jumlah: 5, per: periode, tanggal: [{dari: 2026-07-01, sampai: 2026-07-09}, "
            "{dari: 2026-07-09, sampai: 2026-08-01}]}",
            "tumpang tindih",
            "urutkan",
        ),
        ("{jumlah: 5, per: periode, tanggal: {dari: 2026-02-30, sampai: 2026-07-01}}", "bukan tanggal", "2024-03-18"),
        ("{jumlah: 5, per: hari, bila_penuh: tunggu}", "tanpa jabatan", "oleh"),
        ("{jumlah: 5, per: hari, oleh: loket}", "hanya untuk", "tunggu"),
        ("{jumlah: 5, per: hari, bila_penuh: tunggu, oleh: camat}", "'camat' tidak ada", "kantor.yaml"),
        ("{jumlah: 5, per: hari, menurut: isian.tempat}", "'isian.tempat' yang tidak ada", "isian.lokasi"),
        ("{jumlah: 5, per: hari, menurut: pemohon.nik}", "halaman umum", "isian.lokasi"),
        ("{jumlah: 5, per: hari, menurut: catatan.wawancara.nilai}", "yang tidak ada", "isian pilihan"),
        ("{jumlah: 5, per: hari, menurut: data.desil}", "belum diketahui", "isian pilihan"),
        ("{jumlah: 5, per: hari, menurut: isian.lokasi > 3}", "tidak dapat dihitung", "sejenis"),
        (
            "{jumlah: 5, per: hari, menurut: string(10 / (size(isian.lokasi) - size(isian.lokasi)))}",
            "tidak dapat dihitung",
            "sejenis",
        ),
        ("{jumlah: 5, per: hari, menurut: hari_ini}", "bukan teks atau bilangan", "isian pilihan"),
        ("{jumlah: 5, per: hari, menurut: isian.}", "salah tulis", "perbaiki"),
    ],
)
def test_quotas(written: str, what: str, remedy: str) -> None:
    findings = found(TRAINING, "standar.yaml", QUOTA, written)
    line = texts(TRAINING)["standar.yaml"].splitlines().index(f"kuota: {QUOTA}") + 1
    assert findings
    assert all((f.file, f.line) == ("standar.yaml", line) for f in findings), findings
    assert any(what in f.what and remedy in f.remedy for f in findings), findings


@pytest.mark.parametrize(
    ("written", "what", "remedy"),
    [
        ("{dari: isian.awal, sampai: isian.selesai}", "'isian.awal' yang tidak ada", "isian.mulai, isian.selesai"),
        ("{dari: isian.ruang}", "bukan tanggal", "isian: tanggal"),
        ("{dari: mulai}", "bentuk tulisannya", ""),
        ("{sampai: isian.selesai}", "belum ada", "dari"),
        ("{dari: isian.mulai, benda: isian.gedung}", "'isian.gedung' yang tidak ada", "isian.ruang"),
        ("{dari: isian.mulai, benda: isian.selesai}", "halaman umum", "isian.ruang"),
        ("{dari: isian.mulai, banyak: 0}", "terlalu kecil", "angka"),
        ("{dari: isian.mulai, lama: isian.selesai}", "bukan bilangan bulat", "isian: bilangan"),
        ("{dari: isian.mulai, lama: isian.hari}", "'isian.hari' yang tidak ada", "isian: bilangan"),
        ("{dari: isian.mulai, sampai: isian.selesai, lama: isian.hari}", "tidak bisa bersama", ""),
        ("{dari: isian.mulai, ditahan: tidak disebut}", "tidak disebut", ""),
    ],
)
def test_bookings_of_a_period(written: str, what: str, remedy: str) -> None:
    findings = found(HALL, "standar.yaml", BOOKED, written)
    line = texts(HALL)["standar.yaml"].splitlines().index(f"pesan_waktu: {BOOKED}") + 1
    assert findings
    assert all((f.file, f.line) == ("standar.yaml", line) for f in findings), findings
    assert any(what in f.what and remedy in f.remedy for f in findings), findings


@pytest.mark.parametrize("more", ["wajib: tidak", 'bila: isian.ruang == "aula"'])
def test_a_period_that_may_be_left_open_is_refused(more: str) -> None:
    findings = found(HALL, "standar.yaml", "label: Mulai dipakai", f"label: Mulai dipakai, {more}")
    of_standard = [f for f in findings if f.file == "standar.yaml"]
    assert ["tidak selalu diisi" in f.what and "hapus" in f.remedy for f in of_standard] == [True]
    assert all("bisa kosong" in f.what for f in findings if f.file == "surat.md")  # the letter prints it


def test_a_single_day_needs_no_end() -> None:
    assert found(HALL, "standar.yaml", BOOKED, "{dari: isian.mulai}") == []


@pytest.mark.parametrize(
    ("service", "line"),
    [
        (TRAINING, "pemohon memilih jadwal: Senin, Rabu pukul 09.00, 10.00; 2 orang tiap jam"),
        (TRAINING, "untuk tiap lokasi pelatihan (Balai Utara, Balai Selatan). Bila penuh: pengajuan ditutup"),
        (CARE, "Kuota: 2 permohonan tiap bulan. Bila penuh: daftar tunggu; Kepala Bidang Pelayanan menerima"),
        (HALL, "dipesan dari mulai dipakai sampai selesai dipakai, untuk tiap tempat (Aula, Lapangan)"),
    ],
)
def test_it_is_told_in_words(service: str, line: str) -> None:
    definition = read_service(texts(service)).definition
    assert definition
    assert line in "\n".join(telling.told(definition, OFFICE))
