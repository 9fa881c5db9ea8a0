"""Restores a backup into an empty home. Needs neither home nor database of its own: the server may be new."""

import os
import shutil
import sqlite3
from pathlib import Path

from pydantic import ValidationError

from silastri.adapters.backup import database
from silastri.adapters.backup.port import Damaged, NoStore, NotDone, Place, State
from silastri.domain.backup import key as written

from .manifest import DATABASE, FOLDER, MANIFEST, SETTINGS, Manifest

Restored = tuple[State, Manifest]
SQLITE = "silastri.sqlite3"
OLD_SETTINGS = "settings-from-backup.env"


def restore(place: Place, to: Path, *, key: str, name: str = "", url: str | None = "") -> Restored:
    """The state of that name, or the latest. ``url`` is an empty PostgreSQL database, for a backup of one; None where
    the database was restored by other means.

    Raises NotDone. Nothing is half done: all is built beside the home, which gets its name at the end.
    """
    _must_be_empty(to)
    state = _chosen(place.states(name))
    said = _manifest(place, state)
    said.must_be_known()
    _must_fit(said, url)
    to.parent.mkdir(parents=True, exist_ok=True)
    beside = to.parent / f".{to.name}.pulih-{os.getpid()}"
    beside.mkdir(mode=0o700)
    try:
        place.restore(state, beside)
        said.must_fit(beside)
        _arrange(beside, said, key)
        if url:
            database.load_postgresql(url, beside / FOLDER / "database")
        shutil.rmtree(beside / FOLDER)
        beside.rename(to)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    return state, said


def _must_be_empty(to: Path) -> None:
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise NotDone(f"{to} tidak kosong. Pulihkan ke map baru; yang lama tidak disentuh.")


def _must_fit(said: Manifest, url: str | None) -> None:
    """Raises NotDone where the database is not one for this backup."""
    if said.vendor == "postgresql":
        if url == "":
            raise NotDone("Cadangan ini dari PostgreSQL. Sebut basis data kosong: --database postgresql://...")
        if url:
            database.must_be_empty(url)
    elif url != "":
        raise NotDone("Cadangan ini dari SQLite: basis datanya ada di dalam map, tanpa --database atau --files-only.")


def _chosen(states: list[State]) -> State:
    if not states:
        raise NoStore("Di tempat itu belum ada cadangan SILASTRI.")
    return states[0]


def _manifest(place: Place, state: State) -> Manifest:
    try:
        return Manifest.model_validate_json(place.read(state, MANIFEST))
    except ValidationError:
        raise Damaged(f"Cadangan {state.name} bukan dari SILASTRI, atau daftarnya rusak.") from None


def _arrange(home: Path, said: Manifest, key: str) -> None:
    """What lies in a home lies where it must."""
    if said.vendor == "sqlite":
        _place_sqlite(home)
    shutil.move(home / SETTINGS, home / OLD_SETTINGS)
    if said.keys != "keys":
        shutil.move(home / said.keys, home / "keys")
        outer = home / Path(said.keys).parts[0]
        if outer.name not in ("files", "keys"):
            shutil.rmtree(outer, ignore_errors=True)
    (home / "files").mkdir(mode=0o700, exist_ok=True)
    for path in (home / "keys", home / "files"):
        path.chmod(0o700)
    handle = os.open(home / "keys" / "backup.key", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(written.written(key))


def _place_sqlite(home: Path) -> None:
    database.check_sqlite(home / DATABASE)
    shutil.move(home / DATABASE, home / SQLITE)
    with sqlite3.connect(home / SQLITE) as opened:
        opened.execute("PRAGMA journal_mode=WAL")
    opened.close()
