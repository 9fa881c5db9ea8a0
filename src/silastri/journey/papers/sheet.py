"""What all papers share: letterhead, QR, rows of labels and values, and the mark for examples."""

from collections.abc import Sequence
from typing import Any

from silastri.adapters.pdf.svg import Svg
from silastri.adapters.signing import signing
from silastri.domain.definition.office import Office
from silastri.journey.case.links import absolute

Run = dict[str, Any]
_NAME = 38  # characters of an office's name in one line of its letterhead


def letterhead(office: Office) -> dict[str, Any]:
    """The kop: the office's name in lines of similar length, its address, telephone and e-mail."""
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
        "emblem": Svg(office.emblem),
        "contact": [parts for parts in contact if parts],
    }


def balanced(text: str, most: int) -> list[str]:
    """The words in as few lines of that length as possible, all of similar length."""
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


def money(office: str) -> str:
    """Where somebody reports, without a name, that he was asked for money; ``office`` as it stands in addresses."""
    return f"Ada yang meminta uang? Laporkan tanpa nama: {absolute('bribe', office)}"


def example_mark() -> str:
    """CONTOH while letters are signed with certificates of the demo authority."""
    return "CONTOH" if signing().is_demo else ""


def rows(pairs: Sequence[tuple[str, str]]) -> list[list[list[Run]]]:
    """Labels and values in the form that the templates align."""
    return [[plain(label), plain(value)] for label, value in pairs]


def plain(text: str) -> list[Run]:
    return [{"text": text}]
