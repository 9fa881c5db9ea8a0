"""Full-text search: PostgreSQL by a tsvector with GIN, SQLite by FTS5. Both index plain words (``domain.search``), rank
words of the heading above those of the text, and find the same records."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from silastri.domain import search
from silastri.domain.search import Phrase

MOST_WORDS = 100_000  # characters of a text that are indexed
_RANKED = 500  # only so many of the newest records found are ranked: ranking more takes long and helps little

_KEEP = {
    "postgresql": """
        UPDATE archive_record SET search = setweight(to_tsvector('simple', %(heading)s), 'A')
            || setweight(to_tsvector('simple', %(text)s), 'D') WHERE id = %(pk)s
    """,
    "sqlite": "INSERT OR REPLACE INTO archive_search (rowid, heading, text) VALUES (%(pk)s, %(heading)s, %(text)s)",
}
# CROSS JOIN: SQLite must go from the words to the records in their order, never the other way round.
_FIND = {
    "postgresql": """
        SELECT id FROM (
            SELECT r.id, r.search FROM archive_record r JOIN cases_case c ON c.id = r.case_id
            WHERE r.search @@ %(words)s::tsquery AND {within} ORDER BY r.id DESC LIMIT %(ranked)s
        ) found ORDER BY ts_rank(search, %(words)s::tsquery) DESC, id DESC LIMIT %(most)s OFFSET %(start)s
    """,
    "sqlite": """
        SELECT id FROM (
            SELECT r.id, bm25(archive_search, 10.0, 1.0) AS place FROM archive_search
            CROSS JOIN archive_record r ON r.id = archive_search.rowid CROSS JOIN cases_case c ON c.id = r.case_id
            WHERE archive_search MATCH %(words)s AND {within}
            ORDER BY archive_search.rowid DESC LIMIT %(ranked)s
        ) ORDER BY place, id DESC LIMIT %(most)s OFFSET %(start)s
    """,
}
_INDEXED = {"postgresql": search.lexemes, "sqlite": search.plain}
_WORDS = {"postgresql": search.tsquery, "sqlite": search.fts5}


@dataclass(frozen=True, slots=True)
class Within:
    """Limits a search; an empty value does not limit it. A classification includes those below it."""

    office: int
    year: int | None = None
    code: str = ""
    service: int | None = None
    state: str = ""


def keep(pk: int, *, heading: str, text: str) -> None:
    """From now on the record is found by these words only."""
    words = _INDEXED[connection.vendor]
    values: dict[str, int | str] = {"pk": pk, "heading": words(heading), "text": words(text[:MOST_WORDS])}
    with connection.cursor() as cursor:
        cursor.execute(_KEEP[connection.vendor], values)


def find(wanted: Sequence[Phrase], within: Within, *, start: int = 0, most: int = 25) -> list[int]:
    """The records with every phrase, the best first. ``wanted`` must not be empty."""
    clauses, values = _clauses(within)
    vendor = connection.vendor
    values |= {"words": _WORDS[vendor](wanted), "start": start, "most": most, "ranked": _RANKED}
    with connection.cursor() as cursor:
        cursor.execute(_FIND[vendor].format(within=" AND ".join(clauses)), values)
        return [row[0] for row in cursor.fetchall()]


def _clauses(within: Within) -> tuple[list[str], dict[str, int | str]]:
    clauses = ["r.office_id = %(office)s"]
    values: dict[str, int | str] = {"office": within.office}
    if within.year:
        clauses.append('r."on" BETWEEN %(first)s AND %(last)s')
        values |= {"first": f"{within.year}-01-01", "last": f"{within.year}-12-31"}
    if within.code:
        clauses.append("(r.code = %(code)s OR substr(r.code, 1, %(length)s) = %(under)s)")
        values |= {"code": within.code, "under": f"{within.code}.", "length": len(within.code) + 1}
    if within.service:
        clauses.append("c.service_id = %(service)s")
        values["service"] = within.service
    if within.state:
        clauses.append("r.state = %(state)s")
        values["state"] = within.state
    return clauses, values
