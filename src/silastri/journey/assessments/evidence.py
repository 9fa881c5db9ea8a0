"""The evidence that the system holds, by the keys that indicators name. A source that finds nothing is a gap."""

from collections.abc import Iterator

from . import of_standards, of_work
from .looked import Evidence, Looked, Source

SOURCES: dict[str, tuple[str, Source]] = {
    "standar": ("Standar pelayanan", of_standards.standards),
    "sop": ("SOP", of_standards.sops),
    "maklumat": ("Maklumat pelayanan", of_standards.pledge),
    "tarif": ("Biaya yang diumumkan", of_standards.fees),
    "situs": ("Halaman di situs", of_standards.site),
    "janji": ("Janji waktu yang ditepati", of_work.promises),
    "ikm": ("Laporan survei kepuasan", of_work.survey),
    "laporan_pengaduan": ("Laporan pengaduan bulanan", of_work.month_reports),
    "pengaduan_75": ("Pengaduan selesai, target 75%", of_work.complaints_settled),
    "saluran_pengaduan": ("Saluran pengaduan", of_work.complaint_ways),
    "perbaikan": ("Perbaikan yang selesai", of_work.improvements),
    "pengukuran": ("Pengukuran tahunan", of_standards.reviews),
    "petugas": ("Petugas menurut jabatan", of_standards.officers),
    "kompetensi": ("Sertifikat petugas", of_standards.certificates),
    "antrean_prioritas": ("Antrean prioritas", of_standards.priority),
    "laporan_uang": ("Laporan permintaan uang", of_standards.bribes),
    "kode_etik": ("Kode etik dan pakta integritas", of_standards.ethics),
    "surat": ("Surat yang terbit", of_work.letters),
    "lewat_internet": ("Permohonan lewat internet", of_work.by_internet),
    "laporan_kantor": ("Laporan kantor", of_work.office_reports),
    "jejak": ("Log akses dan segel", of_work.trail),
    "konsultasi": ("Konsultasi", of_work.consultations),
}


def found(of: Looked, keys: tuple[str, ...]) -> Iterator[tuple[str, str, Evidence | None]]:
    """Key, name and evidence of each source; a key that nobody knows finds nothing."""
    for key in keys:
        name, source = SOURCES.get(key, (key, lambda _: None))
        yield key, name, source(of)
