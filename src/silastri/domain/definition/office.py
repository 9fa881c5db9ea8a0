"""An office: letterhead, hours, posts and number registers (``kantor.yaml``)."""

import re
from datetime import date, time
from enum import StrEnum
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, PrivateAttr, WithJsonSchema, model_validator

from silastri.domain import numbering, worktime

from .archive import Archive
from .promise import Reminding
from .running.personal_data import PersonalData
from .running.queue import Queue
from .running.reports import Reports
from .running.watchers import Watchers
from .voice.address import Address
from .voice.bribes import BribeReaders
from .voice.complaints import Complaints
from .voice.survey import Survey
from .words import Code, Key, Keyed, Lines, Sentence, Words, YesNo

WEEKDAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
_CLOCK = r"([01]?\d|2[0-3])[.:]([0-5]\d)"
_SPAN = re.compile(rf"{_CLOCK}\s*[-–]\s*{_CLOCK}")


def _spans(value: object) -> object:
    """``07.30-12.00, 13.00-16.00``; an empty value means closed all day."""
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


class WhenAway(StrEnum):
    """What the office does with a letter while certificates cannot be used to sign."""

    WAIT = "tunggu"
    INK = "tinta"


class Post(Words):
    """A post (jabatan): a person may hold several posts, and a post may have several holders."""

    key: Key = Field(alias="kunci", description="Nama pendek jabatan, dipakai di standar.yaml dan sop.yaml")
    title: Sentence = Field(alias="sebutan", description="Sebutan jabatan, misalnya Kepala Dinas")
    formal: str = Field("", alias="resmi", description="Sebutan resmi di blok tanda tangan, bila lain")
    superior: Key | None = Field(None, alias="atasan", description="Kunci jabatan atasannya")


class Register(Words):
    """A number register (buku nomor) of the office; its numbers begin at 1 every year."""

    key: Key = Field(alias="kunci", description="Nama pendek buku nomor")
    pattern: str = Field(alias="pola", description="Susunan nomor surat, misalnya {klasifikasi}/{urut:04}/{tahun}")
    classification: Code = Field("", alias="klasifikasi", description="Isi {klasifikasi}: kode klasifikasi arsip")
    unit: Code = Field("", alias="kode_unit", description="Isi {kode_unit}, bila lain dari kode_unit kantor")
    kind: Code = Field("", alias="jenis", description="Isi {jenis} bagi surat yang tidak menyebut jenisnya sendiri")
    yearless: YesNo = Field(
        False, alias="tanpa_tahun", description="ya: pola memang tanpa {tahun}; nomor berulang tiap tahun"
    )

    @model_validator(mode="after")
    def _is_sound(self) -> "Register":
        numbering.check(self.pattern, yearless=self.yearless)
        return self

    @property
    def name(self) -> str:
        """The name for people to read: Surat keluar."""
        return self.key.replace("_", " ").capitalize()

    @property
    def words(self) -> dict[str, str]:
        """The words of the register for the tokens of the pattern; "" for those that it does not give."""
        return {"klasifikasi": self.classification, "kode_unit": self.unit, "jenis": self.kind}

    @property
    def lacks(self) -> list[str]:
        """The tokens of the pattern for which the register has no word."""
        return [token for token in numbering.tokens(self.pattern) if self.words.get(token) == ""]

    def made_for(self, *, classification: str, kind: str) -> "Register":
        """The register with the words that a letter gives in place of its own."""
        own = {"classification": classification or self.classification, "kind": kind or self.kind}
        return self.model_copy(update=own)


class LaterAct(Words):
    """Who may revoke letters or certify copies, and from which register these are numbered."""

    by: Key | None = Field(
        None, alias="oleh", description="Jabatan yang juga boleh, selain yang menandatangani suratnya"
    )
    register_key: Key | None = Field(
        None, alias="buku_nomor", description="Buku nomornya; bila kosong tidak bernomor dari sini"
    )


