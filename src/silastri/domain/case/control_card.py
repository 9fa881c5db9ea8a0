"""The kartu kendali. Each row seals the row before it with the installation's key, so that a later change can be
detected, and nobody who has only the database can write the card anew."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime

from silastri.domain import sealing


@dataclass(frozen=True, slots=True)
class Row:
    """One run of a step: who had the file, from when to when, what they did, and where the file went."""

    case: str
    turn: int
    step: str
    post: str
    by: str
    via: str
    arrived_at: datetime
    taken_at: datetime
    due_at: datetime | None
    left_at: datetime
    outcome: str
    note: str
    to_step: str


_NAMES = tuple(field.name for field in fields(Row))
START = "0" * 64


def seal(row: Row, before: str, *, key: bytes) -> str:
    """The keyed seal over the row and the seal of the row before; the first row uses START."""
    words = {name: getattr(row, name) for name in _NAMES}
    body = json.dumps(words, sort_keys=True, ensure_ascii=False, default=_moment)
    return sealing.mark(key, f"{before}\n{body}".encode())


def first_break(rows: Iterable[tuple[Row, str]], *, keys: Iterable[bytes]) -> int | None:
    """The turn of the first row that is missing or whose seal fits no key; None when the card is whole."""
    before, known = START, list(keys)
    for expected, (row, sealed) in enumerate(rows, start=1):
        if row.turn != expected or all(seal(row, before, key=key) != sealed for key in known):
            return expected
        before = sealed
    return None


def short(sealed: str) -> str:
    """A seal in its printed form, short enough to compare by eye: ``3f9a 77c0 12be``."""
    return " ".join(sealed[n : n + 4] for n in (0, 4, 8))


def initials(name: str) -> str:
    """The paraf of an officer: "Plt. Dra. Ayu Contoh, M.Si. (mencatatkan)" becomes AC."""
    words = name.split("(")[0].split(",")[0].split()
    return "".join(word[0].upper() for word in words if not word.endswith(".")) or name[:1].upper()


def _moment(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value.timestamp():.6f}"
    raise TypeError(f"{type(value).__name__} has no place on a control card")
