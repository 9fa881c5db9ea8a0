"""What happens in people's lives (``peristiwa``): by these a long list of services is grouped."""

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema

from .words import one_or_more


class LifeEvent(StrEnum):
    BIRTH = "lahir"
    SCHOOL = "sekolah"
    WORK = "kerja"
    BUSINESS = "usaha"
    MARRIAGE = "menikah"
    HOUSE = "bangunan"
    GATHERING = "acara"
    ILLNESS = "sakit"
    NEED = "bantuan"
    AGE = "lansia"
    DEATH = "meninggal"

    @property
    def label(self) -> str:
        """The event as citizens read it."""
        return _LABELS[self]


_LABELS = {
    LifeEvent.BIRTH: "Kelahiran dan anak",
    LifeEvent.SCHOOL: "Sekolah",
    LifeEvent.WORK: "Bekerja dan berpraktik",
    LifeEvent.BUSINESS: "Membuka usaha",
    LifeEvent.MARRIAGE: "Menikah dan berkeluarga",
    LifeEvent.HOUSE: "Rumah, bangunan, dan tanah",
    LifeEvent.GATHERING: "Acara dan tempat umum",
    LifeEvent.ILLNESS: "Sakit dan jaminan kesehatan",
    LifeEvent.NEED: "Bantuan sosial",
    LifeEvent.AGE: "Lansia dan disabilitas",
    LifeEvent.DEATH: "Meninggal dan warisan",
}

LifeEvents = Annotated[
    tuple[LifeEvent, ...],
    BeforeValidator(one_or_more),
    WithJsonSchema({"type": ["array", "string"], "items": {"enum": [event.value for event in LifeEvent]}}),
]