Reason = Annotated[str, Field(min_length=1, max_length=200)]
ReadyAnswer = Annotated[str, Field(min_length=1, max_length=500)]
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
    emblem_file: str = Field(
        "",
        alias="lambang",
        description="Berkas SVG atau PNG di sebelah kantor.yaml, dicetak di kiri kop",
        pattern=r"^([a-z0-9_-]+\.(svg|png))?$",
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
    stock_reasons: tuple[Reason, ...] = Field(
        (),
        alias="alasan_umum",
        description="Alasan yang sering dipakai saat berkas dikembalikan; petugas memilih, lalu boleh mengubahnya",
        max_length=12,
    )
    ready_answers: tuple[ReadyAnswer, ...] = Field(
        (),
        alias="jawaban_siap",
        description="Jawaban yang sering dipakai dalam percakapan; petugas memilih, lalu boleh mengubahnya",
        max_length=12,
    )
    always_electronic: YesNo = Field(
        False, alias="selalu_elektronik", description="ya: surat bertanda tangan basah pun ditandatangani elektronik"
    )
    when_away: WhenAway = Field(
        WhenAway.WAIT,
        alias="bila_tte_terganggu",
        description="tunggu: surat menunggu sampai tanda tangan elektronik pulih; tinta: boleh ditandatangani basah",
    )
    posts: Posts = Field(alias="jabatan", description="Jabatan di kantor ini", min_length=1)
    unit: Code = Field("", alias="kode_unit", description="Isi {kode_unit} di nomor surat, misalnya DPMPTSP")
    registers: Registers = Field((), alias="buku_nomor", description="Buku nomor surat kantor")
    archive: Archive = Field(Archive(), alias="arsip", description="Siapa mengurus arsip, dan jadwal retensinya")
    revocation: LaterAct = Field(
        LaterAct(), alias="pencabutan", description="Pencabutan surat; dengan buku_nomor dibuatkan surat pencabutan"
    )
    copies: LaterAct = Field(LaterAct(), alias="salinan_sah", description="Salinan sah dan duplikat surat")
    reminding: Reminding = Field(
        Reminding(), alias="pengingat", description="Kapan petugas diingatkan, dan kapan atasannya dikabari"
    )
    complaints: Complaints = Field(Complaints(), alias="pengaduan", description="Siapa menangani pengaduan, per bobot")
    survey: Survey = Field(Survey(), alias="survei", description="Pertanyaan kantor sendiri di survei kepuasan")
    auditor: Key | None = Field(
        None, alias="pengawas", description="Jabatan yang memeriksa log akses; bila kosong, pengelola kantor"
    )
    bribe_readers: BribeReaders = Field(BribeReaders(), alias="laporan_uang", description="Pembaca laporan minta uang")
    queue: Queue = Field(Queue(), alias="antrean", description="Antrean bernomor di ruang layanan")
    reports: Reports = Field(Reports(), alias="laporan", description="Pemeriksa dan penanda tangan laporan kantor")
    watchers: Watchers = Field(Watchers(), alias="pengawasan", description="Siapa mengawasi kantor ini, hanya membaca")
    personal_data: PersonalData = Field(
        PersonalData(), alias="data_pribadi", description="Siapa menjawab permintaan warga tentang data pribadinya"
    )
    oversees_all: tuple[Key, ...] = Field(
        (), alias="pemantau_semua_kantor", description="Jabatan yang melihat keadaan semua kantor", max_length=5
    )

    @property
    def head(self) -> Post:
        """The head of the office: the first post without superior."""
        return next((post for post in self.posts if not post.superior), self.posts[0])

    @property
    def archive_approver(self) -> str:
        """The post that approves proposals of the archive: the one named, else the head of the office."""
        return self.archive.approver or self.head.key

    _emblem: str = PrivateAttr("")

    @property
    def emblem(self) -> str:
        """The emblem as SVG; empty where the office has none."""
        return self._emblem

    def with_emblem(self, emblem: str) -> Self:
        """A copy of the office with that emblem, which is a file of its own."""
        copy = self.model_copy()
        copy._emblem = emblem
        return copy

    def post(self, key: str) -> Post | None:
        return next((post for post in self.posts if post.key == key), None)

    def register(self, key: str) -> Register | None:
        """The register of that key, with the words that the office gives for all registers."""
        found = next((register for register in self.registers if register.key == key), None)
        return found and found.model_copy(update={"unit": found.unit or self.unit})

    def register_of(self, key: str | None) -> Register | None:
        """The register of that key; without a key, the office's register if it has just one."""
        return self.register(key or (self.registers[0].key if len(self.registers) == 1 else ""))

    def time(self, holidays: dict[date, str]) -> worktime.OfficeTime:
        """The office's working time with those holidays."""
        hours = {WEEKDAYS.index(day): spans for day, spans in self.hours.items()}
        return worktime.OfficeTime(ZoneInfo(self.zone), hours, holidays)
