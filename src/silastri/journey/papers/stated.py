"""The statement in a letter's QR, after the address of its page, and the words about which it makes the statement."""

from datetime import datetime
from typing import Any

from silastri.adapters.pdf import qr
from silastri.apps.letters import keys
from silastri.apps.letters.models import Letter
from silastri.domain.letters import statement
from silastri.journey.case.dossier import Dossier
from silastri.journey.case.links import absolute, host


def address(letter: Letter) -> str:
    """The address in the letter's QR, in capitals, which take less room there."""
    return absolute("letter", letter.code).upper()


def state(dossier: Dossier, letter: Letter, said: dict[str, Any], *, at: datetime) -> dict[str, str]:
    """Signs the statement about a letter. Returns the QR, and the words to attach to the PDF."""
    assert letter.on
    content = statement.content({"kode": letter.code, "nomor": letter.number, "jenis": letter.name} | said)
    stated = statement.Statement(
        number=letter.number,
        name=statement.short(letter.name),
        on=letter.on,
        until=letter.valid_until,
        initials=statement.initials(letter.holder_name),
        content=statement.digest(content),
        host=host(),
        made=dossier.time.day(at),
    )
    signed = statement.sign(stated, code=letter.code, key=keys.in_use(dossier.case.office, at=at))
    return {"qr": qr.svg(f"{address(letter)}#{statement.text(signed)}"), "content": content.decode()}
