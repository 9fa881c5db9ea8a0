"""The database of a preview as it was in the beginning, to which it can return."""

import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connection

_CLEAN = "bersih.sqlite3"


def remember() -> None:
    """Copies the database as it is now."""
    _copy(_live(), settings.HOME / _CLEAN)


def wipe() -> None:
    """Returns to the copy, even where the database refuses to remove rows; removes files and keys of signers.

    Ids are used again afterwards, so everything that memory holds by id is forgotten.
    """
    connection.close()
    _copy(settings.HOME / _CLEAN, _live())
    for folder in (settings.HOME / "files", settings.HOME / "signers"):
        for inner in folder.iterdir() if folder.is_dir() else ():
            if inner.is_dir():
                shutil.rmtree(inner, ignore_errors=True)
            else:
                inner.unlink(missing_ok=True)
    forget()


def forget() -> None:
    """Empties every cache of the apps that is filled by id."""
    for name, module in list(sys.modules.items()):
        if name.startswith("silastri.apps."):
            for value in vars(module).values():
                if callable(clear := getattr(value, "cache_clear", None)):
                    clear()


def _live() -> Path:
    return Path(str(settings.DATABASES["default"]["NAME"]))


def _copy(source: Path, target: Path) -> None:
    """Copies a database that others are using, with SQLite's own backup."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target, timeout=20)) as new:
        old.backup(new)
