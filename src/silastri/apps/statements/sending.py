"""Sends statements that are made once: straight to the driver of the database, or by Django's cursor where somebody
watches what is executed, or where the session is not ours alone because a pooler stands before it."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any


class Statement:
    """``sql`` has ``%s`` for each value, as Django's cursor takes it."""

    def __init__(self, sql: str) -> None:
        self.sql = sql

    @cached_property
    def numbered(self) -> bytes:
        """As PostgreSQL takes it: with $1, $2 and so on."""
        first, *others = self.sql.split("%s")
        text = first + "".join(f"${place}{other}" for place, other in enumerate(others, 1))
        return text.replace("%%", "%").encode()

    @cached_property
    def marked(self) -> str:
        """As SQLite takes it: with question marks."""
        return self.sql.replace("%s", "?").replace("%%", "%")


Given = tuple[Statement, Sequence[Any]]


def send(db: Any, given: Sequence[Given]) -> list[Sequence[Any]]:
    """Executes them in their order. The rows of the last one, if it reads."""
    if not given:
        return []
    if db.execute_wrappers or db.queries_logged:
        return _by_cursor(db, given)
    db.validate_thread_sharing()
    db.validate_no_broken_transaction()
    db.close_if_health_check_failed()
    db.ensure_connection()
    if db.vendor == "sqlite":
        with db.wrap_database_errors:
            return _to_sqlite(db.connection, given)
    from . import prepared  # noqa: PLC0415 - it takes psycopg along, which SQLite needs not

    if db.settings_dict["DISABLE_SERVER_SIDE_CURSORS"] or not prepared.fits(db.connection):
        return _by_cursor(db, given)
    with db.wrap_database_errors:
        return prepared.send(db.connection, [(one.numbered, values) for one, values in given])  # type: ignore[return-value]


def _to_sqlite(session: Any, given: Sequence[Given]) -> list[Sequence[Any]]:
    for statement, values in given:
        found = session.execute(statement.marked, values)
    return found.fetchall()  # type: ignore[no-any-return]


def _by_cursor(db: Any, given: Sequence[Given]) -> list[Sequence[Any]]:
    """On PostgreSQL in one trip too, planned anew."""
    trips = [(statement.sql, values) for statement, values in given]
    if db.vendor == "postgresql":
        trips = [("; ".join(sql for sql, _ in trips), [value for _, values in trips for value in values])]
    with db.cursor() as cursor:
        for sql, values in trips:
            cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else []
