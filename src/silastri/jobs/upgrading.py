"""Takes the database to this version of the program: copied, changed, checked, and put back where that fails."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from silastri.apps import schema
from silastri.domain.act import SYSTEM, Act
from silastri.journey.office import anchor, doctor
from silastri.journey.office.doctor import State

from . import database_copy

KEPT = 3  # copies of upgrades before
_MUST_BE_WELL = ("Basis data", "Versi basis data", "Keutuhan basis data")


@dataclass(frozen=True, slots=True)
class Backup:
    """How the state before is kept and brought back. Whoever builds another way of keeping it puts it here."""

    keep: Callable[[Path], None] = database_copy.copy
    bring_back: Callable[[Path], None] = database_copy.put_back


class Undone(Exception):
    """It failed, and all is as it was."""


def upgrade(at: datetime, say: Callable[[str], None], backup: Backup | None = None) -> int:
    """How many changes were made. Raises Undone, database_copy.NoCopy."""
    backup = backup or Backup()
    waiting = schema.waiting(MigrationLoader(connection))
    if not waiting:
        call_command("createcachetable", verbosity=0)  # no migration makes it
        return 0
    doubts = set(_doubts(at)) if _can_be_read() else set()
    place = settings.HOME / "upgrade" / f"{at:%Y%m%d-%H%M%S}.{connection.vendor}"
    say(f"Menyalin basis data ke {place}")
    backup.keep(place)
    try:
        say(f"Menjalankan {len(waiting)} perubahan")
        call_command("migrate", verbosity=0, interactive=False)
        say("Memeriksa hasilnya")
        if wrong := [*_unwell(at), *(one for one in _doubts(at) if one not in doubts)]:
            raise Undone(" ".join(wrong))
    except BaseException as error:
        say("Gagal; basis data dikembalikan seperti semula")
        backup.bring_back(place)
        if isinstance(error, Undone) or not isinstance(error, Exception):
            raise
        raise Undone(f"{type(error).__name__}: {error}") from error
    _forget(place.parent)
    return len(waiting)


def _can_be_read() -> bool:
    """The rows that are checked may have no columns of this version yet: then they are checked afterwards alone."""
    return not any(one.split(".")[0] in ("cases", "letters", "audit", "anchors") for one in _waiting())


def _waiting() -> list[str]:
    return schema.waiting(MigrationLoader(connection))


def _doubts(at: datetime) -> list[str]:
    return anchor.verify(Act(SYSTEM, at, "command"))


def _unwell(at: datetime) -> list[str]:
    found = (one for one in doctor.examine(at) if one.name in _MUST_BE_WELL)
    return [f"{one.name}: {one.sentence}" for one in found if one.state is State.BROKEN]


def _forget(folder: Path) -> None:
    for old in sorted(folder.iterdir())[:-KEPT]:
        old.unlink()
