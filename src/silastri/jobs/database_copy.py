"""A whole copy of the database, and its way back: for an upgrade that fails."""

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection


class NoCopy(Exception):
    """The copy cannot be made, or cannot be put back."""


def copy(place: Path) -> None:
    """Raises NoCopy."""
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if connection.vendor == "postgresql":
        _run(["pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={place}", _name()])
        return
    connection.close()
    _sqlite(Path(_name()), place)


def put_back(place: Path) -> None:
    """The database is again as it was, whatever was changed or added since. Raises NoCopy."""
    connection.close()
    if connection.vendor != "postgresql":
        _sqlite(place, Path(_name()))
        return
    sql = _run(["pg_restore", "--no-owner", "--no-privileges", "--file=-", str(place)])
    whole = "\n".join(line for line in sql.splitlines() if not line.startswith("CREATE SCHEMA public;"))
    begin = "DROP SCHEMA public CASCADE; CREATE SCHEMA public;\n"
    _run(["psql", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", _name()], begin + whole)


def _sqlite(source: Path, target: Path) -> None:
    """By SQLite itself, so that the copy is whole though others read and write meanwhile."""
    try:
        with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target, timeout=20)) as written:
            read.backup(written)
    except sqlite3.Error as error:
        raise NoCopy(str(error)) from error


def _run(command: list[str], given: str | None = None) -> str:
    try:
        return subprocess.run(
            command, input=given, check=True, capture_output=True, text=True, env=os.environ | _access()
        ).stdout
    except FileNotFoundError:
        raise NoCopy(f"{command[0]} tidak ada di server ini; pasang postgresql-client") from None
    except subprocess.CalledProcessError as error:
        raise NoCopy(f"{command[0]}: {error.stderr.strip()[-300:]}") from None


def _name() -> str:
    return str(_chosen()["NAME"])


def _chosen() -> dict[str, Any]:
    """Past a pooler: what pg_dump and psql set for their session would stay with whoever gets that session next."""
    name = {"NAME": connection.settings_dict["NAME"]}
    return settings.DATABASE_DIRECT | name if connection.vendor == "postgresql" else connection.settings_dict


def _access() -> dict[str, str]:
    chosen = _chosen()
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    found = {name: str(chosen.get(key) or "") for name, key in names.items()}
    return {name: value for name, value in found.items() if value} if connection.vendor == "postgresql" else {}
