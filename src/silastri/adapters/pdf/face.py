"""Reads a TrueType font: the width of each character, and its glyph."""

import mmap
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

FACES = {"R": ("Arimo-Regular", "Arimo_400Regular.ttf"), "B": ("Arimo-Bold", "Arimo_700Bold.ttf")}  # as pages call them
_FONTS = Path(__file__).parent / "fonts"
_DRAWN = (b"cvt ", b"fpgm", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"prep")  # what a PDF needs of it
_INVISIBLE = "\u00ad\u200b\u200c\u200d"
_MISSING = "\ufffd"


class _Known(dict[int, Any]):
    """By character code, found when they are first asked for."""

    def __init__(self, find: Callable[[int], Any]) -> None:
        self._find = find

    def __missing__(self, code: int) -> Any:
        self[code] = found = self._find(code)
        return found


class Face:
    """One font: ``widths`` are in thousandths of its size, ``glyphs`` in hexadecimal digits; both by character code."""

    def __init__(self, file: str) -> None:
        with (_FONTS / file).open("rb") as opened:
            self._file = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
        (count,) = self._read("H", 4)
        entries = (self._read("4sLLL", 12 + 16 * n) for n in range(count))
        self._tables = {tag: (place, length) for tag, _, place, length in entries}
        self._em = self.number("head", "H", 18)
        self._segments = list(self._read_segments())
        self.widths: dict[int, float] = _Known(
            lambda code: 0 if chr(code) in _INVISIBLE else self._width(self._glyph(code))
        )
        self.glyphs: dict[int, str] = _Known(lambda code: "" if chr(code) in _INVISIBLE else f"{self._glyph(code):04x}")

    def all_widths(self) -> list[float]:
        return [self._width(glyph) for glyph in range(self.number("maxp", "H", 4))]

    def characters(self) -> list[int]:
        return [code for first, last, _, _ in self._segments for code in range(first, last + 1) if self._found(code)]

    def number(self, table: str, form: str, at: int) -> int:
        return int(self._read(form, self._place(table) + at)[0])

    def scaled(self, table: str, at: int) -> float:
        return self._thousandths(self.number(table, "h", at))

    def bare(self) -> bytes:
        """The file without what only a typesetter needs."""
        kept = [tag for tag in _DRAWN if tag in self._tables]
        power = 1 << (len(kept).bit_length() - 1)
        steps = (power * 16, power.bit_length() - 1, (len(kept) - power) * 16)
        head, body = struct.pack(">LHHHH", 0x00010000, len(kept), *steps), b""
        begin = len(head) + 16 * len(kept)
        for tag in kept:
            place, length = self._tables[tag]
            content = self._file[place : place + length] + bytes(-length % 4)
            total = sum(struct.unpack(f">{len(content) // 4}L", content)) & 0xFFFFFFFF
            head += struct.pack(">4sLLL", tag, total, begin + len(body), length)
            body += content
        return head + body

    def _read(self, form: str, at: int) -> tuple[Any, ...]:
        return struct.unpack_from(f">{form}", self._file, at)

    def _place(self, table: str) -> int:
        return int(self._tables[table.encode()][0])

    def _thousandths(self, length: int) -> float:
        return round(length * 1000 / self._em, 2)

    def _width(self, glyph: int) -> float:
        """The last width is that of all glyphs after it."""
        return self._thousandths(self.number("hmtx", "H", 4 * min(glyph, self.number("hhea", "H", 34) - 1)))

    def _glyph(self, code: int) -> int:
        return self._found(code) or self._found(ord(_MISSING))

    def _found(self, code: int) -> int:
        """The glyph of a character; 0 for none."""
        first, last, by, glyphs = next((one for one in self._segments if one[0] <= code <= one[1]), (1, 0, 0, None))
        if code > last:
            return 0
        glyph: int = code if glyphs is None else self._read("H", glyphs + 2 * (code - first))[0]
        return (glyph + by) & 0xFFFF if glyph else 0

    def _read_segments(self) -> Iterator[tuple[int, int, int, int | None]]:
        """Of the Basic Multilingual Plane: the first character and the last, what to add, and where the glyphs are."""
        place = self._place("cmap")
        (count,) = self._read("H", place + 2)
        tables = (self._read("HHL", place + 4 + 8 * n) for n in range(count))
        at = place + next(offset for platform, kind, offset in tables if (platform, kind) == (3, 1))
        segments = self._read("H", at + 6)[0] // 2
        for n in range(segments):
            last, first, by, offset = (
                self._read("H", at + head + 2 * (row * segments + n))[0] for row, head in enumerate((14, 16, 16, 16))
            )
            yield first, min(last, 0xFFFE), by, at + 16 + 2 * (3 * segments + n) + offset if offset else None
