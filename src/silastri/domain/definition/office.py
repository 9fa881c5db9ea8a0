"""An office: letterhead, hours, posts and number registers (``kantor.yaml``)."""

import re
from datetime import date, time
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from silastri.domain import numbering, worktime

from .words import Key, Keyed, Lines, Sentence, Words, YesNo

WEEKDAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
_SPAN = re.compile(r"(\d{1,2})[.:](\d{2})\s*[-–]\s*(\d{1,2})[.:](\d{2})")


def _spans(value: object) -> object:
    """``07.30-12.00, 13.00-16.00``; an empty value is a closed day."""
    if value is None or not isinstance(value, str):
        return value or ()
    spans: list[worktime.Span] = []
    for part in value.split(","):
        match = _SPAN.fullmatch(part.strip())
        if not match:
            raise ValueError("tulis jam buka seperti '07.30-12.00, 13.00-16.00'")
        opens, closes = time(int(match[1]), int(match[2])), time(int(match[3]), int(match[4]))
        if opens >= closes or (spans and spans[-1][1] > opens):
            raise ValueError("jam buka harus urut dan tidak tumpang tindih")
        spans.append((opens, closes))
    return tuple(spans)


Hours = Annotated[
    tuple[worktime.Span, ...],
    BeforeValidator(_spans),
    WithJsonSchema({"type": ["string", "null"], "examples": ["07.30-12.00, 13.00-16.00"]}),
]


def _zone(name: str) -> str:
    if name not in ("Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura"):
        raise ValueError("pakai Asia/Jakarta (WIB), Asia/Makassar (WITA) atau Asia/Jayapura (WIT)")
    return name


def _pattern(pattern: str) -> str:
    numbering.check(pattern)
    return pattern


class Post(Words):
    """A post (jabatan): one person may hold several, one post may have several holders."""

    key: Key = Field(alias="kunci", description="Nama pendek jabatan, dipakai di standar.yaml dan sop.yaml")
    title: Sentence = Field(alias="sebutan", description="Sebutan jabatan, misalnya Kepala Dinas")
    formal: str = Field("", alias="resmi", description="Sebutan resmi di blok tanda tangan, bila lain")
    superior: Key | None = Field(None, alias="atasan", description="Kunci jabatan atasannya")


class Register(Words):
    """A number register (buku nomor) of the office; it begins anew each year."""

    key: Key = Field(alias="kunci", description="Nama pendek buku nomor")
    pattern: Annotated[str, AfterValidator(_pattern)] = Field(
        alias="pola", description="Susunan nomor surat, misalnya {klasifikasi}/{urut:04}/{tahun}"
    )
    classification: str = Field("", alias="klasifikasi", description="Kode klasifikasi arsip di nomor surat")


class LaterAct(Words):
    """Who may do something about a letter after its issue, and from which register it is numbered."""

    by: Key | None = Field(
        None, alias="oleh", description="Jabatan yang juga boleh, selain yang menandatangani suratnya"
    )
    register_key: Key | None = Field(
        None, alias="buku_nomor", description="Buku nomornya; bila kosong tidak bernomor dari sini"
    )


class Address(Words):
    street: str = Field("", alias="jalan", description="Jalan dan nomor kantor")
    phone: str = Field("", alias="telepon", description="Nomor telepon kantor")
    fax: str = Field("", alias="faksimile", description="Nomor faksimile")
    email: str = Field("", alias="pos_el", description="Alamat pos-el (e-mail)")
    website: str = Field("", alias="laman", description="Alamat laman (situs web)")
    postcode: str = Field("", alias="kode_pos", description="Kode pos")


Posts = Annotated[tuple[Post, ...], Keyed("sebutan")]
Registers = Annotated[tuple[Register, ...], Keyed("pola")]


class Office(Words):
    name: Sentence = Field(alias="kantor", description="Nama lengkap kantor, dicetak di kop surat")
    government: Sentence = Field(alias="pemerintah", description="Nama pemerintah daerah di kop surat")
    code: str = Field(alias="kode", description="Awal nomor pendaftaran", pattern=r"^[A-Z]{2,5}$")
    short: Sentence = Field(alias="singkatan", description="Nama pendek kantor")
    place: Sentence = Field(alias="tempat", description="Kota yang ditulis di depan tanggal surat")
    zone: Annotated[str, AfterValidator(_zone)] = Field(
        "Asia/Jakarta",
        alias="zona_waktu",
        description="Asia/Jakarta (WIB), Asia/Makassar (WITA) atau Asia/Jayapura (WIT)",
    )
    motto: str = Field("", alias="motto", description="Motto pelayanan")
    address: Address = Field(Address(), alias="alamat", description="Alamat dan kontak kantor")
    hours: dict[Literal["senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu"], Hours] = Field(
        alias="jam_kerja",
        description="Jam buka tiap hari, misalnya senin: 07.30-12.00, 13.00-16.00; hari yang tidak ditulis libur",
    )
    works_on_collective_leave: YesNo = Field(False, alias="cuti_bersama_masuk", description="ya: kantor buka")
    pledge: str = Field("", alias="maklumat", description="Bila kosong dipakai bunyi maklumat yang lazim")
    ethics: Lines | None = Field(None, alias="kode_etik", description="Kode etik petugas, satu kalimat tiap baris")
    integrity: Lines | None = Field(None, alias="pakta_integritas", description="Satu kalimat tiap baris")
    always_electronic: YesNo = Field(
        False, alias="selalu_elektronik", description="ya: surat bertanda tangan basah pun ditandatangani elektronik"
    )
    posts: Posts = Field(alias="jabatan", description="Jabatan di kantor ini", min_length=1)
    registers: Registers = Field((), alias="buku_nomor", description="Buku nomor surat kantor")
    revocation: LaterAct = Field(
        LaterAct(), alias="pencabutan", description="Pencabutan surat; dengan buku_nomor dibuatkan surat pencabutan"
    )
    copies: LaterAct = Field(LaterAct(), alias="salinan_sah", description="Salinan sah dan duplikat surat")

    def post(self, key: str) -> Post | None:
        return next((post for post in self.posts if post.key == key), None)

    def register(self, key: str) -> Register | None:
        return next((register for register in self.registers if register.key == key), None)

    def time(self, holidays: dict[date, str]) -> worktime.OfficeTime:
        """The office's working time with those holidays."""
        hours = {WEEKDAYS.index(day): spans for day, spans in self.hours.items()}
        return worktime.OfficeTime(ZoneInfo(self.zone), hours, holidays)
