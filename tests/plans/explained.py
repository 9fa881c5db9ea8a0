"""What the database would do for a statement, by its own word."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection

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
        f"{table}: {_told(sql)}"
        for sql, params in _sent(act)
        if sql.lstrip().startswith(_EXPLAINED)
        for table in _scanned(sql, params)
    ]


def _sent(act: Callable[[], Any]) -> list[tuple[str, Any]]:
    sent: list[tuple[str, Any]] = []

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        sent.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        act()
    return sent


def read_much(act: Callable[[], Any], most: int) -> list[str]:
    """The queries of ``act`` in which PostgreSQL goes through more than so many rows of a large table, whether it shows
    them or passes them over; each with the table and how many."""
    found = []
    for sql, params in _sent(act):
        if not sql.lstrip().startswith("SELECT"):
            continue  # to count its rows, a statement is executed
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params)
            (said,) = cursor.fetchone()
        plan = (json.loads(said) if isinstance(said, str) else said)[0]["Plan"]
        found += [f"{rows} of {table}: {_told(sql)}" for table, rows in _gone_through(plan) if rows > most]
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


def _scanned(sql: str, params: Any) -> Iterator[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
            (said,) = cursor.fetchone()
            yield from _sequential((json.loads(said) if isinstance(said, str) else said)[0]["Plan"])
            return
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        for *_, detail in cursor.fetchall():
            found = _SCANNED.match(detail)
            name = found[1] if found else ""
            table = _tables_by_alias(sql).get(name, name)
            if table in LARGE:
                yield table


def _sequential(node: dict[str, Any]) -> Iterator[str]:
    if node["Node Type"] == "Seq Scan" and node["Relation Name"] in LARGE:
        yield node["Relation Name"]
    for below in node.get("Plans", ()):
        yield from _sequential(below)


def _tables_by_alias(sql: str) -> dict[str, str]:
    return {alias: table for table, alias in re.findall(r'"(\w+)" (\w\d+)\b', sql)}
