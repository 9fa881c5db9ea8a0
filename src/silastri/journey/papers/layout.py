"""The parts of a letter on the page: what is above its text, and which part of the text stays with the signature."""

from typing import Any

from silastri.adapters.pdf.markdown import Block, parted, sections
from silastri.apps.letters.models import Letter
from silastri.domain.definition.standard import Product

from .sheet import balanced

_TITLE = 60  # characters of a title in one line


def head(letter: Letter, made: Product | None, addressee: str) -> dict[str, Any]:
    """The part above the text, in the shape of the product; the paper of a step has an addressee or a title."""
    return {
        "shape": made.layout if made else "surat" if addressee else "keterangan",
        "name": balanced(letter.name, _TITLE),
        "number": letter.number,
        "addressee": addressee,
        "subject": made.subject if made else "",
        "urgency": (made.urgency if made else "biasa").capitalize(),
        "enclosures": (made.enclosures if made else "") or "-",
        "copies": list(made.copies) if made else [],
    }


def body(text: list[Block], made: Product | None, *, is_signed: bool) -> dict[str, Any]:
    """The text, and the end of it that stays on the signature's page: in a decree, its last section."""
    if made and made.layout == "keputusan":
        parts = sections(text)
        return {"blocks": [], "sections": parts[:-1], "tail": parts[-1:]}
    first, tail = parted(text) if is_signed else (text, [])
    return {"blocks": first, "sections": [], "tail": tail}
