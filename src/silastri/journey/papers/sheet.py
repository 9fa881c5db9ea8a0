"""What all papers share: letterhead, QR, plain rows, and whether they are examples."""

from collections.abc import Sequence
from typing import Any

from silastri.adapters.signing import signing
from silastri.domain.definition.office import Office

Run = dict[str, Any]


def letterhead(office: Office) -> dict[str, str]:
    address = office.address
    parts = (
        address.street,
        f"Telepon {address.phone}" if address.phone else "",
        f"Faksimile {address.fax}" if address.fax else "",
        f"Laman {address.website}" if address.website else "",
        f"Pos-el {address.email}" if address.email else "",
        f"Kode Pos {address.postcode}" if address.postcode else "",
    )
    contact = ", ".join(part for part in parts if part)
    return {"government": office.government, "name": office.name, "short": office.short, "contact": contact}


def example_mark() -> str:
    """CONTOH while letters are signed under the demo authority."""
    return "CONTOH" if signing().is_demo else ""


def rows(pairs: Sequence[tuple[str, str]]) -> list[list[list[Run]]]:
    """Labels and values as the templates' aligned rows."""
    return [[plain(label), plain(value)] for label, value in pairs]


def plain(text: str) -> list[Run]:
    return [{"text": text}]
