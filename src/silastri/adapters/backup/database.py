"""Copies of a database while others write in it, and their way back."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from .port import Damaged, NotDone

# What psql tells of the server and not of the rows, and whatever else a dump says of its maker, stays out.
_DUMP = ("--format=custom", "--compress=0", "--no-owner", "--no-privileges")


def copy_sqlite(source: Path, to: Path) -> None:
    """With SQLite's own backup: one state, and nobody who writes waits."""
    with closing(sqlite3.connect(source, timeout=20)) as old, closing(sqlite3.connect(to)) as new:
        old.backup(new)
        new.execute("PRAGMA journal_mode=DELETE")


def check_sqlite(path: Path) -> None:
    """Raises Damaged."""
    try:
        with closing(sqlite3.connect(path)) as database:
            (found,) = database.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        found = str(error)
    if found != "ok":
        raise Damaged(f"Basis data di dalam cadangan rusak: {found}")


def dump_postgresql(url: str, to: Path) -> None:
    """One snapshot of all tables. Raises NotDone."""
    _run("pg_dump", *_DUMP, "--file", str(to), url=url)


def load_postgresql(url: str, dump: Path) -> None:
    """All of it, or nothing, into an empty database. Raises NotDone."""
    _run("pg_restore", "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges",
         "--dbname", str(conninfo_to_dict(url)["dbname"]), str(dump), url=url)  # fmt: skip


def must_be_empty(url: str) -> None:
    """Raises NotDone where the database cannot be reached or holds tables."""
    try:
        with psycopg.connect(url) as connection:
            found = connection.execute(
                "SELECT count(*) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
            ).fetchone()
    except psycopg.Error as error:
        raise NotDone(f"Basis data tujuan tidak dapat dipakai: {str(error).splitlines()[0]}") from None
    if found and found[0]:
        raise NotDone("Basis data tujuan tidak kosong. Buat basis data baru untuk hasil pemulihan.")


def make_database(server: str, name: str) -> str:
    """A new empty database beside the one at that address; its address. Raises NotDone."""
    try:
        _maintain(server, sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
        _maintain(server, sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
    except psycopg.Error as error:
        why = str(error).splitlines()[0]
        raise NotDone(f"Basis data latihan tidak dapat dibuat (perlu hak CREATEDB): {why}") from None
    parts = urlsplit(server)
    return parts._replace(path=f"/{name}").geturl()


def drop_database(server: str, name: str) -> None:
    _maintain(server, sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _maintain(server: str, command: sql.Composed) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(command)


def address(database: dict[str, Any]) -> str:
    """The address of a database that Django's settings tell of."""
    user = ":".join(quote(database[part], safe="") for part in ("USER", "PASSWORD") if database.get(part))
    where = quote(database.get("HOST") or "", safe="") + (f":{database['PORT']}" if database.get("PORT") else "")
    options = urlencode(database.get("OPTIONS") or {})
    return f"postgresql://{user}{'@' if user else ''}{where}/{database['NAME']}{'?' if options else ''}{options}"


def _run(program: str, *arguments: str, url: str) -> None:
    """Its password goes by the environment: everybody on the machine sees arguments."""
    if shutil.which(program) is None:
        raise NotDone(f"Program {program} tidak ada. Pasang dulu: apt-get install postgresql-client")
    parts = conninfo_to_dict(url)
    said = {f"PG{'DATABASE' if name == 'dbname' else name.upper()}": str(value) for name, value in parts.items()}
    done = subprocess.run(  # noqa: S603 - its arguments are ours
        [program, *arguments], env=os.environ | said, capture_output=True, text=True, check=False,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    if done.returncode:
        raise NotDone(f"{program}: {' '.join(done.stderr.split())[:300]}")
