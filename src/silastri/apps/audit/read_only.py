"""Nothing is written to the database while somebody only reads, whatever asks for it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from silastri.domain.refusal import NotYours

from .models import LogEntry

_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "TRUNCATE", "MERGE")
_IN_WITH = ("INSERT INTO ", "DELETE FROM ", 'UPDATE "')  # PostgreSQL writes inside one that begins so


class OnlyReads(NotYours):
    """Who watches over an office changes nothing there."""


SENTENCE = "Anda mengawasi kantor ini, jadi Anda hanya membaca. Tidak ada yang diubah."


@contextmanager
def read_only() -> Iterator[None]:
    """Refuses every statement that writes, but for lines of the access log. Raises OnlyReads inside."""
    with connection.execute_wrapper(_only_reading):
        yield


def _only_reading(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    text = str(sql).lstrip().upper()
    is_log = text.startswith(f'INSERT INTO "{LogEntry._meta.db_table.upper()}"')
    writes = text.startswith(_WRITES) or (text.startswith("WITH") and any(word in text for word in _IN_WITH))
    if writes and not is_log:
        raise OnlyReads(SENTENCE)
    return execute(sql, params, many, context)
