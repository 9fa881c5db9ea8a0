"""What an office asks in the satisfaction survey beside the nine elements."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from silastri.domain.definition.words import Keyed, Sentence, Words


class Group(StrEnum):
    """IPAK is the perception of corruption, which has an index of its own."""

    IPAK = "ipak"
    OTHER = "lain"


class ExtraQuestion(Words):
    key: str = Field(alias="kunci", description="Nama pendek pertanyaan", pattern=r"^[a-z][a-z0-9_]{0,17}$")
    text: Sentence = Field(alias="teks", description="Pertanyaannya")
    options: tuple[Sentence, Sentence, Sentence, Sentence] = Field(
        alias="pilihan", description="Empat jawaban, dari yang paling buruk sampai yang paling baik"
    )
    group: Group = Field(
        Group.OTHER, alias="kelompok", description="ipak: dihitung dalam indeks persepsi anti korupsi; lain: tidak"
    )


class Survey(Words):
    extra: Annotated[tuple[ExtraQuestion, ...], Keyed("teks")] = Field(
        (),
        alias="pertanyaan_tambahan",
        description="Ditanyakan sesudah sembilan unsur; tidak ikut dihitung dalam IKM",
        max_length=10,
    )
