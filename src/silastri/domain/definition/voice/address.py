"""Where an office is, and how it is reached (``alamat``)."""

from typing import Annotated

from pydantic import AfterValidator, Field

from silastri.domain import identity
from silastri.domain.definition.words import Words


def _mobile(number: str) -> str:
    try:
        return number and identity.whatsapp(number).local
    except identity.NotAnIdentity:
        raise ValueError("tulis nomor HP yang punya WhatsApp, misalnya 0812-3456-7890") from None


class Address(Words):
    street: str = Field("", alias="jalan", description="Jalan dan nomor kantor")
    phone: str = Field("", alias="telepon", description="Nomor telepon kantor")
    fax: str = Field("", alias="faksimile", description="Nomor faksimile")
    whatsapp: Annotated[str, AfterValidator(_mobile)] = Field(
        "", alias="whatsapp", description="Nomor WhatsApp kantor, bila ada"
    )
    email: str = Field("", alias="pos_el", description="Alamat pos-el (e-mail)")
    website: str = Field("", alias="laman", description="Alamat laman (situs web)")
    postcode: str = Field("", alias="kode_pos", description="Kode pos")
