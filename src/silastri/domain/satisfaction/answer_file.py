"""Answers from a CSV file: columns u1 to u9 in any order, a mark from 1 to 4 or nothing in each."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from silastri.domain.refusal import NotFit

from .index import ELEMENTS, Sums

_MARKS: dict[str, int | None] = {"": None, "1": 1, "2": 2, "3": 3, "4": 4}
_MOST_SHOWN = 20  # characters of a wrong value that are said again


@dataclass(frozen=True, slots=True)
class Found:
    """What a file holds. A row without a single mark is no answer: it is counted apart."""

    sums: Sums
    empty_rows: int


def read(lines: Iterable[bytes]) -> Found:
    """Goes through the lines once and keeps none. Raises NotFit with the number of the line that is wrong."""
    rows = _rows(_texts(lines))
    header = next(rows, None)
    if header is None:
        raise NotFit("Berkas ini kosong.")
    places, width = _places(header[1]), len(header[1])
    empty = 0

    def marks() -> Iterator[list[int | None]]:
        nonlocal empty
        for line, cells in rows:
            if len(cells) != width:
                raise NotFit(f"Baris {line}: ada {len(cells)} kolom, seharusnya {width} seperti di baris judul.")
            try:
                found = [_MARKS[cells[place]] for place in places]
            except KeyError:
                found = [_mark(cells[place], element, line) for element, place in zip(ELEMENTS, places, strict=True)]
            if any(found):
                yield found
            else:
                empty += 1

    return Found(Sums.of(marks()), empty)


def _mark(cell: str, element: str, line: int) -> int | None:
    """Raises NotFit."""
    try:
        return _MARKS[cell.strip()]
    except KeyError:
        shown = cell.strip()[:_MOST_SHOWN]
        raise NotFit(f'Baris {line}: "{shown}" di kolom {element} bukan nilai dari 1 sampai 4.') from None


def _places(header: list[str]) -> list[int]:
    """Where each element stands in a row. Raises NotFit."""
    names = [name.strip().lower() for name in header]
    lacking = [element for element in ELEMENTS if element not in names]
    if lacking:
        raise NotFit(f"Baris 1: tidak ada kolom {', '.join(lacking)}. Harus ada kolom u1 sampai u9.")
    twice = [element for element in ELEMENTS if names.count(element) > 1]
    if twice:
        raise NotFit(f"Baris 1: kolom {', '.join(twice)} ada lebih dari sekali.")
    return [names.index(element) for element in ELEMENTS]


def _rows(texts: Iterator[str]) -> Iterator[tuple[int, list[str]]]:
    """The number of its line and the cells of each row that is not blank. The first row tells what separates them."""
    first = next(texts, None)
    if first is None:
        return
    rows = csv.reader(_after(first, texts), delimiter=";" if ";" in first else ",", strict=True)
    try:
        for cells in rows:
            if cells:
                yield rows.line_num, cells
    except csv.Error:
        raise NotFit(f"Baris {rows.line_num}: baris ini tidak dapat dibaca sebagai CSV.") from None


def _after(first: str, texts: Iterator[str]) -> Iterator[str]:
    yield first
    yield from texts


def _texts(lines: Iterable[bytes]) -> Iterator[str]:
    for number, line in enumerate(lines, start=1):
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise NotFit(f"Baris {number}: huruf di berkas ini bukan UTF-8. Simpan sebagai CSV UTF-8.") from None
