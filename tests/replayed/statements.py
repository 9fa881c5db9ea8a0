"""On SQLite: the statements that wrote rows, given again."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import connection

from tests.replayed.moments import is_of_now

_WRITES = ("INSERT", "UPDATE", "DELETE")


class Statements:
    def __init__(self) -> None:
        self._given: list[tuple[str, Any, bool]] = []
        self._undone = False
        self._rows = 0

    @contextmanager
    def noted(self) -> Iterator[None]:
        """Every write of what runs within."""
        rows = _written()
        with connection.execute_wrapper(self._note):
            yield
        self._rows = _written() - rows

    def _note(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        begins = sql.lstrip().upper()
        if begins.startswith("ROLLBACK"):
            self._undone = True
        elif begins.startswith(_WRITES):
            if many:
                params = [tuple(one) for one in params]
            self._given.append((sql, params, many))
        return execute(sql, params, many, context)

    def may_be_written_again(self, began: datetime) -> bool:
        values = (one for _, params, _ in self._given for one in _flat(params))
        return not self._undone and not any(is_of_now(value, began) for value in values)

    def write(self) -> None:
        rows = _written()
        with connection.cursor() as cursor:
            for sql, params, many in self._given:
                if many:
                    cursor.executemany(sql, params)
                else:
                    cursor.execute(sql, params)
        assert _written() - rows == self._rows, "what was written again is not what was written first"


def _written() -> int:
    return int(connection.connection.total_changes)


def _flat(params: Any) -> Iterator[Any]:
    for one in params or ():
        if isinstance(one, list | tuple):
            yield from _flat(one)
        else:
            yield one
