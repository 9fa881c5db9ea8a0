"""Appends a signature to a PDF as bytes: an incremental update of four objects, with room for the container.

It reads only what our own printer writes: a plain cross-reference table, one revision, no form. pyHanko signs all other
files.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

FIELD = "TandaTangan"
_END = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_TABLE = re.compile(rb"xref\s+0 (\d+)\s*\n")
_TRAILER = re.compile(rb"trailer\s*(<<.*>>)\s*startxref", re.DOTALL)
_ROW = 20  # bytes of each row of the table
_RANGE = b"%010d %010d %010d %010d"


class NotOurs(Exception):
    """The PDF was not written by our printer."""


class TooLong(Exception):
    """The container does not fit into its room."""


@dataclass(frozen=True, slots=True)
class Base:
    """What the update must know of a PDF: the place of its table, and the objects to be written again."""

    table: int
    size: int
    trailer: bytes
    root: tuple[int, bytes]  # number and content of the catalog
    page: tuple[int, bytes]  # of the first page


def read(pdf: bytes) -> Base:
    """Raises NotOurs."""
    try:
        table, size, trailer = _table(pdf)
        objects = _Objects(pdf, table, size)
        root = _reference(trailer, b"Root")
        page = _reference(objects[root], b"Pages")
        while b"/Kids" in objects[page]:
            page = _reference(objects[page].replace(b"[", b" "), b"Kids")
        base = Base(table, size, trailer, (root, objects[root]), (page, objects[page]))
    except (IndexError, TypeError, ValueError):  # something was not found
        raise NotOurs from None
    if b"/AcroForm" in base.root[1] or b"/Perms" in base.root[1] or not _has_simple_notes(base.page[1]):
        raise NotOurs
    return base


def _table(pdf: bytes) -> tuple[int, int, bytes]:
    table = int(_END.search(pdf, max(0, len(pdf) - 64))[1])  # type: ignore[index]
    size = int(_TABLE.match(pdf, table)[1])  # type: ignore[index]
    trailer = _TRAILER.search(pdf, table)[1]  # type: ignore[index]
    if b"/Prev" in trailer or b"/Encrypt" in trailer or b"/XRefStm" in trailer:
        raise ValueError
    return table, size, trailer


class _Objects:
    def __init__(self, pdf: bytes, table: int, size: int) -> None:
        self._pdf, self._size = pdf, size
        self._rows = _TABLE.match(pdf, table).end()  # type: ignore[union-attr]

    def __getitem__(self, number: int) -> bytes:
        if number >= self._size:
            raise IndexError
        row = self._rows + number * _ROW
        start = int(self._pdf[row : row + 10])
        head = b"%d 0 obj" % number
        if not self._pdf.startswith(head, start):
            raise ValueError
        content = self._pdf[start + len(head) : self._pdf.index(b"endobj", start)].strip()
        if not content.startswith(b"<<") or not content.endswith(b">>") or b"stream" in content:
            raise ValueError
        return content


def _reference(dictionary: bytes, key: bytes) -> int:
    return int(re.search(rb"/%s\s+(\d+) 0 R" % key, dictionary)[1])  # type: ignore[index]


def _has_simple_notes(page: bytes) -> bool:
    return b"/Annots" not in page or re.search(rb"/Annots\s*\[[\s\dR]*\]", page) is not None


def sign(pdf: bytes, base: Base, entries: Mapping[str, bytes], make: Callable[[bytes], bytes], room: int) -> bytes:
    """The signed PDF. ``entries`` go into the signature dictionary; ``make`` gives the container for a SHA-256 digest.

    ``room`` is the number of bytes for the container. Raises TooLong, and what ``make`` raises.
    """
    pdf = pdf if pdf.endswith(b"\n") else pdf + b"\n"
    said = b"".join(b"/%s%s" % (key.encode(), value) for key, value in entries.items())
    head = b"%d 0 obj\n<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached%s/ByteRange[" % (base.size, said)
    gap = len(pdf) + len(head) + len(_RANGE % (0, 0, 0, 0)) + len(b"]/Contents ")
    gap_end = gap + 2 * room + 2
    tail = _tail(base, len(pdf), gap_end)
    before = pdf + head + _RANGE % (0, gap, gap_end, len(tail)) + b"]/Contents "
    digest = sha256(before)
    digest.update(tail)
    container = make(digest.digest())
    if len(container) > room:
        raise TooLong
    return b"".join((before, b"<", container.hex().encode().ljust(2 * room, b"0"), b">", tail))


def _tail(base: Base, signature_at: int, begins: int) -> bytes:
    """Everything after the container: field, catalog and page that refer to it, and the table of all four."""
    (root, catalog), (page, sheet) = base.root, base.page
    signature, field = base.size, base.size + 1
    widget = (
        b"<</Type/Annot/Subtype/Widget/FT/Sig/T(%s)/TU(Tanda tangan elektronik)/F 132/Rect[0 0 0 0]/P %d 0 R/V %d 0 R>>"
    )
    form = b"/AcroForm<</SigFlags 3/Fields[%d 0 R]>>>>" % field
    written = [
        (field, widget % (FIELD.encode(), page, signature)),
        (root, catalog[:-2] + form),
        (page, _with_note(sheet, field)),
    ]
    out, places = b">>\nendobj\n", {signature: signature_at}
    for number, content in written:
        places[number] = begins + len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    rows = b"".join(b"%d 1\n%010d 00000 n \n" % (number, place) for number, place in sorted(places.items()))
    trailer = re.sub(rb"/Size\s+\d+", b"/Size %d/Prev %d" % (base.size + 2, base.table), base.trailer, count=1)
    return b"%sxref\n%strailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (out, rows, trailer, begins + len(out))


def _with_note(page: bytes, field: int) -> bytes:
    """The page with the field among its annotations; a reader with a keyboard goes through them in that order."""
    if b"/Annots" in page:
        return re.sub(rb"/Annots\s*\[", b"/Annots[%d 0 R " % field, page, count=1)
    tabs = b"" if b"/Tabs" in page else b"/Tabs/S"
    return page[:-2] + tabs + b"/Annots[%d 0 R]>>" % field


def moment(at: datetime) -> bytes:
    return b"(D:%sZ)" % at.astimezone(UTC).strftime("%Y%m%d%H%M%S").encode()


def text(value: str) -> bytes:
    """A PDF text string."""
    if value.isascii():
        return b"(%s)" % re.sub(rb"([\\()])", rb"\\\1", value.encode())
    return b"<FEFF%s>" % value.encode("utf-16-be").hex().upper().encode()
