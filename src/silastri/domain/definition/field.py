"""One question of a form (``formulir``): what is asked, and what an answer may be."""

from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from .condition import When
from .words import Key, Keyed, Length, Sentence, Slugs, Words, YesNo


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


class Choice(Words):
    key: Key = Field(alias="kunci")
    label: Sentence = Field(alias="label")


Choices = Annotated[tuple[Choice, ...], Keyed("label")]


class Question(Words):
    key: Key = Field(alias="kunci")
    kind: FieldKind = Field(FieldKind.TEXT, alias="isian")
    label: Sentence = Field(alias="label")
    hint: str = Field("", alias="petunjuk")
    required: YesNo = Field(True, alias="wajib")
    choices: Choices = Field((), alias="pilihan")
    least: int | None = Field(None, alias="paling_sedikit")
    most: int | None = Field(None, alias="paling_banyak")
    when: When | None = Field(None, alias="bila")
    services: Slugs = Field((), alias="dari", description="Surat dari layanan mana; bila kosong dari layanan ini")
    may_be_ended: Length | None = Field(
        None, alias="boleh_berakhir", description="Surat yang sudah berakhir paling lama sekian masih boleh dipilih"
    )
    may_be_paper: YesNo = Field(
        False, alias="boleh_kertas", description="ya: boleh mengetik nomor dan tanggal surat kertas lama"
    )

    @property
    def optional(self) -> bool:
        return not self.required

    @model_validator(mode="after")
    def choices_fit(self) -> Self:
        if (self.kind is FieldKind.CHOICE) != bool(self.choices):
            raise ValueError("'pilihan' diisi bila, dan hanya bila, isiannya pilihan")
        if self.kind is not FieldKind.LETTER and (self.services or self.may_be_ended or self.may_be_paper):
            raise ValueError("'dari', 'boleh_berakhir' dan 'boleh_kertas' hanya untuk 'isian: surat'")
        return self


Form = Annotated[tuple[Question, ...], Keyed("label")]

# What a person's answer holds, with the label of each part.
PERSON_PARTS = {
    "nama": "Nama lengkap",
    "nik": "NIK",
    "tempat_lahir": "Tempat lahir",
    "tanggal_lahir": "Tanggal lahir",
    "jenis_kelamin": "Jenis kelamin",
    "alamat": "Alamat",
}

# What the answer to a letter question tells; nothing of it is known while it is not answered.
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
    """The names under ``root`` that conditions and letters may use, each with a sample of its kind."""
    found: dict[str, Any] = {}
    for question in form:
        name = f"{root}.{question.key}"
        if question.kind is FieldKind.PERSON:
            found |= {f"{name}.{part}": "" for part in (*PERSON_PARTS, "umur")}
        if question.kind is FieldKind.LETTER:
            found |= {f"{name}.{part}": sample for part, sample in LETTER_PARTS.items()}
            continue
        found[name] = _SAMPLES.get(question.kind, "")
    return found


def blank(question: Question) -> Any:
    """What an unanswered question counts as in conditions and letters; of a person every part is empty."""
    if question.kind is FieldKind.PERSON:
        return dict.fromkeys(PERSON_PARTS, "") | {"umur": 0}
    if question.kind is FieldKind.LETTER:
        return dict(LETTER_PARTS)
    return _BLANKS.get(question.kind, "")


_BLANKS: dict[FieldKind, Any] = {FieldKind.NUMBER: 0, FieldKind.MONEY: 0, FieldKind.YES_NO: False}
_SAMPLES: dict[FieldKind, Any] = {FieldKind.NUMBER: 1, FieldKind.MONEY: 1, FieldKind.YES_NO: True}
