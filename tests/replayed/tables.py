"""On PostgreSQL: the rows of each table that was written to, copied back. No statement is looked at, for rows also come
by COPY; no trigger refuses and no foreign key is asked, for they did so when the rows were first written."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection

from tests.replayed.moments import is_of_now

FIRST_ID = (
    400  # above what migrations wrote; the telephones of demo officers, made from the id of their office, stay short
)
_MOMENT = re.compile(rb"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d+)?(?:[+-]\d\d)?")
_WRITTEN = "SELECT relid::regclass::text, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables"


class Tables:
    def __init__(self) -> None:
        self._rows: dict[str, bytes] = {}
        self._sequences: list[tuple[str, int]] = []

    @contextmanager
    def noted(self) -> Iterator[None]:
        """Every table that what runs within writes to, as it is afterwards."""
        before = _written()
        yield
        changed = [table for table, times in _written().items() if times > before.get(table, 0)]
        raw = connection.connection
        for table in changed:
            with raw.cursor() as cursor, cursor.copy(f"COPY {table} TO STDOUT") as copy:
                self._rows[table] = b"".join(copy)
        with connection.cursor() as cursor:
            cursor.execute("SELECT schemaname || '.' || quote_ident(sequencename), last_value FROM pg_sequences "
                           "WHERE last_value IS NOT NULL AND schemaname = current_schema()")  # fmt: skip
            self._sequences = cursor.fetchall()

    def may_be_written_again(self, began: datetime) -> bool:
        moments = (found for rows in self._rows.values() for found in _MOMENT.findall(rows))
        return not any(is_of_now(moment.decode(), began) for moment in moments)

    def write(self) -> None:
        raw = connection.connection
        with raw.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(";".join(f"DELETE FROM {table}" for table in self._rows))
            for table, rows in self._rows.items():
                with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                    copy.write(rows)
            cursor.execute("SET LOCAL session_replication_role = origin")
        with connection.cursor() as cursor:
            names, values = zip(*self._sequences, strict=True)
            cursor.execute("SELECT setval(name, value) FROM unnest(%s::regclass[], %s::bigint[]) AS kept (name, value)",
                           [list(names), list(values)])  # fmt: skip


def begin_ids() -> None:
    """Every table counts from the same number, whatever was undone before."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval(oid, %s, false) FROM pg_class WHERE relkind = 'S' "
                       "AND relnamespace = current_schema()::regnamespace", [FIRST_ID])  # fmt: skip


def _written() -> dict[str, int]:
    """How often each table was written to in this transaction."""
    with connection.cursor() as cursor:
        cursor.execute(_WRITTEN)
        return dict(cursor.fetchall())
