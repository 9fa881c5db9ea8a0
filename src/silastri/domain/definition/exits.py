"""The ways out of a step other than onward (``bila_tidak``), and what happens when a time limit passes (``batas``)."""

import re
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from .words import Key, Keyed, Length, Sentence, Words


class Lead(StrEnum):
    """Where a way out leads. The value is the first word of the outcome on the control card."""

    BACK = "kembali"
    REFUSE = "tolak"
    AGAIN = "ulang"
    REFER = "alihkan"
    LAPSE = "gugur"  # only as the consequence of a time limit
    ONWARD = "lanjut"  # the same


class Exit(Words):
    """A way out of a step. ``to`` is the earlier step or the referral that it leads to."""

    lead: Lead
    to: str = ""
    times: int = 0  # how often the step may be done again

    @property
    def code(self) -> str:
        return f"{self.lead}:{self.to}" if self.to else str(self.lead)

    @property
    def refuses(self) -> bool:
        return self.lead is Lead.REFUSE

    @property
    def goes_back(self) -> bool:
        return self.lead is Lead.BACK


_SHAPES: tuple[tuple[re.Pattern[str], Lead], ...] = (
    (re.compile(r"kembali ke (?P<to>[a-z][a-z0-9_]*)"), Lead.BACK),
    (re.compile(r"alihkan ke (?P<to>[a-z][a-z0-9_]*)"), Lead.REFER),
    (re.compile(r"ulangi paling banyak (?P<times>[1-9]) kali"), Lead.AGAIN),
    (re.compile(r"tolak"), Lead.REFUSE),
)
_AFTER_A_LIMIT = (*_SHAPES, (re.compile(r"gugur"), Lead.LAPSE), (re.compile(r"lanjut"), Lead.ONWARD))


def _read(text: str, shapes: tuple[tuple[re.Pattern[str], Lead], ...], remedy: str) -> Exit:
    for shape, lead in shapes:
        if match := shape.fullmatch(text.strip()):
            found = match.groupdict()
            return Exit(lead=lead, to=found.get("to", ""), times=int(found.get("times", 0)))
    raise ValueError(f"'{text}' bukan jalan keluar; tulis {remedy}")


def _exits(value: object) -> object:
    items = value if isinstance(value, list | tuple) else [value]
    remedy = "'kembali ke <langkah>', 'tolak', 'ulangi paling banyak 2 kali' atau 'alihkan ke <rujukan>'"
    return [_read(item, _SHAPES, remedy) if isinstance(item, str) else item for item in items]


def _consequence(value: object) -> object:
    remedy = "'gugur', 'tolak', 'lanjut' atau 'kembali ke <langkah>'"
    return _read(value, _AFTER_A_LIMIT, remedy) if isinstance(value, str) else value


Exits = Annotated[
    tuple[Exit, ...],
    BeforeValidator(_exits),
    WithJsonSchema({"type": ["string", "array"], "examples": ["kembali ke pengajuan", "tolak"]}),
]
Consequence = Annotated[
    Exit, BeforeValidator(_consequence), WithJsonSchema({"type": "string", "examples": ["gugur", "lanjut"]})
]


class Limit(Words):
    """How long the applicant or somebody else may take at a step, and what happens then. An officer carries it out."""

    time: Length = Field(alias="waktu", description="Berapa lama boleh, misalnya 14 hari kalender")
    then: Consequence = Field(alias="akibat", description="gugur, tolak, lanjut, atau kembali ke <langkah>")
    by: Key = Field(alias="oleh", description="Jabatan yang menjalankan akibatnya")
    remind: Length | None = Field(None, alias="ingatkan", description="Sekian sebelum batas, pemohon diingatkan")


class Referral(Words):
    """The other office or service to which an application is sent on."""

    key: Key = Field(alias="kunci")
    label: Sentence = Field(alias="sebutan", description="Kantor atau layanan tujuan")
    service: str = Field(
        "",
        alias="layanan",
        pattern=r"^([a-z0-9-]+/[a-z0-9-]+)?$",
        description="Bila ada di sistem ini: kantor/layanan, misalnya contoh/pakai-gedung",
    )


Referrals = Annotated[tuple[Referral, ...], Keyed("sebutan")]
