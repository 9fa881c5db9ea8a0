"""The statement that a letter's QR carries behind the address of its page, and the words that it vouches for."""

from datetime import datetime
from typing import Any

from silastri.apps.letters import keys
from silastri.apps.letters.models import Letter
from silastri.apps.offices.models import Office
from silastri.domain import statement
from silastri.journey.links import absolute, host

from .sheet import qr


def address(letter: Letter) -> str:
    """Where its QR leads, in capitals, so that it stays small."""
    return absolute("letter", letter.code).upper()


def state(letter: Letter, office: Office, said: dict[str, Any], *, at: datetime) -> dict[str, str]:
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
    letter.statement = statement.sign(stated, code=letter.code, key=keys.in_use(office, at=at))
    svg = qr(address(letter), "#", statement.text(letter.statement))
    return {"qr": svg, "content": content.decode()}
