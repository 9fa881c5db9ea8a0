"""Sets the rows of a long table between the frame that a template drew: in a twentieth of the time that the typesetter
needs for them, and without keeping them in memory."""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, BinaryIO

from silastri.domain.printable import tidy

from .added_pages import AddedPages
from .face import FACES, Face
from .port import Cell

_TOGETHER = 3  # rows that stay with the end
_REMEMBERED = 500  # texts: most cells of a book are like those above them
_PIECES = re.compile(r"[^ \u200b-]*(?:[ \u200b]+|-+|$)")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a cell: the letters as glyphs in hexadecimal digits."""

    style: str
    width: float
    glyphs: str


_Set = list[Sequence[_Line]]  # a row: the lines of each cell


class _Setter:
    """Breaks texts into the lines of their columns."""

    def __init__(self, measures: dict[str, Any]) -> None:
        self.faces = {key: Face(file) for key, (_, file) in FACES.items()}
        size, small, soft = measures["size"], measures["small"], "{:.3f} {:.3f} {:.3f} rg".format(*measures["soft"])
        self.styles = {
            "": ("R", size, "0 g"),
            "strong": ("B", size, "0 g"),
            "small": ("R", small, soft),
            "foot": ("R", size, soft),
        }
        self._inside = [column["width"] - 2 * measures["inset"] for column in measures["columns"]]
        self._is_whole = [column.get("is_whole", False) for column in measures["columns"]]
        self._lines = lru_cache(_REMEMBERED)(self._broken)

    def row(self, cells: Sequence[Cell]) -> _Set:
        return [
            [line for one in cell for line in self._lines(one["text"], one.get("as", ""), n)]
            for n, cell in enumerate(cells)
        ]

    def line(self, text: str, style: str = "") -> _Line:
        return _Line(style, self._measured(text, style), text.translate(self.faces[self.styles[style][0]].glyphs))

    def _measured(self, text: str, style: str) -> float:
        face, size, _ = self.styles[style]
        return float(sum(map(self.faces[face].widths.__getitem__, map(ord, text))) * size / 1000)

    def _broken(self, text: str, style: str, column: int) -> tuple[_Line, ...]:
        text, width = " ".join(tidy(text).split()), self._inside[column]
        if self._is_whole[column] or self._measured(text, style) <= width:
            return (self.line(text, style),)
        return tuple(self.line(line, style) for line in self._wrapped(text, style, width))

    def _wrapped(self, text: str, style: str, width: float) -> Iterator[str]:
        line = ""
        for piece in _PIECES.findall(text):
            if self._measured((line + piece).rstrip(), style) <= width:
                line += piece
                continue
            if line:
                yield line.rstrip()
            *full, line = self._cut(piece, style, width)
            yield from full
        if line:
            yield line.rstrip()

    def _cut(self, piece: str, style: str, width: float) -> Iterator[str]:
        """A piece that is wider than its column is cut between letters."""
        line = ""
        for letter in piece:
            if line and self._measured((line + letter).rstrip(), style) > width:
                yield line
                line = ""
            line += letter
        yield line


class _Book:
    """The pages: each has a frame, rows, and its number. Lengths are points from the top of the page."""

    def __init__(self, pages: AddedPages, measures: dict[str, Any]) -> None:
        self._pages, self._measures, self._setter = pages, measures, _Setter(measures)
        self._limit = measures["height"] - measures["bottom"]
        self._edges = [measures["left"]]
        for column in measures["columns"]:
            self._edges.append(self._edges[-1] + column["width"])
        self._steps = {name: size * measures["cap"] for name, (_, size, _) in self._setter.styles.items()}
        self._begin_page()

    def write(self, rows: Iterable[Sequence[Cell]]) -> int:
        last: deque[_Set] = deque()
        for cells in rows:
            last.append(self._setter.row(cells))
            if len(last) > _TOGETHER:
                self._put(last.popleft())
        end = self._measures["end"] - self._measures["begin"]
        if self._y + end + sum(self._tall(row) for row in last) > self._limit and not self._is_bare:
            self._next_page()
        for row in last:
            self._put(row)
        if self._y + end > self._limit:
            self._next_page()
        self._end_page(with_end=True)
        self._pages.end([self._page_number(n) for n in range(1, len(self._pages) + 1)])
        return len(self._pages)

    def _tall(self, row: _Set) -> float:
        inner = (sum(self._steps[line.style] + self._measures["leading"] for line in cell) for cell in row)
        return float(max(self._measures["leading"], *inner) - self._measures["leading"] + 2 * self._measures["inset"])

    def _put(self, row: _Set) -> None:
        """Sets a row on the page where it has room; one that no page has room for goes on over several."""
        if self._y + self._tall(row) > self._limit and not self._is_bare:
            self._next_page()
        while self._y + self._tall(row) > self._limit:
            fits, row = self._parted(row)
            self._draw(fits)
            self._next_page()
        self._draw(row)

    def _parted(self, row: _Set) -> tuple[_Set, _Set]:
        """What of the row has room on this page, and the rest."""
        room = self._limit - self._y - 2 * self._measures["inset"]
        step = self._steps[""] + self._measures["leading"]
        count = max(1, int((room + self._measures["leading"]) // step))
        return [cell[:count] for cell in row], [cell[count:] for cell in row]

    def _draw(self, row: _Set) -> None:
        inset, leading = self._measures["inset"], self._measures["leading"]
        for n, cell in enumerate(row):
            y = self._y + inset
            for line in cell:
                y += self._steps[line.style]
                is_right = self._measures["columns"][n].get("is_right", False)
                x = self._edges[n + 1] - inset - line.width if is_right else self._edges[n] + inset
                self._drawn.append(self._shown(line, x, y))
                y += leading
        self._y += self._tall(row)
        self._rules.append(f"{self._edges[0]:.2f} {self._up(self._y)} m {self._edges[-1]:.2f} {self._up(self._y)} l")
        self._is_bare = False

    def _shown(self, line: _Line, x: float, y: float) -> str:
        font, size, colour = self._setter.styles[line.style]
        return f"{colour} /{font} {size:g} Tf 1 0 0 1 {x:.2f} {self._up(y)} Tm <{line.glyphs}> Tj"

    def _up(self, y: float) -> str:
        """As a PDF counts: from the bottom."""
        return f"{self._measures['height'] - y:.2f}"

    def _begin_page(self) -> None:
        self._y = self._top = self._measures["next" if self._pages else "first"]
        self._drawn: list[str] = []
        self._rules: list[str] = []
        self._is_bare = True

    def _next_page(self) -> None:
        self._end_page()
        self._begin_page()

    def _end_page(self, *, with_end: bool = False) -> None:
        parts = [f"/{'Next' if self._pages else 'First'} Do"]
        if self._drawn:
            colour = "{:.3f} {:.3f} {:.3f} RG 0.5 w".format(*self._measures["line"])
            sides = (f"{x:.2f} {self._up(self._top)} m {x:.2f} {self._up(self._y)} l" for x in self._edges)
            parts += [colour, *sides, *self._rules, "S", "BT", *self._drawn, "ET"]
        if with_end:
            parts.append(f"q 1 0 0 1 0 {self._measures['begin'] - self._y:.2f} cm /End Do Q")
        self._pages.add("\n".join(parts))

    def _page_number(self, n: int) -> str:
        line = self._setter.line(f"Halaman {n} dari {len(self._pages)}", "foot")
        x = self._measures["width"] - self._measures["left"] - line.width
        return f"BT {self._shown(line, x, self._measures['number'] + self._steps['foot'])} ET"


def write(begun: bytes, measures: dict[str, Any], rows: Iterable[Sequence[Cell]], to: BinaryIO) -> int:
    """Sets the rows in the frame that was begun; the number of pages."""
    book = _Book(AddedPages(to, begun, measures), measures)
    return book.write(rows)
