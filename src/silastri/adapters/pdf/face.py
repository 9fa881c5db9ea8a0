"""Reads a TrueType font: the width of each character, and its glyph."""

import struct
from pathlib import Path
from typing import Any

FACES = {"R": ("Arimo-Regular", "Arimo_400Regular.ttf"), "B": ("Arimo-Bold", "Arimo_700Bold.ttf")}  # as pages call them
_FONTS = Path(__file__).parent / "fonts"
_DRAWN = (b"cvt ", b"fpgm", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"prep")  # what a PDF needs of it
_INVISIBLE = "\u00ad\u200b\u200c\u200d"
_MISSING = "\ufffd"


class _Whole(dict[int, Any]):
    """Answers for the mark of a missing character where it knows none."""

    def __missing__(self, code: int) -> Any:
        return self[ord(_MISSING)]


class Face:
    """One font: ``widths`` are in thousandths of its size, ``glyphs`` in hexadecimal digits; both by character code."""

    def __init__(self, file: str) -> None:
        self._file = (_FONTS / file).read_bytes()
        (count,) = self._read("H", 4)
        entries = (self._read("4sLLL", 12 + 16 * n) for n in range(count))
        self._tables = {tag: (place, length) for tag, _, place, length in entries}
        self._em = self.number("head", "H", 18)
        self.all_widths = self._all_widths()
        found = self._found_glyphs()
        self.widths: dict[int, float] = _Whole({code: self.all_widths[glyph] for code, glyph in found.items()})
        self.glyphs: dict[int, str] = _Whole({code: f"{glyph:04x}" for code, glyph in found.items()})
        for character in _INVISIBLE:
            self.widths[ord(character)], self.glyphs[ord(character)] = 0, ""

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

    def _all_widths(self) -> list[float]:
        measured, glyphs = self.number("hhea", "H", 34), self.number("maxp", "H", 4)
        wide = [self._thousandths(self.number("hmtx", "H", 4 * n)) for n in range(measured)]
        return wide + wide[-1:] * (glyphs - measured)

    def _found_glyphs(self) -> dict[int, int]:
        """The glyph of each character of the Basic Multilingual Plane."""
        place = self._place("cmap")
        (count,) = self._read("H", place + 2)
        tables = (self._read("HHL", place + 4 + 8 * n) for n in range(count))
        at = place + next(offset for platform, kind, offset in tables if (platform, kind) == (3, 1))
        segments = self._read("H", at + 6)[0] // 2
        found: dict[int, int] = {}
        for n in range(segments):
            last, first, by, offset = (
                self._read("H", at + head + 2 * (row * segments + n))[0] for row, head in enumerate((14, 16, 16, 16))
            )
            glyphs = at + 16 + 2 * (3 * segments + n) + offset
            for code in range(first, min(last, 0xFFFE) + 1):
                glyph = self._read("H", glyphs + 2 * (code - first))[0] if offset else code
                if glyph:
                    found[code] = (glyph + by) & 0xFFFF
        return found
