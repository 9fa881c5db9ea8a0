"""How an office keeps its archive: who does it, and the retention schedule (JRA) of its region."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field

from silastri.domain import numbering

from .words import Key, Whole, Words

CODE = r"^\d+(\.\d+)*$"


class Fate(StrEnum):
    """What happens to a record when its retention is over."""

    DESTROY = "musnah"
    PERMANENT = "permanen"
    APPRAISE = "dinilai_kembali"


class Security(StrEnum):
    """Who may see a record (klasifikasi keamanan dan akses arsip)."""

    OPEN = "biasa"
    LIMITED = "terbatas"
    SECRET = "rahasia"
    TOP_SECRET = "sangat_rahasia"


class Retention(Words):
    """A row of the schedule. It covers its code, and every code below it that has no longer row of its own."""

    code: str = Field(alias="klasifikasi", description="Kode klasifikasi, misalnya 500.16.7", pattern=CODE)
    active: Whole = Field(alias="aktif", description="Berapa tahun arsip masih aktif", ge=0, le=100)
    inactive: Whole = Field(alias="inaktif", description="Berapa tahun lagi disimpan sebagai inaktif", ge=0, le=100)
    fate: Fate = Field(alias="nasib_akhir", description="musnah, permanen, atau dinilai_kembali")
    note: str = Field("", alias="keterangan", description="Keterangan, misalnya peraturan yang menetapkan")


def _pattern(pattern: str) -> str:
    if pattern:
        numbering.check(pattern)
    return pattern


class Archive(Words):
    archivist: Key | None = Field(
        None, alias="arsiparis", description="Jabatan yang mengurus arsip; bila kosong, pengelola kantor"
    )
    approver: Key | None = Field(
        None, alias="penyetuju", description="Jabatan yang menyetujui pemusnahan; bila kosong, jabatan tanpa atasan"
    )
    pattern: Annotated[str, AfterValidator(_pattern)] = Field(
        "", alias="nomor_berita_acara", description="Susunan nomor berita acara, misalnya {urut:03}/BA-ARSIP/{tahun}"
    )
    schedule: tuple[Retention, ...] = Field((), alias="jadwal_retensi", description="Jadwal retensi arsip (JRA)")

    def retention(self, code: str) -> Retention | None:
        """The row of that code, or else of the nearest code above it."""
        found = [row for row in self.schedule if f"{code}.".startswith(f"{row.code}.")]
        return max(found, key=lambda row: len(row.code), default=None)
