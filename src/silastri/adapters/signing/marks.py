"""Finds the signatures of a PDF by their bytes, before anything else of the file is read.

A file may be malicious until its bytes are proved, so only the few bytes of the signatures are looked at here.
"""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pyhanko.pdf_utils import generic

_MANY = 40
_LONGEST = 256 * 1024  # bytes of one container
_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]")
_HEXADECIMAL = re.compile(rb"(?:[0-9a-f]{2})+|(?:[0-9A-F]{2})+")
_CLAIMS = (b"/ByteRange", b"/SubFilter", b"/FT/Sig", b"/FT /Sig", b"/Type/Sig", b"/Type /Sig")
_END = re.compile(rb"startxref\s+\d+\s+%%EOF\s*$")


class Broken(Exception):
    """The file claims to be signed but is not as a signed PDF must be; the message says why, for log and tests."""


class TooMuch(Broken):
    """To look at it all would take too long."""


@contextmanager
def whatever_breaks(why: str) -> Iterator[None]:
    """Turns any error into Broken: a malicious file may crash its reader anywhere, and is then no letter of ours."""
    try:
        yield
    except Broken:
        raise
    except Exception as error:
        raise Broken(why) from error


@dataclass(frozen=True, slots=True)
class Mark:
    """One signature: ``begins`` and ``ends`` bound the gap that holds it, ``until`` is the end of what it covers."""

    begins: int
    ends: int
    until: int
    container: bytes
    said: Any  # its dictionary

    @property
    def format(self) -> str:
        return str(self.said.get("/SubFilter", ""))

    @property
    def is_timestamp(self) -> bool:
        return self.format == "/ETSI.RFC3161"

    @property
    def reason(self) -> str:
        return str(self.said.get("/Reason", ""))

    @property
    def claimed_at(self) -> datetime | None:
        """The time of signing by the signer's own clock."""
        moment = self.said.get("/M")
        found = generic.parse_pdf_date(str(moment), strict=False) if moment else None
        return found if found and found.tzinfo else None

    def covered(self, pdf: bytes) -> tuple[memoryview, memoryview]:
        whole = memoryview(pdf)
        return whole[: self.begins], whole[self.ends : self.until]


def find(pdf: bytes) -> list[Mark]:
    """The signatures in the order in which they were made; none if the file claims none. Raises Broken."""
    places = list(_RANGE.finditer(pdf))
    if not places:
        if any(claim in pdf for claim in _CLAIMS):
            raise Broken("a signature without its range")
        return []
    if not pdf.startswith(b"%PDF-"):
        raise Broken("something stands before the file")
    if len(places) > _MANY or pdf.count(b"/ByteRange") != len(places):
        raise Broken("ranges that are none")
    found = sorted((_mark(pdf, place) for place in places), key=lambda mark: mark.until)
    if len({mark.begins for mark in found}) != len(found):
        raise Broken("two signatures share a container")
    if not _END.search(pdf, max(0, len(pdf) - 64)):
        raise Broken("something stands behind the file")
    return found


def _mark(pdf: bytes, place: re.Match[bytes]) -> Mark:
    start, begins, ends, length = (int(number) for number in place.groups())
    until = ends + length
    if start or not 0 < begins < ends <= until <= len(pdf) or ends - begins > 2 * _LONGEST:
        raise Broken("a range that does not fit the file")
    gap = pdf[begins:ends]
    if gap[:1] != b"<" or gap[-1:] != b">" or not _HEXADECIMAL.fullmatch(gap, 1, len(gap) - 1):
        raise Broken("a gap that holds more than the container")
    if not _END.search(pdf, max(0, until - 64), until):
        raise Broken("it covers no whole revision")
    said = _dictionary(pdf, place, begins, ends)
    raw = bytes.fromhex(gap[1:-1].decode())
    if bytes(said["/Contents"]) != raw or [int(n) for n in said["/ByteRange"]] != [start, begins, ends, length]:
        raise Broken("its dictionary says otherwise")
    return Mark(begins, ends, until, _unpadded(raw), said)


def _dictionary(pdf: bytes, place: re.Match[bytes], begins: int, ends: int) -> Any:
    """The dictionary around range and gap, read without the rest of the file."""
    head = pdf.rfind(b" obj", 0, min(place.start(), begins))
    tail = pdf.find(b"endobj", max(place.end(), ends))
    inner = (pdf[head:begins], pdf[ends:tail])
    if head < 0 or tail < 0 or any(b"endobj" in part for part in inner) or len(inner[0]) + len(inner[1]) > 64 * 1024:
        raise Broken("range and gap are not of one object")
    with whatever_breaks("its dictionary cannot be read"):
        stream = io.BytesIO(pdf[head + 4 : tail].lstrip())
        said = generic.DictionaryObject.read_from_stream(stream, generic.Reference(1, 0))
    if not {"/Contents", "/ByteRange"} <= set(said):
        raise Broken("its dictionary lacks range or container")
    return said


def _unpadded(raw: bytes) -> bytes:
    """The container without the zeros that fill the rest of the gap."""
    try:
        size, octets = raw[1], 0
        if size >= 0x80:
            octets = size - 0x80
            size = int.from_bytes(raw[2 : 2 + octets], "big")
        length = 2 + octets + size
    except IndexError:
        raise Broken("no container") from None
    if raw[:1] != b"\x30" or octets > 4 or length > len(raw) or raw[length:].strip(b"\0"):
        raise Broken("no container, or more than one")
    return raw[:length]
