"""Files that are made to keep a computer busy or to fill its memory."""

import io
import zipfile
import zlib
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image


def saved(document: pikepdf.Pdf, **how: Any) -> bytes:
    out = io.BytesIO()
    document.save(out, **how)
    return out.getvalue()


def nested_forms(levels: int = 12, each: int = 10) -> bytes:
    """Two kilobytes: each form draws the next ten times over."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(595, 842))
    inner: pikepdf.Object | None = None
    for _ in range(levels):
        form = document.make_stream(b"0 0 m 500 800 l S" if inner is None else b"/F Do\n" * each)
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 595, 842])
        form.Resources = Dictionary() if inner is None else Dictionary(XObject=Dictionary(F=inner))
        inner = document.make_indirect(form)
    page.Resources = Dictionary(XObject=Dictionary(F=inner))
    page.Contents = document.make_stream(b"/F Do")
    return saved(document, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def sheet(across: float, down: float) -> bytes:
    """A PDF with one empty page of that size in points."""
    document = pikepdf.new()
    document.add_blank_page(page_size=(across, down))
    return saved(document)


def wide_png(side: int = 7700) -> bytes:
    """A quarter of a megabyte that unpacks to 178."""
    out = io.BytesIO()
    Image.new("RGB", (side, side), "white").save(out, "PNG")
    return out.getvalue()


def zeros_in_a_pdf(megabytes: int = 300) -> bytes:
    """Less than half a megabyte: its catalogue lies in an object stream that unpacks to that many megabytes."""
    objects = b"1 0 2 35 <</Type/Catalog/Pages 2 0 R       >>  <</Type/Pages/Count 0/Kids[]>>".ljust(100)
    packed = _with_zeros(objects, megabytes)
    body = b"%%PDF-1.5\n3 0 obj\n<</Type/ObjStm/N 2/First 9/Filter/FlateDecode/Length %d>>\nstream\n" % len(packed)
    body += packed + b"\nendstream\nendobj\n"
    rows = (
        bytes([0, 0, 0, 0, 0, 2, 0, 0, 3, 0, 2, 0, 0, 3, 1, 1, 0, 0, 9, 0])
        + b"\1"
        + len(body).to_bytes(3, "big")
        + b"\0"
    )
    table = b"4 0 obj\n<</Type/XRef/W[1 3 1]/Size 5/Root 1 0 R/Length %d>>\nstream\n" % len(rows)
    return body + table + rows + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(body)


def _with_zeros(first: bytes, megabytes: int) -> bytes:
    """As zlib would pack them; one packed megabyte is repeated, which takes no time."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    head = packer.compress(first) + packer.flush(zlib.Z_FULL_FLUSH)
    zeros = packer.compress(bytes(1024 * 1024)) + packer.flush(zlib.Z_FULL_FLUSH)
    low, high = zlib.adler32(first) & 0xFFFF, zlib.adler32(first) >> 16
    check = ((high + low * megabytes * 1024 * 1024) % 65521) << 16 | low
    return b"\x78\xda" + head + zeros * megabytes + b"\x03\x00" + check.to_bytes(4, "big")


def in_a_ring() -> bytes:
    """A PDF whose table of contents names itself as the one before it, and whose pages hold themselves."""
    body = b"%PDF-1.4\n"
    places = []
    for one in (
        b"1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n",
        b"2 0 obj\n<</Type/Pages/Count 1/Kids[2 0 R]>>\nendobj\n",
    ):
        places.append(len(body))
        body += one
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    table = b"xref\n0 3\n0000000000 65535 f \n%strailer\n<</Size 3/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
    return body + table % (rows, len(body), len(body))


def giant_png(side: int = 60_000) -> bytes:
    """Sixty bytes that say they are a picture of 3,600 million pixels."""

    def part(kind: bytes, content: bytes) -> bytes:
        return len(content).to_bytes(4, "big") + kind + content + zlib.crc32(kind + content).to_bytes(4, "big")

    header = side.to_bytes(4, "big") * 2 + bytes([8, 2, 0, 0, 0])
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", header) + part(b"IDAT", zlib.compress(b"\0")) + part(b"IEND", b"")


def with_its_place(photo: bytes, told: str) -> bytes:
    """The photo as a JPEG that says where it was taken, by which camera, and ``told`` in each of these."""
    exif = Image.Exif()
    exif[0x010F] = told  # the maker of the camera
    exif.get_ifd(0x8825).update({1: "N", 2: (1.0, 40.0, 0.0), 3: "E", 4: (101.0, 27.0, 0.0), 18: told})
    out = io.BytesIO()
    Image.open(io.BytesIO(photo)).save(out, "JPEG", exif=exif, comment=told.encode())
    return out.getvalue()


def workbook(sheet: bytes) -> bytes:
    """A workbook whose one sheet is that XML."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", b"<Types/>")
        packed.writestr("xl/worksheets/sheet1.xml", sheet)
    return out.getvalue()
