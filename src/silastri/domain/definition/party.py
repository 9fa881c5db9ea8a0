"""Who is asked at a step: another office, or a post of this one (``pihak``)."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from .condition import When
from .field import Form
from .words import Key, Keyed, Length, Words, YesNo


class Gives(StrEnum):
    """What a party adds to the case."""

    FACT = "fakta"
    ADVICE = "pertimbangan"
    DECISION = "keputusan"


class Party(Words):
    key: Key = Field(alias="kunci")
    label: str = Field("", alias="sebutan", description="Nama pihak; bila kosong sebutan jabatannya")
    gives: Gives = Field(
        alias="memberi",
        description="fakta: menjawab pertanyaan; pertimbangan: setuju atau tidak; keputusan: mengizinkan atau tidak",
    )
    post: Key | None = Field(
        None, alias="jabatan", description="Jabatan dari kantor.yaml; bila kosong pihak luar, dijawab lewat tautan"
    )
    contact: str = Field("", alias="kontak", description="Nomor WhatsApp atau pos-el; petugas memastikannya dulu")
    asked: str = Field("", alias="uraian", description="Apa yang ditanyakan; bila kosong uraian langkahnya")
    time: Length | None = Field(None, alias="waktu", description="Bila kosong, waktu langkahnya")
    when: When | None = Field(None, alias="bila", description="Hanya diminta bila ini berlaku")
    form: Form = Field((), alias="formulir", description="Yang diisi pihak itu")
    needs_file: YesNo = Field(False, alias="berkas", description="ya: wajib mengunggah berkas; tidak: boleh")
    sees: tuple[str, ...] = Field(
        (),
        alias="boleh_melihat",
        description="Kunci berkas persyaratan, atau isian formulir, yang boleh dilihat pihak luar",
    )

    @property
    def is_outside(self) -> bool:
        return self.post is None

    @property
    def must_answer(self) -> bool:
        """Whether the case waits for the party's answer, as long as the party has time."""
        return self.gives is not Gives.ADVICE


Parties = Annotated[tuple[Party, ...], Keyed("sebutan")]
