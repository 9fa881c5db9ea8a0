"""What most tests build first, the same town and the same case, is built by its acts once in a process.

Where another test begins alike, the rows that those acts wrote are written again, with the same ids. Alike means that
nothing else was written in this test, and that the ids begin where they began. Else the acts are done anew; so they are
where rows are committed, in a savepoint of the test's own, where a test replaces a part of the application
(``monkeypatch``, ``settings``), and where something written bears the time of the clock.
"""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
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

_WRITES = ("INSERT", "UPDATE", "DELETE")
_FIRST_ID = 100_000  # on PostgreSQL, whose sequences no rollback sets back


@dataclass
class _Begun:
    """How far this test is: what was built, and what the database had counted then."""

    built: tuple[Hashable, ...] | None = None
    counted: Hashable = None
    depth: int = 0  # the savepoints in which a test runs


@dataclass
class _Kept:
    statements: list[tuple[str, Any, bool]]
    rows: int
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


def begin(depth: int = 0) -> None:
    """A test begins."""
    _begun.built, _begun.depth = (), depth
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
    statements: list[tuple[str, Any, bool]] = []
    undone: list[str] = []
    stored: set[str] = set()
    exists = FileSystemStorage.exists

    def looked_for(storage: FileSystemStorage, name: str) -> bool:
        stored.add(name)
        return exists(storage, name)

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        begins = sql.lstrip().upper()
        if begins.startswith("ROLLBACK"):
            undone.append(sql)
        elif begins.startswith(_WRITES):
            if many:
                params = [tuple(one) for one in params]
            statements.append((sql, params, many))
        return execute(sql, params, many, context)

    began, rows, keys = datetime.now(UTC), _rows(), _key_files()
    with connection.execute_wrapper(note), patch.object(FileSystemStorage, "exists", looked_for):
        result = build()
    if not undone and not any(_is_of_now(one, began) for _, params, _ in statements for one in _flat(params)):
        files = {name: default_storage.open(name).read() for name in stored if default_storage.exists(name)}
        made = {path: content for path, content in _key_files().items() if keys.get(path) != content}
        _kept[key] = _Kept(statements, _rows() - rows, result, files, made)
    return result


def _write(kept: _Kept) -> None:
    rows = _rows()
    with connection.cursor() as cursor:
        for sql, params, many in kept.statements:
            if many:
                cursor.executemany(sql, params)
            else:
                cursor.execute(sql, params)
    assert _rows() - rows == kept.rows, "what was written again is not what was written first"
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


def _flat(params: Any) -> Iterator[Any]:
    for one in params or ():
        if isinstance(one, list | tuple):
            yield from _flat(one)
        else:
            yield one


def _is_of_now(value: Any, began: datetime) -> bool:
    """Whether it is a moment of the clock."""
    if isinstance(value, str) and len(value) >= 19 and value[4:5] == "-" and value[13:14] == ":":
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return False
    if not isinstance(value, datetime):
        return False
    value = value if value.tzinfo else value.replace(tzinfo=UTC)
    return abs(value - began) < timedelta(minutes=5)


def _is_as_left() -> bool:
    """Whether nothing was written since the test began, or since the last of these was built."""
    if connection.vendor != "sqlite":  # where rows also come by COPY, which passes no statement
        return False
    if _begun.built is None or not connection.in_atomic_block or len(connection.savepoint_ids) > _begun.depth:
        return False
    if _begun.built or connection.vendor == "sqlite":
        return _begun.counted == _counted()
    return bool(_asked("SELECT pg_current_xact_id_if_assigned() IS NULL"))


def _ids_begin() -> Hashable:
    """Where the ids of each table begin."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, seq FROM sqlite_sequence ORDER BY name")
            return tuple(cursor.fetchall())
        cursor.execute("SELECT setval(oid, %s, false) FROM pg_class WHERE relkind = 'S' "
                       "AND relnamespace = current_schema()::regnamespace", [_FIRST_ID])  # fmt: skip
    return _FIRST_ID


def _counted() -> Hashable:
    if connection.vendor == "sqlite":
        return (_changes(), _revoked())
    return (_revoked(), _asked("SELECT pg_current_xact_id_if_assigned()::text"), _rows())


def _changes() -> Hashable:
    raw = connection.connection
    return (id(raw), raw.total_changes if raw else 0)


def _rows() -> int:
    """The rows that were written, on SQLite by this connection, on PostgreSQL by this transaction."""
    if connection.vendor == "sqlite":
        return int(connection.connection.total_changes)
    return int(_asked("SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) FROM pg_stat_xact_user_tables"))


def _asked(sql: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]
