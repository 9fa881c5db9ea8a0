"""How a person reaches an office about one case: by telephone, WhatsApp, or e-mail, each a link."""

from dataclasses import dataclass
from urllib.parse import quote

from silastri.domain import identity
from silastri.domain.definition.office import Office


@dataclass(frozen=True)
class Reach:
    """The links that an office's address allows; empty where it has none."""

    office: str
    phone: str  # as the office writes it
    call: str
    whatsapp: str
    email: str
    mail: str

    @property
    def is_possible(self) -> bool:
        return bool(self.call or self.whatsapp or self.mail)


def reach(office: Office, ref: str) -> Reach:
    """``ref``: the number of the case, which the message names already."""
    address = office.address
    about = f"Permohonan nomor {ref}"
    hello = f"Halo, saya ingin bertanya tentang permohonan nomor {ref}."
    mobile = _number(address.whatsapp).removeprefix("+")
    call = _number(address.phone)
    return Reach(
        office=office.short,
        phone=address.phone,
        call=f"tel:{call}" if call else "",
        whatsapp=f"https://wa.me/{mobile}?text={quote(hello)}" if mobile else "",
        email=address.email,
        mail=f"mailto:{quote(address.email, safe='@')}?subject={quote(about)}" if address.email else "",
    )


def _number(text: str) -> str:
    """The number as links take it; empty where it cannot be read: offices write what they like."""
    try:
        return identity.phone(text).e164
    except identity.NotAnIdentity:
        return ""
