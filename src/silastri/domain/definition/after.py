"""What a standard says of a letter after its issue: its renewal, and the duties of its holder."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from silastri.domain.duration import Duration

from .words import Key, Keyed, Length, Sentence, Words

APPLICANT = "pemohon"


def _lengths(value: object) -> object:
    return [value] if isinstance(value, str) else value


Lengths = Annotated[
    tuple[Length, ...],
    BeforeValidator(_lengths),
    WithJsonSchema({"type": ["array", "string"], "examples": [["60 hari kalender", "14 hari kalender"]]}),
]


class Renewal(Words):
    """When a letter may be renewed. Times are counted back from the last day on which it is in force."""

    earliest: Length = Field(alias="paling_cepat", description="Sejak berapa lama sebelum surat berakhir, boleh")
    latest: Length | None = Field(
        None, alias="paling_lambat", description="Sampai berapa lama sebelum berakhir; bila kosong sampai hari terakhir"
    )
    missed: Literal["tolak", "ajukan baru"] = Field(
        "ajukan baru", alias="lewat_batas", description="Yang terlambat: ditolak, atau diminta mengajukan baru"
    )
    reminders: Lengths = Field((), alias="pengingat", description="Pemegang diberi tahu sekian lama sebelum berakhir")
    answers: dict[Key, str] = Field({}, alias="isian", description="Jawaban tetap, misalnya keperluan: perpanjang")
    question: Key = Field(alias="surat", description="Isian surat di formulir yang menunjuk surat lama")


class Duty(Words):
    """Something to be done, once or again and again, because somebody holds a letter."""

    key: Key = Field(alias="kunci", description="Nama pendek kewajiban")
    label: Sentence = Field(alias="sebutan", description="Nama kewajiban yang dibaca orang")
    every: Length | None = Field(None, alias="tiap", description="Berulang, misalnya 6 bulan")
    once_after: Length | None = Field(None, alias="setelah", description="Sekali saja, misalnya 1 bulan setelah terbit")
    by: Key = Field(APPLICANT, alias="oleh", description="'pemohon' atau jabatan dari kantor.yaml")
    accepted_by: Key | None = Field(
        None, alias="diperiksa", description="Jabatan yang menerima laporan pemohon, atau mengembalikannya"
    )
    shape: Literal["laporan", "kunjungan", "iuran"] = Field(
        "laporan", alias="bentuk", description="Yang diserahkan atau dilakukan"
    )
    remind: Length | None = Field(None, alias="ingatkan", description="Sekian lama sebelum jatuh waktu")
    until: Literal["berlaku_sampai", "seterusnya"] = Field(
        "berlaku_sampai", alias="sampai", description="Sampai surat berakhir, atau seterusnya"
    )

    @property
    def by_applicant(self) -> bool:
        return self.by == APPLICANT

    @property
    def post(self) -> str:
        """The post that does the duty, or that accepts what the applicant hands in; "" if nobody need accept it."""
        return self.accepted_by or "" if self.by_applicant else self.by

    @property
    def length(self) -> Duration:
        """The time from one occurrence to the next, or to the only one. The checker makes sure that it is given."""
        found = self.every or self.once_after
        assert found
        return found


Duties = Annotated[tuple[Duty, ...], Keyed("sebutan")]
