"""What all papers share: letterhead, QR, plain rows, and whether they are examples."""

from collections.abc import Sequence
from typing import Any

from silastri.adapters.signing import signing
from silastri.domain.definition.office import Office

Run = dict[str, Any]
_NAME = 38  # letters of an office's name that stand in one line of its letterhead


def letterhead(office: Office) -> dict[str, Any]:
    """The kop: the office's name in lines of about one length, its address, and how to reach it."""
    address = office.address
    where = (address.street, f"Kode Pos {address.postcode}" if address.postcode else "")
    reached = (
        f"Telepon {address.phone}" if address.phone else "",
        f"Faksimile {address.fax}" if address.fax else "",
        f"Laman {address.website}" if address.website else "",
        f"Pos-el {address.email}" if address.email else "",
    )
    contact = [[part for part in parts if part] for parts in (where, reached)]
    return {
        "government": office.government,
        "name": balanced(office.name, _NAME),
        "short": office.short,
        "emblem": office.emblem,
        "contact": [parts for parts in contact if parts],
    }


def balanced(text: str, most: int) -> list[str]:
    """The words in as few lines of at most so many letters as they need, all of about the same length."""
    lines = -(-len(text) // most)
    width = max(len(text) / lines * 1.08, max(map(len, text.split()), default=0)) if lines > 1 else len(text)
    found = [""]
    for word in text.split():
        longer = f"{found[-1]} {word}".strip()
        if len(longer) <= width or (len(found) == lines and len(longer) <= most):
            found[-1] = longer
        else:
            found.append(word)
    return [line for line in found if line]


def example_mark() -> str:
    """CONTOH while letters are signed under the demo authority."""
    return "CONTOH" if signing().is_demo else ""


def rows(pairs: Sequence[tuple[str, str]]) -> list[list[list[Run]]]:
    """Labels and values as the templates' aligned rows."""
    return [[plain(label), plain(value)] for label, value in pairs]


def plain(text: str) -> list[Run]:
    return [{"text": text}]
