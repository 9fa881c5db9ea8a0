"""Appends a signature to a PDF as bytes: an incremental update of four objects, with room for the container.

It reads only what our own printer writes: a plain cross-reference table, one revision, no form. pyHanko signs all other
files.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import NamedTuple

FIELD = "TandaTangan"
_END = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_TABLE = re.compile(rb"xref\s+0 (\d+)\s*\n")
_TRAILER = re.compile(rb"trailer\s*(<<.*>>)\s*startxref", re.DOTALL)
_ROOT, _PAGES, _KIDS = (re.compile(rb"/%s[\s\[]+(\d+) 0 R" % key) for key in (b"Root", b"Pages", b"Kids"))
_ESCAPED = str.maketrans({sign: f"\\{sign}" for sign in "\\()"})
_DIGITS = str.maketrans("", "", "-:T")
_ROW = 20  # bytes of each row of the table
_DEEP = 20  # how far the first page may be from the root; a tree that is a circle has none
_HEAD = b"%s%d 0 obj\n<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached%s/ByteRange["
_RANGE = b"%010d %010d %010d %010d"


class NotOurs(Exception):
    """The PDF was not written by our printer."""


class TooLong(Exception):
    """The container does not fit into its room."""


class Base(NamedTuple):
    """What the update must know of a PDF: the place of its table, and the objects to be written again."""

    table: int
    size: int
    trailer: bytes
    root: tuple[int, bytes]  # number and content of the catalog
    page: tuple[int, bytes]  # of the first page


def read(pdf: bytes) -> Base:
    """Raises NotOurs."""
    try:
        place = int(_sure(_END.search(pdf, max(0, len(pdf) - 64)))[1])
        table = _sure(_TABLE.match(pdf, place))
        size, rows = int(table[1]), table.end()
        trailer = _sure(_TRAILER.search(pdf, rows + size * _ROW))[1]
        if b"/Prev" in trailer or b"/Encrypt" in trailer or b"/XRefStm" in trailer:
            raise NotOurs
        root, catalog = _found(pdf, rows, size, _ROOT, trailer)
        page, sheet = _found(pdf, rows, size, _PAGES, catalog)
        for _ in range(_DEEP):
            if b"/Kids" not in sheet:
                break
            page, sheet = _found(pdf, rows, size, _KIDS, sheet)
    except (OverflowError, ValueError):  # something was not found, or is beyond any file
        raise NotOurs from None
    if b"/Kids" in sheet or b"/AcroForm" in catalog or b"/Perms" in catalog or not _has_simple_notes(sheet):
        raise NotOurs
    return Base(place, size, trailer, (root, catalog), (page, sheet))


def _sure(found: re.Match[bytes] | None) -> re.Match[bytes]:
    if found is None:
        raise NotOurs
    return found


def _found(pdf: bytes, rows: int, size: int, key: re.Pattern[bytes], dictionary: bytes) -> tuple[int, bytes]:
    """Number and content of the object that the dictionary refers to. Raises NotOurs and ValueError."""
    number = int(_sure(key.search(dictionary))[1])
    if number >= size:
        raise ValueError
    row = rows + number * _ROW
    start = int(pdf[row : row + 10])
    head = b"%d 0 obj" % number
    if not pdf.startswith(head, start):
        raise ValueError
    content = pdf[start + len(head) : pdf.index(b"endobj", start)].strip()
    if not content.startswith(b"<<") or not content.endswith(b">>") or b"stream" in content:
        raise ValueError
    return number, content


def _has_simple_notes(page: bytes) -> bool:
    return b"/Annots" not in page or re.search(rb"/Annots\s*\[[\s\dR]*\]", page) is not None


def sign(pdf: bytes, base: Base, entries: Mapping[str, bytes], make: Callable[[bytes], bytes], room: int) -> bytes:
    """The signed PDF. ``entries`` go into the signature dictionary; ``make`` gives the container for a SHA-256 digest.

    ``room`` is the number of bytes for the container. Raises TooLong, and what ``make`` raises.
    """
    line = b"" if pdf.endswith(b"\n") else b"\n"
    said = b"".join(b"/%s%s" % (key.encode(), value) for key, value in entries.items())
    head = _HEAD % (line, base.size, said)
    gap = len(pdf) + len(head) + len(_RANGE % (0, 0, 0, 0)) + len(b"]/Contents ")
    gap_end = gap + 2 * room + 2
    tail = _tail(base, len(pdf) + len(line), gap_end)
    head += _RANGE % (0, gap, gap_end, len(tail)) + b"]/Contents "
    digest = sha256(pdf)
    digest.update(head + tail)
    container = make(digest.digest())
    if len(container) > room:
        raise TooLong
    return b"".join((pdf, head, b"<", container.hex().encode().ljust(2 * room, b"0"), b">", tail))


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
    return b"(D:%sZ)" % at.astimezone(UTC).isoformat()[:19].translate(_DIGITS).encode()


def text(value: str) -> bytes:
    """A PDF text string."""
    if value.isascii():
        return b"(%s)" % value.translate(_ESCAPED).encode()
    return b"<FEFF%s>" % value.encode("utf-16-be").hex().upper().encode()
