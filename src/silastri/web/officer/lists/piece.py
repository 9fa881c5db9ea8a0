"""The parts of a list, as ``components/list/list.html`` draws them: columns, rows, chips, pages."""

from dataclasses import dataclass
from typing import Any

from silastri.web.desk.rows import Cell, Row

from .asked import SIZES, Asked


@dataclass(frozen=True)
class Column:
    """``kind`` gives its width and its place on a phone; ``order`` is how the address names its order."""

    label: str
    kind: str
    order: str = ""


@dataclass(frozen=True)
class Head:
    column: Column
    sorted: str = ""  # as aria-sort has it
    address: str = ""


@dataclass(frozen=True)
class Chip:
    label: str
    count: int
    address: str
    on: bool = False
    presses: bool = False


@dataclass(frozen=True)
class Chips:
    """Values of one filter, of which one may be on."""

    label: str
    chips: tuple[Chip, ...]


@dataclass(frozen=True)
class Pager:
    page: int
    pages: int
    total: int
    first: int  # of the rows on the page
    last: int
    before: str
    after: str
    sizes: tuple[tuple[int, str, bool], ...]


def row(columns: tuple[Column, ...], cells: tuple[Cell, ...], *, key: str, address: str, **more: Any) -> Row:
    kinds = (column.kind for column in columns)
    return Row(key, address, cells[0].text, tuple(zip(kinds, cells, strict=True)), **more)


def heads(columns: tuple[Column, ...], asked: Asked) -> list[Head]:
    """The headings, each with the address that sorts by it; by the same column again, it turns the order round."""
    found = []
    for column in columns:
        on = bool(column.order) and column.order == asked.order
        said = ("descending" if asked.falling else "ascending") if on else ""
        to = f"-{column.order}" if on and not asked.falling else column.order
        found.append(Head(column, said, asked.address(urut=to) if column.order else ""))
    return found


def pager(asked: Asked, total: int, ends: tuple[str, str] = ("", ""), *, page: int = 0, least: int = 1) -> Pager:
    """``page`` instead of the one asked for, and its ``ends``: the keys of its first and its last row, at which its
    neighbours begin. There are at ``least`` so many pages, whatever the total says since rows have left."""
    pages = max(least, -(-total // asked.size))
    page = min(page or asked.page, pages)
    sizes = tuple((size, asked.address(baris=str(size)), size == asked.size) for size in SIZES)
    start = (page - 1) * asked.size
    first, last = ends
    before = asked.address(halaman=str(page - 1), sebelum=first if page > 2 else "") if page > 1 else ""
    after = asked.address(halaman=str(page + 1), sesudah=last) if page < pages else ""
    return Pager(page, pages, total, min(start + 1, total), min(start + asked.size, total), before, after, sizes)
