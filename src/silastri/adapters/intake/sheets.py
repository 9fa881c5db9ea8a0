"""Draws and reads the pages of a PDF, with pdfium. Runs inside the process that decodes files."""

import io
import time
from collections.abc import Iterator
from contextlib import contextmanager
from math import sqrt

import pypdfium2
from PIL import Image

from . import photo
from .port import NotAccepted

_SEARCHED, _FINE = 4, 1400  # pages that are searched for codes, and pixels across each
_LONGEST = 16_000  # pixels of a picture's longer side; WebP holds 16,383
_MOST_DOTS = 4_500_000  # pixels of a picture: a folio page 1,500 across has 3.6 million
_AROUND = 40  # characters shown on each side of a word that was found
_LONG_ENOUGH = 3.0  # seconds of the processor
_NEITHER = "Ini bukan PDF atau foto. Kirim PDF, JPG, PNG, atau HEIC."
_NO_SUCH_PAGE = "Halaman itu tidak ada."
_NOT_DRAWN = "PDF ini rusak, halamannya tidak bisa digambar. Simpan atau pindai ulang, lalu kirim lagi."
_LOCKED = "PDF ini dikunci dengan sandi. Buka kuncinya atau simpan ulang tanpa sandi, lalu kirim lagi."


def picture(pdf: bytes, page: int, width: int) -> bytes:
    """A WebP picture of a page, counted from 1, ``width`` across or narrower. Raises NotAccepted."""
    with _opened(pdf) as document:
        if not 1 <= page <= len(document):
            raise NotAccepted(_NO_SUCH_PAGE)
        return _webp(_drawn(document, page - 1, width))


def previews(pdf: bytes, *, most: int, width: int, thumb: int) -> tuple[list[bytes], bytes]:
    """Pictures of the first pages, and a smaller one of the first. Raises NotAccepted when a page cannot be drawn.

    Fewer than ``most`` when these take long: whoever opens the others has them drawn.
    """
    until = time.process_time() + _LONG_ENOUGH
    made: list[bytes] = []
    small = b""
    with _opened(pdf) as document:
        for index in range(min(most, len(document))):
            drawn = _drawn(document, index, width)
            made.append(_webp(drawn))
            if not small:
                scale = thumb / width
                drawn.thumbnail((thumb, max(1, round(drawn.height * scale))))
                small = _webp(drawn)
            if time.process_time() > until:
                break
    return made, small


def text(pdf: bytes, most: int) -> str:
    """The words, at most ``most`` characters. Raises NotAccepted for a file that cannot be read."""
    parts: list[str] = []
    with _opened(pdf) as document:
        for index in range(len(document)):
            parts.append(_said(document, index))
            if sum(map(len, parts)) >= most:
                break
    return _plain(" ".join(parts))[:most]


def find(pdf: bytes, words: str) -> tuple[bool, list[tuple[int, int, str]]]:
    """Whether the PDF has any words; and each page, counted from 1, that has these: how often, and what stands around
    the first. Raises NotAccepted for a file that cannot be read."""
    sought, has_words, hits = _plain(words).casefold(), False, []
    with _opened(pdf) as document:
        for index in range(len(document)):
            said = _said(document, index)
            has_words = has_words or bool(said)
            lower = said.casefold()
            if sought and (often := lower.count(sought)):
                # Folding may make a text longer; then what is shown is a little beside it.
                at = lower.index(sought)
                hits.append((index + 1, often, said[max(0, at - _AROUND) : at + len(sought) + _AROUND].strip()))
    return has_words, hits


def _said(document: pypdfium2.PdfDocument, index: int) -> str:
    page = document[index]
    words = page.get_textpage()
    try:
        return _plain(words.get_text_range())
    finally:
        words.close()
        page.close()


def _plain(words: str) -> str:
    return " ".join(words.replace("\x00", "").split())


def codes(content: bytes) -> list[str]:
    """The contents of the QR codes in a photo or a PDF. Raises NotAccepted."""
    if not content.lstrip().startswith(b"%PDF-"):
        if not photo.is_photo(content):
            raise NotAccepted(_NEITHER)
        return photo.codes(content)
    until = time.process_time() + _LONG_ENOUGH
    found: list[str] = []
    with _opened(content) as document:
        for index in _searched(len(document)):
            found += photo.codes_in(_drawn(document, index, _FINE))
            if time.process_time() > until:
                break
    return found


def _searched(pages: int) -> list[int]:
    """The signature with its code is on the last page of a letter; other papers may lie behind it."""
    first = list(range(min(pages, _SEARCHED)))
    return first if pages <= _SEARCHED else [*first[:-1], pages - 1]


def pages(pdf: bytes) -> int:
    """The number of pages. Raises NotAccepted for a file that cannot be read."""
    with _opened(pdf) as document:
        return len(document)


def rebound(pdf: bytes) -> bytes:
    """The pages in a new PDF, which pdfium writes. Raises NotAccepted for a file that cannot be read."""
    out = io.BytesIO()
    with _opened(pdf) as document:
        made = pypdfium2.PdfDocument.new()
        try:
            made.import_pages(document)
            made.save(out)
        finally:
            made.close()
    return out.getvalue()


def scale(across: float, down: float, width: int) -> float:
    """Pixels a point, so that a page of that size in points is ``width`` pixels across, and no side and no area is
    beyond its bound."""
    return min(width / across, _LONGEST / down, _LONGEST / across, sqrt(_MOST_DOTS / (across * down)))


@contextmanager
def _opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise NotAccepted(_LOCKED if "assword" in str(error) else _NOT_DRAWN) from None
    try:
        yield document
    except (pypdfium2.PdfiumError, ValueError):
        raise NotAccepted(_NOT_DRAWN) from None
    finally:
        document.close()


def _drawn(document: pypdfium2.PdfDocument, index: int, width: int) -> Image.Image:
    page = document[index]
    try:
        if not all(page.get_size()):  # its crop box lies outside the sheet
            page.set_cropbox(*page.get_mediabox())
        across, down = page.get_size()
        bitmap = page.render(scale=scale(across, down, width))
        drawn: Image.Image = bitmap.to_pil().convert("RGB")  # a copy: pdfium frees the bitmap
        bitmap.close()
        return drawn
    finally:
        page.close()


def _webp(drawn: Image.Image) -> bytes:
    out = io.BytesIO()
    drawn.save(out, "WEBP", quality=70, method=2)
    return out.getvalue()
