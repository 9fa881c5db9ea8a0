"""Makes a backup of the home while people work in it.

The database is copied first and the file store after it: whatever a row names was stored before the row, and nothing is
removed meanwhile. So a backup may hold files that its database does not know yet, and never the other way round. Where
the keys changed meanwhile it is made once more: what was copied last may be sealed with a key that is not in the copy.
Files in a store elsewhere are not copied: the store keeps what was there, and the manifest names it.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib import metadata
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from silastri.adapters.backup import database, store
from silastri.adapters.backup.port import Keep, Kept, NotDone, Place
from silastri.apps.cases.models import StepRun
from silastri.apps.documents import ahead
from silastri.apps.documents.stillness import still
from silastri.apps.letters.models import Register

from .manifest import DATABASE, FOLDER, MANIFEST, SETTINGS, Manifest, digest, is_known

DRILL = "drill"  # where backups are tried out
# What is made anew, what is a copy, and the databases, which are copied apart.
_NOT = {"cache", "static", "upgrade", FOLDER, DRILL, "files.lock", "backup.lock", "lost+found"}
_TRIES = 5  # keys change a few times a year


def make(target: str, key: str, at: datetime) -> Kept:
    """Raises NotDone; what was kept before stays usable."""
    home = settings.HOME
    with _alone(home), still():
        try:
            place = store().at(target, key)
            place.begin()
            kept = _keep(place, home, at)
        finally:
            shutil.rmtree(home / FOLDER, ignore_errors=True)
    place.thin(Keep(*settings.BACKUP.keep))
    return kept


def _keep(place: Place, home: Path, at: datetime) -> Kept:
    """Raises NotDone."""
    for _ in range(_TRIES):
        keys = _keys()
        _stage(home, at, keys)
        kept = place.keep(home, _paths(home), [str(settings.BACKUP.key_file)])
        if _keys() == keys:
            return kept
    raise NotDone("Kunci berganti terus selama cadangan dibuat. Coba lagi sesudah penggantian kunci selesai.")


def address() -> str:
    """Of the database without its pooler; empty for SQLite."""
    return (
        database.address(settings.DATABASE_DIRECT | {"NAME": settings.DATABASES["default"]["NAME"]})
        if connection.vendor == "postgresql"
        else ""
    )


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Raises NotDone while another process makes one."""
    handle = os.open(home / "backup.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise NotDone("Cadangan lain sedang dibuat. Coba lagi sesudah itu selesai.") from None
    finally:
        os.close(handle)


def _stage(home: Path, at: datetime, keys: dict[str, str]) -> None:
    shutil.rmtree(home / FOLDER, ignore_errors=True)  # of one that was killed, or before the keys changed
    (home / FOLDER).mkdir(mode=0o700)
    said = _manifest(at)  # before the copy: numbers only grow
    if connection.vendor == "postgresql":
        database.dump_postgresql(address(), home / DATABASE)
    else:
        database.copy_sqlite(Path(str(connection.settings_dict["NAME"])), home / DATABASE)
    (home / SETTINGS).write_text(_settings(), encoding="utf-8")
    for name in (DATABASE, SETTINGS):
        said.pieces[name] = digest(home / name)
    said.pieces |= {f"{said.keys}/{name}": sha256 for name, sha256 in keys.items()}
    (home / MANIFEST).write_text(said.model_dump_json(), encoding="utf-8")


def _keys() -> dict[str, str]:
    """Each file beside the key of backups, with its SHA-256."""
    found = (path for path in sorted(settings.KEYS.rglob("*")) if path.is_file() and path != settings.BACKUP.key_file)
    return {str(path.relative_to(settings.KEYS)): digest(path) for path in found}


def _manifest(at: datetime) -> Manifest:
    drawn = Register.objects.values_list("office__slug", "key", "year", "last")
    folders = {config.label: config.name.rpartition(".")[2] for config in apps.get_app_configs()}
    applied = ((folders.get(label, ""), name) for label, name in MigrationRecorder(connection).applied_migrations())
    return Manifest(
        version=metadata.version("silastri"),
        at=at.isoformat(),
        vendor=connection.vendor,
        keys=_inside(settings.KEYS),
        files=elsewhere(),
        migrations=sorted(f"{app}.{name}" for app, name in applied if is_known(app, name)),
        registers={f"{office}/{register}/{year}": last for office, register, year, last in drawn},
        cards=StepRun.objects.count(),
    )  # fmt: skip


def elsewhere() -> str:
    """The address of the store that holds the files; empty where they are in the home, and so in the backup."""
    kept = ahead.elsewhere()
    return str(kept.objects.address) if kept else ""


def _inside(path: Path) -> str:
    """Where a folder lies in the backup: those outside the home by their whole path."""
    return str(path.relative_to(settings.HOME) if path.is_relative_to(settings.HOME) else path).lstrip("/")


def _settings() -> str:
    """The settings as they are: without those of the backup, whose key must not lie beside it."""
    found = {name: value for name, value in os.environ.items()
             if name.startswith("SILASTRI_") and not name.startswith("SILASTRI_BACKUP_KEY")}  # fmt: skip
    for name, path in list(found.items()):
        if name.endswith("_FILE") and Path(path).is_file():
            found[name.removesuffix("_FILE")] = Path(path).read_text(encoding="utf-8").strip()
            del found[name]
    return "".join(f"{name}={value}\n" for name, value in sorted(found.items()))


def _paths(home: Path) -> list[str]:
    named = sorted(path.name for path in home.iterdir() if path.name not in _NOT and ".sqlite3" not in path.name)
    return [*named, FOLDER] if settings.KEYS.is_relative_to(home) else [*named, FOLDER, str(settings.KEYS)]
