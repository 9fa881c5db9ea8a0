"""What most tests build first, the same town and the same case, is built by its acts once in a process.

Where another test begins alike, the rows that those acts wrote are written again, with the same ids. Alike means that
nothing else was written in this test, and that the ids begin where they began. Else the acts are done anew; so they are
where rows are committed, in a savepoint of the test's own, where a test replaces a part of the application
(``monkeypatch``, ``settings``), and where something written bears the time of the clock.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection
from django.test import override_settings

from silastri.adapters.signing import signing
from silastri.adapters.signing.authority import Authority
from tests.replayed import tables
from tests.replayed.statements import Statements
from tests.replayed.tables import Tables


@dataclass
class _Begun:
    """How far this test is: what was built, and what the database had counted then."""

    built: tuple[Hashable, ...] | None = None
    counted: Hashable = None


@dataclass
class _Kept:
    rows: Statements | Tables
    result: Any
    stored: dict[str, bytes]
    keys: dict[Path, bytes]


_begun = _Begun()
_kept: dict[tuple[Hashable, ...], _Kept] = {}


def _noticed(owner: type, name: str) -> None:
    """Who puts something else in the place of a part wants the acts to meet it, from then on to the end of the test."""
    replace = getattr(owner, name)

    @wraps(replace)
    def noticed(*arguments: Any, **options: Any) -> Any:
        _begun.built = None
        return replace(*arguments, **options)

    setattr(owner, name, noticed)


for _name in ("setattr", "delattr", "setitem", "delitem", "setenv", "delenv"):
    _noticed(pytest.MonkeyPatch, _name)
_noticed(override_settings, "enable")  # as does the fixture ``settings``


def begin() -> None:
    """A test begins."""
    _begun.built = ()
    _begun.counted = _counted() if connection.vendor == "sqlite" else None


def replayed(what: tuple[Hashable, ...], build: Callable[[], Any]) -> Any:
    """What ``build`` gives, in the form of ids or the like, its rows written by its acts or written again."""
    if not _is_as_left():
        return build()
    if not _begun.built:
        _begun.built = (_ids_begin(), _revoked())
    before = _begun.built
    _begun.built = None  # until it is done
    key = (*before, what)
    kept = _kept.get(key)
    if kept is None:
        result = _recorded(key, build)
    else:
        result = kept.result
        _write(kept)
    _begun.built, _begun.counted = key, _counted()
    return result


def _recorded(key: tuple[Hashable, ...], build: Callable[[], Any]) -> Any:
    written: Statements | Tables = Statements() if connection.vendor == "sqlite" else Tables()
    stored: set[str] = set()
    exists = FileSystemStorage.exists

    def looked_for(storage: FileSystemStorage, name: str) -> bool:
        stored.add(name)
        return exists(storage, name)

    began, keys = datetime.now(UTC), _key_files()
    with written.noted(), patch.object(FileSystemStorage, "exists", looked_for):
        result = build()
    if written.may_be_written_again(began):
        files = {name: default_storage.open(name).read() for name in stored if default_storage.exists(name)}
        made = {path: content for path, content in _key_files().items() if keys.get(path) != content}
        _kept[key] = _Kept(written, result, files, made)
    return result


def _write(kept: _Kept) -> None:
    kept.rows.write()
    for name, content in kept.stored.items():
        if not default_storage.exists(name):  # a test destroyed it
            default_storage.save(name, ContentFile(content))
    for path, content in kept.keys.items():
        if not path.exists() or path.read_bytes() != content:  # another person had that id
            path.touch(mode=0o600)
            path.write_bytes(content)


def _key_files() -> dict[Path, bytes]:
    """The keys of those who sign under the demo authority."""
    authority = getattr(signing(), "authority", None)
    return {path: path.read_bytes() for path in authority.signers.glob("*")} if isinstance(authority, Authority) else {}


def _revoked() -> Hashable:
    """A key that is written again must not be one that a test revoked."""
    authority = getattr(signing(), "authority", None)
    path = authority.folder / "authority.crl" if isinstance(authority, Authority) else None
    return path.stat().st_mtime_ns if path and path.exists() else None


def _is_as_left() -> bool:
    """Whether nothing was written since the test began, or since the last of these was built."""
    if _begun.built is None or not connection.in_atomic_block or connection.savepoint_ids:
        return False
    if _begun.built or connection.vendor == "sqlite":
        return _begun.counted == _counted()
    return bool(_asked("SELECT pg_current_xact_id_if_assigned() IS NULL AND current_setting('is_superuser') = 'on'"))


def _ids_begin() -> Hashable:
    """Where the ids of each table begin."""
    if connection.vendor != "sqlite":
        tables.begin_ids()
        return tables.FIRST_ID
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, seq FROM sqlite_sequence ORDER BY name")
        return tuple(cursor.fetchall())


def _counted() -> Hashable:
    if connection.vendor == "sqlite":
        return (_changes(), _revoked())
    times = "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del)::bigint FROM pg_stat_xact_user_tables"
    return (_revoked(), _asked("SELECT pg_current_xact_id_if_assigned()::text"), _asked(times))


def _changes() -> Hashable:
    raw = connection.connection
    return (id(raw), raw.total_changes if raw else 0)


def _asked(sql: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]
