"""One question of a form (``formulir``): its words, and what answers it allows."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from silastri.domain import number

from .condition import When
from .paths import Keys
from .words import Key, Keyed, Length, Sentence, Slugs, Whole, Words, YesNo

MOST_ROWS = 30


class FieldKind(StrEnum):
    TEXT = "teks"
    LONG_TEXT = "paragraf"
    NUMBER = "bilangan"
    MONEY = "uang"
    DATE = "tanggal"
    CHOICE = "pilihan"
    YES_NO = "ya_tidak"
    PERSON = "orang"
    REGION = "wilayah"
    LETTER = "surat"
    LIST = "daftar"


class Choice(Words):
    key: Key = Field(alias="kunci", description="Nama pendek pilihan")
    label: Sentence = Field(alias="label", description="Tulisan pilihan yang dibaca orang")


Choices = Annotated[tuple[Choice, ...], Keyed("label")]


class Item(Words):
    """One thing that is asked, on its own or in each row of a list."""

    key: Key = Field(alias="kunci", description="Nama pendek isian, dipakai di syarat dan naskah")
    kind: FieldKind = Field(FieldKind.TEXT, alias="isian", description="Jenis isian; bila kosong teks satu baris")
    label: Sentence = Field(alias="label", description="Pertanyaan yang dibaca orang")
    hint: str = Field("", alias="petunjuk", description="Petunjuk kecil di bawah pertanyaan")
    required: YesNo = Field(True, alias="wajib", description="tidak: boleh dikosongkan")
    choices: Choices = Field((), alias="pilihan", description="Daftar pilihan; hanya untuk isian pilihan")
    least: Whole | None = Field(
        None, alias="paling_sedikit", description="Angka terkecil, atau isi daftar paling sedikit"
    )
    most: Whole | None = Field(None, alias="paling_banyak", description="Angka terbesar, atau isi daftar paling banyak")
    decimals: Whole = Field(
        0,
        alias="desimal",
        ge=0,
        le=number.MOST_DECIMALS,
        description="Berapa angka boleh di belakang koma; hanya untuk isian bilangan",
    )

    @property
    def optional(self) -> bool:
        return not self.required

    @model_validator(mode="after")
    def choices_fit(self) -> Self:
        if self.decimals and self.kind is not FieldKind.NUMBER:
            raise ValueError("'desimal' hanya untuk 'isian: bilangan'")
        if (self.kind is FieldKind.CHOICE) != bool(self.choices):
            raise ValueError("'pilihan' diisi bila, dan hanya bila, isiannya pilihan")
        return self


class Question(Item):
    """A question of a form; for a list, ``items`` are asked in each row."""

    when: When | None = Field(None, alias="bila", description="Kapan ditanyakan, misalnya isian.luas > 100")
    section: str = Field(
        "", alias="bagian", description="Judul halaman tempat pertanyaan ini dan sesudahnya, sampai bagian berikut"
    )
    items: Annotated[tuple[Item, ...], Keyed("label")] = Field(
        (), alias="butir", description="Yang diisi untuk tiap butir sebuah daftar"
    )
    per: When | None = Field(None, alias="tiap", description="Satu butir untuk tiap isi daftar lain, isian.alat")
    services: Slugs = Field((), alias="dari", description="Surat dari layanan mana; bila kosong dari layanan ini")
    letters: Keys = Field((), alias="surat", description="Surat yang mana dari layanan itu; bila kosong semuanya")
    may_be_ended: Length | None = Field(
        None, alias="boleh_berakhir", description="Surat yang sudah berakhir paling lama sekian masih boleh dipilih"
    )
    may_be_paper: YesNo = Field(
        False, alias="boleh_kertas", description="ya: boleh mengetik nomor dan tanggal surat kertas lama"
    )

    may_lack_nik: YesNo = Field(
        False, alias="boleh_tanpa_nik", description="ya: boleh menyatakan bahwa orang ini tidak punya NIK"
    )

    @property
    def rows(self) -> int:
        """The largest number of rows of the list."""
        return min(self.most or MOST_ROWS, MOST_ROWS)

    @model_validator(mode="after")
    def items_fit(self) -> Self:
        if (self.kind is FieldKind.LIST) != bool(self.items):
            raise ValueError("'butir' diisi bila, dan hanya bila, isiannya daftar")
        if any(item.kind in (FieldKind.LIST, FieldKind.PERSON, FieldKind.LETTER) for item in self.items):
            raise ValueError("butir sebuah daftar tidak bisa berupa daftar, orang atau surat; tulis satu per satu")
        if self.per is not None and self.kind is not FieldKind.LIST:
            raise ValueError("'tiap' hanya untuk isian daftar")
        if self.may_lack_nik and self.kind is not FieldKind.PERSON:
            raise ValueError("'boleh_tanpa_nik' hanya untuk 'isian: orang'")
        if self.kind is not FieldKind.LETTER and (
            self.services or self.letters or self.may_be_ended or self.may_be_paper
        ):
            raise ValueError("'dari', 'surat', 'boleh_berakhir' dan 'boleh_kertas' hanya untuk 'isian: surat'")
        return self


Form = Annotated[tuple[Question, ...], Keyed("label")]

# The parts of an answer about a person, with their labels.
PERSON_PARTS = {
    "nama": "Nama lengkap",
    "nik": "NIK",
    "tempat_lahir": "Tempat lahir",
    "tanggal_lahir": "Tanggal lahir",
    "jenis_kelamin": "Jenis kelamin",
    "alamat": "Alamat",
}

# What is sworn of a person who has no NIK, where the definition allows it.
NO_NIK = "tanpa_nik"

# The parts of an answer that is a letter; all are empty until it is answered.
LETTER_PARTS: dict[str, Any] = {
    "nomor": "",
    "tanggal": "",
    "berlaku_sampai": "",
    "layanan": "",
    "sebutan": "",
    "berlaku": False,
    "terdaftar": False,
}


def names(form: tuple[Question, ...], root: str) -> dict[str, Any]:
    """The names under ``root`` that conditions and letters may use, each with a sample value."""
    found: dict[str, Any] = {}
    for question in form:
        name = f"{root}.{question.key}"
        if question.kind is FieldKind.PERSON:
            found |= {f"{name}.{part}": "" for part in PERSON_PARTS}
            found |= {f"{name}.umur": 1, f"{name}.tanggal_lahir": _A_DAY}
            found |= {f"{name}.{NO_NIK}": True} if question.may_lack_nik else {}
        if question.kind is FieldKind.LETTER:
            found |= {f"{name}.{part}": value for part, value in LETTER_PARTS.items()}
            continue
        found[name] = sample(question)
    return found


def sample(question: Item) -> Any:
    """A value of the question's kind, for trying out conditions."""
    if isinstance(question, Question) and question.items:
        return [{item.key: sample(item) for item in question.items}]
    if question.choices:
        return question.choices[0].key
    return 1.5 if question.decimals else _SAMPLES.get(question.kind, "")


def blank(question: Question) -> Any:
    """The value that conditions and letters see when the question is not answered; for a person every part is empty."""
    if question.kind is FieldKind.PERSON:
        return dict.fromkeys(PERSON_PARTS, "") | {"umur": 0} | ({NO_NIK: False} if question.may_lack_nik else {})
    if question.kind is FieldKind.LETTER:
        return dict(LETTER_PARTS)
    return [] if question.kind is FieldKind.LIST else nothing(question)


def nothing(question: Item) -> Any:
    """What one answer that was not given counts as; a number with decimals stays one, for conditions mix no kinds."""
    return 0.0 if question.decimals else _BLANKS.get(question.kind, "")


_BLANKS: dict[FieldKind, Any] = {FieldKind.NUMBER: 0, FieldKind.MONEY: 0, FieldKind.YES_NO: False}
_A_DAY = datetime(2026, 1, 1, tzinfo=UTC)
_SAMPLES: dict[FieldKind, Any] = {
    FieldKind.NUMBER: 1,
    FieldKind.MONEY: 1,
    FieldKind.YES_NO: True,
    FieldKind.DATE: _A_DAY,
}
