"""The daily seal over everything that only grows: made by the worker, shown to managers, printed for auditors."""

import hashlib
import logging
from dataclasses import dataclass
from datetime import datetime

from silastri.adapters.signing import signing
from silastri.adapters.signing.port import SignerAway
from silastri.apps.anchors import operations, queries
from silastri.apps.anchors.models import Anchor
from silastri.domain.act import Act
from silastri.domain.worktime import national_day

_log = logging.getLogger("silastri.seals")


@dataclass(frozen=True, slots=True)
class Shown:
    """An anchor, with what was added to each table since the one before: its name, the number of rows."""

    anchor: Anchor
    added: list[tuple[str, int]]
    stamped_at: datetime | None


def anchor(act: Act) -> int:
    """Makes the anchor of the day, once for all offices; 1 if it was made now.

    The timestamp authority is asked before anything is kept. While it is away the anchor is kept without its stamp.
    """
    day = national_day(act.at)
    last = queries.last()
    if last and last.day >= day:
        return 0
    made = operations.prepared(day=day, at=act.at)
    made.stamp = _stamp(made)
    if not operations.keep(made):
        return 0
    for doubt in made.doubts:
        _log.error("%s", doubt)
    return 1


def _stamp(made: Anchor) -> bytes | None:
    witness = getattr(signing(), "witness", None)
    try:
        return witness(hashlib.sha256(made.seal.encode()).digest()) if witness else None
    except SignerAway:
        _log.warning("the timestamp authority did not answer; the anchor of %s has no stamp", made.day)
        return None


def shown() -> list[Shown]:
    """The latest first."""
    return [
        Shown(
            one,
            [(table.name, one.heads[key]["count"]) for key, table in queries.TABLES.items()],
            _stamped_at(one),
        )
        for one in queries.anchors()
    ]


def examine(act: Act) -> list[str]:
    """Everything that does not fit, over all days and all rows; empty when all is whole. It may take minutes."""
    return queries.doubts(at=act.at)


def verify(act: Act, office_id: int | None = None) -> list[str]:
    """The same, with the row of each control card that does not fit; those of one office, or of all. The daily seals,
    the signer's answers and the access log are examined whole each time: they are of all offices."""
    rows = [_told(row) for row in queries.broken_rows_of_cards(office_id)]
    return [*rows, *queries.doubts_beside_cards(at=act.at)]


def _told(row: queries.BrokenRow) -> str:
    if row.run is None:
        return f"Kartu kendali {row.ref}: baris {row.turn} tidak ada."
    return f"Kartu kendali {row.ref}: baris {row.turn} (nomor {row.run.pk}) tidak cocok dengan segelnya."


def _stamped_at(one: Anchor) -> datetime | None:
    moment = getattr(signing(), "witnessed_at", None)
    return moment(bytes(one.stamp)) if moment and one.stamp else None
