"""What the database would do for a statement, by its own word."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from django.db import connection

from silastri.apps.statements import sending
from silastri.apps.statements.sending import Statement

# Tables that grow with cases, people or time: none is to be read whole for one page or act.
LARGE = frozenset(
    """accounts_person archive_record audit_logentry cases_case cases_casedocument cases_mark cases_steprun
    documents_storedfile letters_letter message_message registry_registryentry surveys_invitation
    tickets_ticket tickets_ticketevent""".split()
)
_EXPLAINED = ("SELECT", "UPDATE", "DELETE", "WITH")
_SCANNED = re.compile(r"^SCAN (\w+)(?! USING)")  # SQLite: what is read by an index is read in its order or part


def read_whole(act: Callable[[], Any]) -> list[str]:
    """The statements of ``act`` that read a large table from its beginning to its end, each with the table."""
    return [
        f"{table}: {_told(one.sql)}"
        for one in _sent(act)
        if one.sql.lstrip().startswith(_EXPLAINED)
        for table in _scanned(one)
    ]


@dataclass(frozen=True)
class _Sent:
    """``is_prepared``: where nobody watches, PostgreSQL plans it once for all values."""

    sql: str
    params: Any
    is_prepared: bool


def _sent(act: Callable[[], Any]) -> list[_Sent]:
    sent: list[_Sent] = []
    prepared: list[bool] = []
    by_cursor = sending._by_cursor

    def made_once(db: Any, given: Any) -> Any:
        prepared.append(True)
        try:
            return by_cursor(db, given)
        finally:
            prepared.pop()

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        sent.append(_Sent(sql, params, bool(prepared) and "; " not in sql))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen), patch.object(sending, "_by_cursor", made_once):
        act()
    return sent


def read_much(act: Callable[[], Any], most: int) -> list[str]:
    """The queries of ``act`` in which PostgreSQL goes through more than so many rows of a large table, whether it shows
    them or passes them over; each with the table and how many."""
    found = []
    for one in _sent(act):
        if not one.sql.lstrip().startswith("SELECT"):
            continue  # to count its rows, a statement is executed
        plan = _plan(one, "ANALYZE, FORMAT JSON")
        found += [f"{rows} of {table}: {_told(one.sql)}" for table, rows in _gone_through(plan) if rows > most]
    return found


def _plan(one: _Sent, options: str) -> dict[str, Any]:
    """What PostgreSQL would do; for a prepared statement what it does from the sixth time on, whatever the values."""
    with connection.cursor() as cursor:
        if one.is_prepared:
            values = ", ".join(["%s"] * len(one.params))
            cursor.execute("SET LOCAL plan_cache_mode = force_generic_plan")
            cursor.execute(f"PREPARE seen AS {Statement(one.sql).numbered.decode().replace('%', '%%')}", [])
            cursor.execute(f"EXPLAIN ({options}) EXECUTE seen" + (f"({values})" if one.params else ""), one.params)
        else:
            cursor.execute(f"EXPLAIN ({options}) {one.sql}", one.params)
        (said,) = cursor.fetchone()
        if one.is_prepared:
            cursor.execute("DEALLOCATE seen")
            cursor.execute("SET LOCAL plan_cache_mode = auto")
    found: dict[str, Any] = (json.loads(said) if isinstance(said, str) else said)[0]["Plan"]
    return found


def _gone_through(node: dict[str, Any]) -> Iterator[tuple[str, int]]:
    if node.get("Relation Name") in LARGE:
        passed = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
        yield node["Relation Name"], int((node["Actual Rows"] + passed) * node["Actual Loops"])
    for below in node.get("Plans", ()):
        yield from _gone_through(below)


def _told(sql: str) -> str:
    """Without the columns that it reads, which fill pages."""
    return re.sub(r"SELECT .*? FROM", "SELECT … FROM", sql)


def _scanned(one: _Sent) -> Iterator[str]:
    if connection.vendor == "postgresql":
        yield from _sequential(_plan(one, "FORMAT JSON"))
        return
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {one.sql}", one.params)
        for *_, detail in cursor.fetchall():
            found = _SCANNED.match(detail)
            name = found[1] if found else ""
            table = _tables_by_alias(one.sql).get(name, name)
            if table in LARGE:
                yield table


def _sequential(node: dict[str, Any]) -> Iterator[str]:
    if node["Node Type"] == "Seq Scan" and node["Relation Name"] in LARGE:
        yield node["Relation Name"]
    for below in node.get("Plans", ()):
        yield from _sequential(below)


def _tables_by_alias(sql: str) -> dict[str, str]:
    return {alias: table for table, alias in re.findall(r'"(\w+)" (\w\d+)\b', sql)}
