"""The Standar Pelayanan: the fourteen components of UU 25/2009 art. 21, form and product (``standar.yaml``)."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from .after import Duties, Renewal
from .archive import CODE, Security
from .booking import Quota, Reservation
from .condition import When
from .fee import Fee
from .field import Form
from .life import LifeEvents
from .paths import Keys, OnPaths, Terms
from .promise import Promise, ServicePath, ServicePaths, short
from .requirement import Requirements, Sentences
from .words import Code, Key, Keyed, Length, Lines, Sentence, Whole, Words, YesNo

# The order of UU 25/2009 art. 21; PermenPANRB 15/2014 calls the first six "service delivery".
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


class Staff(Words):
    count: Whole = Field(alias="jumlah", description="Berapa orang yang melayani", ge=1, le=1000)
    detail: Lines | None = Field(None, alias="rincian", description="Rincian pelaksana, satu baris tiap jabatan")


class Signature(StrEnum):
    """How a letter is signed."""

    ELECTRONIC = "elektronik"
    WET = "basah"
    NONE = "tanpa"  # a guidance sheet, which has no number either


class Product(OnPaths):
    """A paper that is the result of a case: a letter, or a sheet without a signature. ``when`` says in which cases."""

    key: Key = Field(alias="kunci", description="Nama pendek surat")
    name: Sentence = Field(alias="surat", description="Nama surat yang diterima pemohon")
    text_file: str = Field("surat.md", alias="naskah", description="Berkas naskahnya", pattern=r"^[a-z0-9_-]+\.md$")
    signature: Signature = Field(Signature.ELECTRONIC, alias="tanda_tangan", description="basah: dengan tinta")
    signer: Key | None = Field(None, alias="penanda_tangan", description="Jabatan yang menandatangani")
    register_key: Key | None = Field(None, alias="buku_nomor", description="Buku nomor dari kantor.yaml")
    classification: Code = Field("", alias="klasifikasi", description="Isi {klasifikasi} surat ini, bila lain")
    kind: Code = Field("", alias="jenis", description="Isi {jenis} di nomor surat ini, misalnya SIPTM")
    shape: Literal["surat", "keterangan", "izin", "keputusan"] | None = Field(
        None,
        alias="bentuk",
        description="surat: beralamat; keterangan: berjudul; izin, keputusan: ditetapkan di ..., pada tanggal ...",
    )
    subject: str = Field("", alias="hal", description="Hal surat yang beralamat; pada izin dan keputusan: tentang apa")
    addressee: str = Field("", alias="kepada", description="Bila diisi, surat beralamat: Yth. ...")
    urgency: Literal["biasa", "segera", "sangat segera", "terbatas", "rahasia", "sangat rahasia"] = Field(
        "biasa", alias="sifat", description="Sifat surat yang beralamat"
    )
    enclosures: str = Field("", alias="lampiran", description="Lampiran surat yang beralamat, misalnya 1 (satu) berkas")
    copies: Sentences = Field(
        (), alias="tembusan", description="Siapa yang menerima tembusan, satu baris tiap penerima"
    )
    stamp: YesNo = Field(False, alias="meterai", description="ya: surat bermeterai yang dibeli pemohon")
    per: When | None = Field(
        None, alias="tiap", description="Satu surat untuk tiap isi daftar ini, misalnya isian.alat"
    )
    length: Length | None = Field(None, alias="jangka_waktu", description="Jangka waktu surat ini sendiri, bila lain")
    valid_for: Length | None = Field(None, alias="masa_berlaku", description="Misalnya 1 tahun")
    valid_until: When | None = Field(
        None,
        alias="berlaku_sampai",
        description="Tanggal dari isian, misalnya isian.str_berlaku; menang atas masa_berlaku",
    )
    renewal: Renewal | None = Field(
        None, alias="perpanjangan", description="Kapan surat yang hampir berakhir dapat diperpanjang"
    )
    duties: Duties = Field((), alias="kewajiban", description="Yang mengikuti setelah surat terbit")
    compared: Keys = Field(
        (),
        alias="disamakan",
        description="Isian di surat yang ditampilkan kepada siapa pun yang memeriksanya, misalnya tujuan",
    )

    @property
    def is_signed(self) -> bool:
        return self.signature is not Signature.NONE

    @property
    def layout(self) -> str:
        """The shape in which the product is drawn."""
        return self.shape or ("surat" if self.addressee else "keterangan")


def _products(value: object) -> object:
    """Lets a single product be written as a sentence, or as words without a key."""
    if isinstance(value, str):
        return [{"kunci": "surat", "surat": value}]
    return [{"kunci": "surat", **value}] if isinstance(value, dict) else value


Products = Annotated[tuple[Product, ...], Keyed("surat"), BeforeValidator(_products), Field(min_length=1)]


class Outcome(Words):
    """A row of the decision table. The first row whose condition holds is the outcome of the case."""

    key: Key = Field(alias="kunci", description="Nama pendek hasil, dipakai di syarat")
    label: Sentence = Field(alias="sebutan", description="Hasil yang dibaca petugas dan pemohon")
    when: When = Field(alias="bila", description="Syarat baris ini; baris pertama yang cocok berlaku")
    stamp: str = Field("", alias="stempel", description="Yang distempel petugas, misalnya Kartu Keluarga")


Outcomes = Annotated[tuple[Outcome, ...], Keyed("sebutan")]


class News(Words):
    """By which channel the applicant is told of each step, and that the letter is ready."""

    each_step: Literal["whatsapp", "sms"] = Field("whatsapp", alias="tiap_langkah", description="Kabar tiap langkah")
    ready: Literal["whatsapp", "sms"] = Field("whatsapp", alias="siap", description="Kabar surat siap")


class RefusalLetter(Words):
    """The letter that tells why an application was refused."""

    text_file: str = Field("penolakan.md", alias="naskah", description="Berkas naskahnya", pattern=r"^[a-z0-9_-]+\.md$")
    signer: Key = Field(alias="penanda_tangan", description="Jabatan yang menandatangani surat penolakan")
    register_key: Key | None = Field(None, alias="buku_nomor", description="Buku nomor untuk surat penolakan")


class Enacted(Words):
    place: Sentence = Field(alias="di", description="Kota tempat standar ditetapkan")
    on: date = Field(alias="pada", description="Tanggal standar ditetapkan, misalnya 2024-03-18")
    by: Sentence = Field(alias="oleh", description="Jabatan yang menetapkan")


class Standard(Words):
    name: Sentence = Field(alias="layanan", description="Nama layanan")
    plain_name: str = Field("", alias="sebutan_warga", max_length=120, description="Sebutan layanan oleh warga")
    message_name: str = Field(
        "",
        alias="sebutan_pesan",
        max_length=120,
        description="Sebutan di pesan, bila nama layanan memberi tahu keadaan orang; juga untuk suratnya",
    )
    search_words: Sentences = Field((), alias="kata_cari", description="Kata yang dipakai warga bila mencarinya")
    events: LifeEvents = Field((), alias="peristiwa", description="Peristiwa hidup yang membawa warga ke layanan ini")
    audience: str = Field("", alias="untuk_siapa", description="Untuk siapa layanan ini, satu kalimat")
    kind: Literal["perizinan", "nonperizinan", "sip"] = Field(alias="jenis", description="Jenis layanan")
    summary: str = Field("", alias="ringkasan", description="Satu kalimat untuk warga di daftar layanan")
    effective: date = Field(alias="berlaku_sejak", description="Tanggal mulai berlaku, misalnya 2024-03-18")
    enacted: Enacted | None = Field(None, alias="ditetapkan", description="Di mana, kapan, oleh siapa ditetapkan")
    grouped: YesNo = Field(False, alias="dua_bagian", description="ya: dicetak 6 + 8 menurut PermenPANRB 15/2014")
    legal_basis: Lines = Field(alias="dasar_hukum", description="Komponen dasar hukum, satu peraturan tiap baris")
    requirements: Requirements = Field(alias="persyaratan", description="Berkas yang diminta dari pemohon")
    procedure: Lines = Field(alias="prosedur", description="Sistem, mekanisme, dan prosedur, satu kalimat tiap baris")
    paths: ServicePaths = Field((), alias="jalur", description="Satu layanan, beberapa jalur")
    terms: Terms = Field((), alias="ketentuan", description="Siapa yang boleh mengajukan, dan kapan")
    promise: Annotated[Promise, short("lama")] = Field(alias="jangka_waktu", description="Misalnya 5 hari kerja")
    fee: Annotated[Fee, short("jumlah")] = Field(alias="biaya", description="Komponen biaya/tarif; 0 bila gratis")
    products: Products = Field(alias="produk", description="Komponen produk: surat yang dihasilkan")
    facilities: Lines = Field(alias="sarana", description="Komponen sarana dan prasarana")
    competence: Lines = Field(alias="kompetensi", description="Komponen kompetensi pelaksana")
    oversight: Lines = Field(alias="pengawasan", description="Komponen pengawasan internal")
    complaints: Lines = Field(alias="pengaduan", description="Komponen penanganan pengaduan, saran, dan masukan")
    staff: Annotated[Staff, short("jumlah")] = Field(alias="jumlah_pelaksana", description="Komponen jumlah pelaksana")
    service_guarantee: Lines = Field(alias="jaminan_pelayanan", description="Komponen jaminan pelayanan")
    safety_guarantee: Lines = Field(alias="jaminan_keamanan", description="Komponen jaminan keamanan dan keselamatan")
    evaluation: Lines = Field(alias="evaluasi", description="Komponen evaluasi kinerja pelaksana")
    form: Form = Field((), alias="formulir", description="Isian yang diisi pemohon")
    outcomes: Outcomes = Field((), alias="keputusan", description="Tabel keputusan; baris pertama yang cocok berlaku")
    parameters: dict[Key, dict[date, Whole]] = Field({}, alias="parameter", description="Nilai menurut tanggal berlaku")
    refusal: RefusalLetter | None = Field(None, alias="penolakan", description="Surat bila permohonan ditolak")
    news: News = Field(News(), alias="kabar", description="Lewat apa pemohon diberi kabar")
    quota: Quota | None = Field(None, alias="kuota", description="Berapa permohonan yang diterima tiap masa")
    reservation: Reservation | None = Field(None, alias="pesan_waktu", description="Pemakaian benda untuk suatu masa")
    holder: str = Field("pemohon", alias="pemegang", description="Isian orang yang namanya ada di surat")
    archive_code: Annotated[str, Field(pattern=CODE)] | None = Field(
        None, alias="klasifikasi_arsip", description="Kode klasifikasi arsip; bila kosong, milik buku nomornya"
    )
    archive_security: Security = Field(
        Security.LIMITED, alias="keamanan_arsip", description="biasa, terbatas, rahasia, atau sangat_rahasia"
    )

    @property
    def product(self) -> Product:
        """The first product, by which the service is known."""
        return self.products[0]

    def path(self, key: str) -> ServicePath | None:
        return next((path for path in self.paths if path.key == key), None)

    def promise_on(self, path: str) -> Promise:
        """The promise for that path; the service's own promise fills in what the path does not say."""
        found = self.path(path)
        if found is None or found.promise is None:
            return self.promise
        said = {name: getattr(found.promise, name) for name in found.promise.model_fields_set}
        return self.promise.model_copy(update=said)

    def parameter(self, key: str, on: date) -> int | None:
        """The parameter's value on that day; None before its first day."""
        since = [day for day in self.parameters[key] if day <= on]
        return self.parameters[key][max(since)] if since else None
