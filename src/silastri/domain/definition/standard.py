"""The Standar Pelayanan: the fourteen components of UU 25/2009 art. 21, form and product (``standar.yaml``)."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from silastri.domain.duration import Duration, Unit

from .after import Duties, Renewal
from .condition import When
from .field import Form
from .words import Key, Keyed, Length, Lines, Rupiah, Sentence, Words, YesNo

# The order of UU 25/2009 art. 21; the first six of PermenPANRB 15/2014 ("service delivery") are marked.
COMPONENTS = {
    "dasar_hukum": "Dasar hukum",
    "persyaratan": "Persyaratan",
    "prosedur": "Sistem, mekanisme, dan prosedur",
    "jangka_waktu": "Jangka waktu penyelesaian",
    "biaya": "Biaya/tarif",
    "produk": "Produk pelayanan",
    "sarana": "Sarana, prasarana, dan/atau fasilitas",
    "kompetensi": "Kompetensi pelaksana",
    "pengawasan": "Pengawasan internal",
    "pengaduan": "Penanganan pengaduan, saran, dan masukan",
    "jumlah_pelaksana": "Jumlah pelaksana",
    "jaminan_pelayanan": "Jaminan pelayanan",
    "jaminan_keamanan": "Jaminan keamanan dan keselamatan pelayanan",
    "evaluasi": "Evaluasi kinerja pelaksana",
}
DELIVERY = ("persyaratan", "prosedur", "jangka_waktu", "biaya", "produk", "pengaduan")


class Start(StrEnum):
    """The event from which the promise counts."""

    SUBMITTED = "pengajuan"
    COMPLETE = "lengkap"


class Requirement(Words):
    key: Key = Field(alias="kunci")
    label: Sentence = Field(alias="sebutan")
    hint: str = Field("", alias="petunjuk")
    shape: Literal["berkas", "foto"] = Field("berkas", alias="bentuk")
    stamp: Rupiah = Field(0, alias="meterai")
    when: When | None = Field(None, alias="bila")
    required: YesNo = Field(True, alias="wajib")
    issuer: str = Field("", alias="penerbit", description="Siapa yang mengeluarkan, misalnya pengadilan negeri")
    oldest: Length | None = Field(
        None, alias="umur_paling_lama", description="Setua apa berkas boleh, misalnya 3 bulan"
    )
    one_of: str = Field(
        "", alias="salah_satu", pattern=r"^([a-z][a-z0-9_]*)?$", description="Nama kelompok: satu berkas darinya cukup"
    )

    @property
    def note(self) -> str:
        """Who issues it, how old it may be, and whether another may stand for it."""
        parts = [f"dari {self.issuer}"] if self.issuer else []
        parts += [f"paling lama {self.oldest}"] if self.oldest else []
        parts += ["salah satu cukup"] if self.one_of else []
        return ", ".join(parts)


Requirements = Annotated[tuple[Requirement, ...], Keyed("sebutan")]


class Promise(Words):
    length: Length = Field(alias="lama")
    start: Start = Field(Start.SUBMITTED, alias="mulai")


class Staff(Words):
    count: int = Field(alias="jumlah", ge=1, le=1000)
    detail: Lines | None = Field(None, alias="rincian")


class Signature(StrEnum):
    """How a letter is signed."""

    ELECTRONIC = "elektronik"
    WET = "basah"
    NONE = "tanpa"  # a guidance sheet: no number either


class Product(Words):
    """A paper that comes out of a case: a letter, or a sheet that is not signed. ``when`` says for which cases."""

    key: Key = Field(alias="kunci")
    name: Sentence = Field(alias="surat")
    when: When | None = Field(None, alias="bila")
    text_file: str = Field("surat.md", alias="naskah", pattern=r"^[a-z0-9_-]+\.md$")
    signature: Signature = Field(Signature.ELECTRONIC, alias="tanda_tangan")
    signer: Key | None = Field(None, alias="penanda_tangan")
    register_key: Key | None = Field(None, alias="buku_nomor")
    subject: str = Field("", alias="hal", description="Hal surat; hanya untuk surat yang beralamat")
    addressee: str = Field("", alias="kepada", description="Bila diisi, surat beralamat: Yth. ...")
    valid_for: Length | None = Field(None, alias="masa_berlaku")
    valid_until: When | None = Field(
        None,
        alias="berlaku_sampai",
        description="Tanggal dari isian, misalnya isian.str_berlaku; menang atas masa_berlaku",
    )
    renewal: Renewal | None = Field(None, alias="perpanjangan")
    duties: Duties = Field((), alias="kewajiban", description="Yang mengikuti setelah surat terbit")

    @property
    def is_signed(self) -> bool:
        return self.signature is not Signature.NONE


def _products(value: object) -> object:
    """One product may be written as a sentence, or as words without a key."""
    if isinstance(value, str):
        return [{"kunci": "surat", "surat": value}]
    return [{"kunci": "surat", **value}] if isinstance(value, dict) else value


Products = Annotated[tuple[Product, ...], Keyed("surat"), BeforeValidator(_products), Field(min_length=1)]


class Outcome(Words):
    """A row of the decision table: the first whose condition holds is the outcome of the case."""

    key: Key = Field(alias="kunci")
    label: Sentence = Field(alias="sebutan")
    when: When = Field(alias="bila")
    stamp: str = Field("", alias="stempel", description="Yang distempel petugas, misalnya Kartu Keluarga")


Outcomes = Annotated[tuple[Outcome, ...], Keyed("sebutan")]


class FeeItem(Words):
    """A line of the tariff: an amount in rupiah, times how many where it is per something."""

    key: Key = Field(alias="kunci")
    label: Sentence = Field(alias="sebutan")
    amount: When = Field(alias="tarif", description="Rupiah: angka, atau rumus CEL atas isian")
    quantity: When | None = Field(None, alias="kali", description="Banyaknya, misalnya isian.luas")
    when: When | None = Field(None, alias="bila")


class Fee(Words):
    """What the service costs. Free services say 0 and never show a payment."""

    flat: Rupiah = Field(0, alias="jumlah")
    legal_basis: str = Field("", alias="dasar")
    items: Annotated[tuple[FeeItem, ...], Keyed("sebutan")] = Field((), alias="rincian")
    due_in: Length = Field(Duration(30, Unit.DAY), alias="jatuh_tempo")
    register_key: Key | None = Field(None, alias="buku_nomor")

    @property
    def is_free(self) -> bool:
        return not (self.flat or self.items)


class News(Words):
    """By which channel the applicant hears: of each step, and that the letter is ready."""

    each_step: Literal["whatsapp", "sms"] = Field("whatsapp", alias="tiap_langkah")
    ready: Literal["whatsapp", "sms"] = Field("whatsapp", alias="siap")


class RefusalLetter(Words):
    """The letter that tells why an application was refused."""

    text_file: str = Field("penolakan.md", alias="naskah", pattern=r"^[a-z0-9_-]+\.md$")
    signer: Key = Field(alias="penanda_tangan")
    register_key: Key | None = Field(None, alias="buku_nomor")


class Enacted(Words):
    place: Sentence = Field(alias="di")
    on: date = Field(alias="pada")
    by: Sentence = Field(alias="oleh", description="Jabatan yang menetapkan")


def _short(word: str) -> Any:
    """A component that is just a sentence or number may be written without its first word."""

    def read(value: object) -> object:
        return value if isinstance(value, dict) or value is None else {word: value}

    return BeforeValidator(read)


class Standard(Words):
    name: Sentence = Field(alias="layanan")
    kind: Literal["perizinan", "nonperizinan", "sip"] = Field(alias="jenis")
    summary: str = Field("", alias="ringkasan", description="Satu kalimat untuk warga di daftar layanan")
    effective: date = Field(alias="berlaku_sejak")
    enacted: Enacted | None = Field(None, alias="ditetapkan")
    grouped: YesNo = Field(False, alias="dua_bagian", description="ya: dicetak 6 + 8 menurut PermenPANRB 15/2014")
    legal_basis: Lines = Field(alias="dasar_hukum")
    requirements: Requirements = Field(alias="persyaratan")
    procedure: Lines = Field(alias="prosedur")
    promise: Annotated[Promise, _short("lama")] = Field(alias="jangka_waktu")
    fee: Annotated[Fee, _short("jumlah")] = Field(alias="biaya")
    products: Products = Field(alias="produk")
    facilities: Lines = Field(alias="sarana")
    competence: Lines = Field(alias="kompetensi")
    oversight: Lines = Field(alias="pengawasan")
    complaints: Lines = Field(alias="pengaduan")
    staff: Annotated[Staff, _short("jumlah")] = Field(alias="jumlah_pelaksana")
    service_guarantee: Lines = Field(alias="jaminan_pelayanan")
    safety_guarantee: Lines = Field(alias="jaminan_keamanan")
    evaluation: Lines = Field(alias="evaluasi")
    form: Form = Field((), alias="formulir")
    outcomes: Outcomes = Field((), alias="keputusan")
    parameters: dict[Key, dict[date, int]] = Field({}, alias="parameter", description="Nilai menurut tanggal berlaku")
    refusal: RefusalLetter | None = Field(None, alias="penolakan")
    news: News = Field(News(), alias="kabar")
    holder: str = Field("pemohon", alias="pemegang", description="Isian orang yang namanya tercantum di surat")

    @property
    def product(self) -> Product:
        """The product that the service is known for: the first."""
        return self.products[0]

    def parameter(self, key: str, on: date) -> int | None:
        """The value in force that day; None before the first."""
        since = [day for day in self.parameters[key] if day <= on]
        return self.parameters[key][max(since)] if since else None
