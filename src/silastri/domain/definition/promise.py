"""What the office promises: how long it takes, from when that counts, and what stops the clock; and when its people are
reminded of that."""

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from silastri.domain.duration import Duration, Unit

from .condition import When
from .words import Key, Keyed, Length, Sentence, Whole, Words, YesNo

SUBMITTED, COMPLETE, PAID = "pengajuan", "lengkap", "lunas"


def short(word: str) -> Any:
    """Lets a component that is one sentence or number be written without its first word."""

    def read(value: object) -> object:
        return value if isinstance(value, dict) or value is None else {word: value}

    return BeforeValidator(read)


class Extension(Words):
    """How often, and by how much, a running promise may be made longer. The applicant is told the reason."""

    length: Length = Field(alias="lama", description="Selama apa tiap perpanjangan")
    times: Whole = Field(1, alias="kali", ge=1, le=5, description="Berapa kali boleh diperpanjang")


class Promise(Words):
    length: Length = Field(alias="lama", description="Jangka waktu, misalnya 7 hari kerja atau 3 sampai 5 hari kerja")
    start: Key = Field(
        SUBMITTED, alias="mulai", description="Sejak apa dihitung: pengajuan, lengkap, lunas, atau kunci sebuah langkah"
    )
    pauses: tuple[Sentence, ...] = Field(
        (), alias="alasan_berhenti", description="Sebab lain yang menghentikan waktu, dicatat petugas"
    )
    extension: Annotated[Extension | None, short("lama")] = Field(
        None, alias="perpanjangan_waktu", description="Boleh diperpanjang, misalnya 7 hari kerja"
    )


class ServicePath(Words):
    """A path (jalur) of the service; the applicant's answers decide who is on it."""

    key: Key = Field(alias="kunci", description="Nama pendek jalur, dipakai di 'jalur'")
    label: Sentence = Field(alias="sebutan", description="Nama jalur untuk warga")
    when: When = Field(alias="bila", description="Jawaban yang membawa pemohon ke jalur ini")
    promise: Annotated[Promise | None, short("lama")] = Field(
        None, alias="jangka_waktu", description="Jangka waktu jalur ini, bila lain"
    )


ServicePaths = Annotated[tuple[ServicePath, ...], Keyed("sebutan")]


def _of_work(length: Duration) -> Duration:
    if length.unit not in (Unit.MINUTE, Unit.HOUR, Unit.WORKDAY):
        raise ValueError('tulis waktu kerja, misalnya "30 menit", "2 jam" atau "1 hari kerja"')
    return length


def _of_minutes(length: Duration) -> Duration:
    if not length.in_office_time:
        raise ValueError('tulis menit atau jam, misalnya "15 menit"')
    return length


class Reminding(Words):
    """``ahead`` is for steps of days. A step of hours is reminded of in the last ``share`` of its time."""

    is_on: YesNo = Field(True, alias="aktif", description="tidak: petugas tidak diingatkan dan atasan tidak dikabari")
    ahead: Annotated[Length, AfterValidator(_of_work)] = Field(
        Duration(1, Unit.WORKDAY), alias="sebelum", description="Berapa lama sebelum batas waktu petugas diingatkan"
    )
    share: Annotated[Whole, Field(ge=5, le=50)] = Field(
        25, alias="bagian_akhir", description="Untuk langkah pendek: berapa persen terakhir dari waktunya"
    )
    least: Annotated[Length, AfterValidator(_of_minutes)] = Field(
        Duration(15, Unit.MINUTE), alias="paling_dekat", description="Paling sedikit sekian waktu kerja sebelumnya"
    )
    each: Annotated[Length, AfterValidator(_of_work)] = Field(
        Duration(1, Unit.WORKDAY),
        alias="naik_tiap",
        description="Berapa lama atasan punya waktu sebelum atasan di atasnya dikabari",
    )
