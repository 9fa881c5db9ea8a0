"""Tidies files on this machine, in a process that can be killed."""

import hashlib
import logging
from functools import cache
from typing import Any

from silastri.adapters.cell.cell import Busy, Cell, Killed

from .port import TOGETHER, Found, Hit, NotAccepted, Paper, TooManyFiles, TooMuchWork

_log = logging.getLogger("silastri.intake")
_MEGABYTE = 1024 * 1024
# Address space, in bytes. The largest usual photos (48 megapixels of an iPhone) need four fifths of it.
_MEMORY = 768 * _MEGABYTE
# Seconds of the processor: for a file that is to be kept, and for one picture or one look at a file.
_TO_KEEP, _TO_LOOK = 8, 4
_MORE = 2  # seconds for each further file of one paper
_SHOWN = {"picture", "pages", "find", "mark_picture", "mark_pdf"}  # acts on papers that were taken before
_EMPTY = "Berkas kosong. Pilih berkas lain."
_TOO_LARGE = "Berkas ini {}. Paling besar {}. Perkecil atau pindai ulang, lalu kirim lagi."
_TOO_LARGE_TOGETHER = "Berkas-berkas ini {}. Paling besar {} semuanya. Perkecil atau pindai ulang, lalu kirim lagi."
_TOO_MANY = f"Paling banyak {TOGETHER} berkas sekaligus. Kurangi, atau kirim sebagai satu PDF."
_BROKEN = "Berkas ini rusak atau tidak bisa dibaca. Simpan atau pindai ulang, lalu kirim lagi."
_TOO_MUCH = "Berkas ini terlalu rumit untuk dibuka. Cetak ke PDF baru atau pindai ulang, lalu kirim lagi."
_BUSY = "Sedang banyak berkas yang diperiksa. Tunggu sebentar, lalu kirim lagi."


def _megabytes(size: int) -> str:
    return f"{size / _MEGABYTE:.1f}".replace(".", ",").removesuffix(",0") + " MB"


@cache
def _cell(*, shows: bool) -> Cell:
    """Two for the whole process: whoever opens a paper does not wait for what others hand in."""
    return Cell("silastri.adapters.intake.inside", memory=_MEMORY)


class LocalIntake:
    def __init__(self, *, largest: int = 10 * _MEGABYTE) -> None:
        """``largest``: the most bytes of a file that is to be kept."""
        self._largest = largest

    def tidy(self, *contents: bytes) -> Paper:
        self._see_size(contents)
        seconds = _TO_KEEP + _MORE * (len(contents) - 1)
        kept, pages, previews, thumb, doubts = _ask("tidy", *contents, seconds=seconds)
        sent = hashlib.sha256(b"".join(contents)).hexdigest()
        found = tuple((page, doubt) for page, doubt in doubts)
        return Paper(kept, pages, sent=sent, previews=tuple(previews), thumb=thumb, doubts=found)

    def _see_size(self, contents: tuple[bytes, ...]) -> None:
        if not all(contents):
            raise NotAccepted(_EMPTY)
        if len(contents) > TOGETHER:
            raise NotAccepted(_TOO_MANY)
        size = sum(map(len, contents))
        if size > self._largest:
            said = _TOO_LARGE if len(contents) == 1 else _TOO_LARGE_TOGETHER
            raise NotAccepted(said.format(_megabytes(size), _megabytes(self._largest)))

    def small(self, content: bytes) -> bytes:
        return bytes(_ask("small", content))

    def picture(self, pdf: bytes, *, page: int, width: int) -> bytes:
        return bytes(_ask("picture", pdf, page, width))

    def text(self, pdf: bytes, *, most: int = 1_000_000) -> str:
        try:
            return str(_ask("text", pdf, most, seconds=_TO_KEEP))
        except NotAccepted:
            return ""

    def find(self, pdf: bytes, words: str) -> Found:
        try:
            has_words, hits = _ask("find", pdf, words, seconds=_TO_KEEP)
        except NotAccepted:
            return Found(has_words=False)
        return Found(has_words, tuple(Hit(*hit) for hit in hits))

    def pages(self, pdf: bytes) -> int:
        return int(_ask("pages", pdf))

    def codes(self, picture: bytes) -> list[str]:
        return [str(code) for code in _ask("codes", picture)]

    def marked_picture(self, picture: bytes, words: str) -> bytes:
        return bytes(_ask("mark_picture", picture, words))

    def marked_pdf(self, pdf: bytes, words: str) -> bytes:
        return bytes(_ask("mark_pdf", pdf, words, seconds=_TO_KEEP))

    def content(self, letter: bytes) -> bytes | None:
        try:
            found: bytes | None = _ask("content", letter)
        except NotAccepted:
            return None
        return found


def _ask(act: str, *given: Any, seconds: int = _TO_LOOK) -> Any:
    """Raises TooManyFiles, and NotAccepted with TooMuchWork for a file that passed a limit."""
    try:
        word, value = _cell(shows=act in _SHOWN).ask(act, *given, seconds=seconds)
    except Killed as killed:
        _log.warning("%s: a file ended the process that read it: %s", act, killed)
        raise TooMuchWork(_TOO_MUCH) from None
    except Busy:
        raise TooManyFiles(_BUSY) from None
    if word == "done":
        return value
    if word == "refused":
        raise NotAccepted(value)
    _log.warning("%s: %s", act, value)
    raise NotAccepted(_BROKEN)
