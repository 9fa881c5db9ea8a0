"""A list with its newest row first, a page at a time. A page begins where its neighbour ended, and nothing is counted,
so that a late page costs what the first one does."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from silastri.apps import keyset

from . import asked as reading

A_PAGE = 50


@dataclass(frozen=True)
class Newest:
    """``newer`` and ``older`` are the keys of the first and the last row, empty where nothing is beyond them."""

    rows: list[Any]
    newer: str = ""
    older: str = ""


def page(found: QuerySet[Any], query: QueryDict, *, by: str) -> Newest:
    """The page that the address asks for: after a row (``sesudah``), before one (``sebelum``), or the first.

    ``by`` is a moment that every row has.
    """
    after = query.get("sesudah", "")
    moment, pk = reading.key_in(after or query.get("sebelum", "")) or (None, 0)
    if moment is None:
        return _first(found, by)
    back = not after
    there = found.filter(keyset.beyond(by, moment, pk, "gt" if back else "lt"))
    order = (by, "pk") if back else (f"-{by}", "-pk")
    rows = list(there.order_by(*order)[: A_PAGE + 1])
    if not rows or (back and len(rows) <= A_PAGE):
        return _first(found, by)
    more, rows = len(rows) > A_PAGE, rows[:A_PAGE]
    if back:
        rows.reverse()
    return Newest(rows, newer=_key(rows[0], by), older=_key(rows[-1], by) if back or more else "")


def _first(found: QuerySet[Any], by: str) -> Newest:
    rows = list(found.order_by(f"-{by}", "-pk")[: A_PAGE + 1])
    return Newest(rows[:A_PAGE], older=_key(rows[A_PAGE - 1], by) if len(rows) > A_PAGE else "")


def _key(row: Any, by: str) -> str:
    return reading.told((getattr(row, by), row.pk))
