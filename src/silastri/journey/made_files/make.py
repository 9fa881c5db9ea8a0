"""Makes the files that were asked for, one at a time, and removes those that were kept long enough.

A maker acts as who asked: with the posts that he has now.
"""

import logging
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, BinaryIO, TypeVar, cast

from silastri.apps.made_files import operations, queries
from silastri.apps.made_files.models import MadeFile
from silastri.apps.offices import queries as offices
from silastri.domain.act import Act, Actor
from silastri.domain.refusal import Away, NotYours, Refusal

ATTEMPTS = 3
_TOLD = 0.5  # seconds between two words of how far it is
_log = logging.getLogger("silastri.made_files")
T = TypeVar("T")
Clock = Callable[[], datetime]


class Lost(Exception):
    """Another worker has it now."""


@dataclass
class Making:
    """What a maker is told, where it writes, and to whom it says how far it is."""

    row: MadeFile
    out: BinaryIO
    now: Clock
    _told: float = field(default=0.0)

    @property
    def asked(self) -> dict[str, Any]:
        return dict(self.row.asked)

    def went_on(self, done: int, total: int) -> None:
        """Keeps the lease. Raises Lost."""
        if done < total and time.monotonic() - self._told < _TOLD:
            return
        self._told = time.monotonic()
        if not operations.went_on(self.row, done=done, total=total, at=self.now()):
            raise Lost

    def counted(self, rows: Iterable[T], total: int) -> Iterator[T]:
        """The rows, each told. Raises Lost."""
        for done, row in enumerate(rows, start=1):
            yield row
            if done % 100 == 0 or done == total:
                self.went_on(done, total)


Maker = Callable[[Act, Making], None]


def make_next(makers: Mapping[str, Maker], now: Clock) -> bool:
    """Makes the next one; False where none waits."""
    row = operations.claim(now())
    if row is None:
        return False
    if row.attempts > ATTEMPTS:
        operations.fail(row, "Berkas ini beberapa kali terputus saat dibuat. Persempit yang diminta.", at=now())
        return True
    try:
        with tempfile.TemporaryFile(prefix="buatan-") as out:
            makers[row.what](_act(row, now(), makers[row.what]), Making(row, cast(BinaryIO, out), now))
            size = out.seek(0, 2)
            out.seek(0)
            operations.keep(row, out, size=size, at=now())
    except Lost:
        _log.warning("%s went to another worker", row.pk)
    except Away:  # where files are kept does not answer
        _try_again(row, now())
    except Refusal as refusal:
        operations.fail(row, str(refusal), at=now())
    except Exception:  # whatever it was, it is tried again, and the next one has its turn
        _log.exception("%s failed", row.pk)
        _try_again(row, now())
    return True


def _try_again(row: MadeFile, at: datetime) -> None:
    if row.attempts < ATTEMPTS:
        operations.put_back(row)
    else:
        operations.fail(row, "Berkas ini gagal dibuat. Beri tahu pengelola sistem.", at=at)


def for_citizens(maker: Maker) -> Maker:
    """A maker of files that people ask for about themselves: they hold no post."""
    maker.is_for_citizens = True  # type: ignore[attr-defined]
    return maker


def _act(row: MadeFile, at: datetime, maker: Maker) -> Act:
    """Raises NotYours."""
    if getattr(maker, "is_for_citizens", False):
        return Act(Actor(row.by_id, row.by.name), at, "job")
    desk = next((one for one in offices.desks(row.by_id, at) if one.office.pk == row.office_id), None)
    if desk is None:
        raise NotYours("Anda bukan lagi petugas kantor ini.")
    return Act(Actor(row.by_id, row.by.name, row.office_id, desk.posts, desk.signs_for), at, "job")


def forget(at: datetime) -> int:
    """Removes what was kept for a week; how many."""
    found = list(queries.to_remove(at)[:100])
    for one in found:
        operations.remove(one)
    return len(found)
