"""The statement that a letter's QR carries behind the address of its page, and the words that it vouches for."""

from datetime import datetime
from typing import Any

from silastri.adapters.pdf import qr
from silastri.apps.letters import keys
from silastri.apps.letters.models import Letter
from silastri.domain import statement
from silastri.journey.links import absolute, host


def address(letter: Letter) -> str:
    """Where its QR leads, in capitals, so that it stays small."""
    return absolute("letter", letter.code).upper()


def state(letter: Letter, said: dict[str, Any], *, at: datetime) -> dict[str, str]:
    """Signs what the letter says and keeps that in ``letter.statement``; gives what of it is drawn.

    ``at`` is the moment of signing, in the office's zone.
    """
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
        made=at.date(),
    )
    letter.statement = statement.sign(stated, code=letter.code, key=keys.in_use(letter.office_id, at=at))
    found = f"{address(letter)}#{statement.text(letter.statement)}"
    return {"qr": qr.svg(found), "content": content.decode()}
