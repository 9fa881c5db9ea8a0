"""Takes in a PDF: refuses it if it is locked, cut off or does something by itself; mends and rewrites any other.

Runs inside the process that decodes files.
"""

import io
import re
from typing import Any

import pikepdf

from . import alive, sheets
from .port import NotAccepted

MOST_PAGES = 200
_LOCKED = "PDF ini dikunci dengan sandi. Buka kuncinya atau simpan ulang tanpa sandi, lalu kirim lagi."
_BROKEN = "PDF ini rusak atau terpotong. Simpan atau pindai ulang, lalu kirim lagi."
_ALIVE = "PDF ini berisi program atau lampiran di dalamnya. Cetak ke PDF baru, lalu kirim lagi."
_NO_PAGE = "PDF ini tidak punya halaman. Pilih berkas lain."
_TOO_LONG = f"PDF ini lebih dari {MOST_PAGES} halaman. Kirim bagian yang diminta saja."
_SEALED = "PDF bertanda tangan tidak bisa digabung, karena tanda tangannya rusak. Kirim sendiri, tanpa berkas lain."
_HEADER_WITHIN = 1024  # bytes: so far readers look for the header, and so far from the end for the end
_BLANK = b"\xef\xbb\xbf\x00\t\n\f\r "  # a byte-order mark and white space
_UNPACKED = 256 * 1024 * 1024  # the largest size of one unpacked part, in bytes
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=_UNPACKED, png_max_memory=_UNPACKED, run_length_max_memory=_UNPACKED, tiff_max_memory=_UNPACKED
)


def is_pdf(content: bytes) -> bool:
    """Whether readers take it for a PDF: its header stands within the first kilobyte."""
    return b"%PDF-" in content[:_HEADER_WITHIN]


def tidy(content: bytes) -> tuple[bytes, int]:
    """The PDF to keep, and its number of pages. Raises NotAccepted.

    A signed PDF (such as one with an e-meterai) is not rewritten, which would break its seal. Any other is written
    anew: without a password that only forbids changes, mended, and without whatever stood before or after it.
    """
    try:
        with _opened(content) as document:
            pages = len(document.pages)
            _check(document, pages, content)
            if _is_signed(document):
                return _untouched(content), pages
            return _anew(document), pages
    except pikepdf.PasswordError:
        raise NotAccepted(_LOCKED) from None
    except pikepdf.PdfError as error:
        raise NotAccepted(_LOCKED if "encrypt" in str(error).lower() else _BROKEN) from None
    except (pikepdf.DataDecodingError, pikepdf.ForeignObjectError, RecursionError, ValueError):
        raise NotAccepted(_BROKEN) from None


def _opened(content: bytes) -> pikepdf.Pdf:
    """Where qpdf finds no way in and pdfium does, its pages in a new PDF; never for a file that may be signed.

    Raises PasswordError, PdfError, NotAccepted.
    """
    try:
        return pikepdf.open(io.BytesIO(content), suppress_warnings=True)
    except pikepdf.PasswordError:
        raise
    except pikepdf.PdfError as error:
        if "encrypt" in str(error).lower() or not _has_end(content) or b"/ByteRange" in content:
            raise
        return pikepdf.open(io.BytesIO(sheets.rebound(content)), suppress_warnings=True)


def bound(pdfs: list[bytes]) -> bytes:
    """The pages of PDFs that were tidied, in one. Raises NotAccepted: where one is signed, or there are too many."""
    whole = pikepdf.new()
    opened = [pikepdf.open(io.BytesIO(one), suppress_warnings=True) for one in pdfs]
    if any(map(_is_signed, opened)):
        raise NotAccepted(_SEALED)
    if sum(len(one.pages) for one in opened) > MOST_PAGES:
        raise NotAccepted(_TOO_LONG)
    for one in opened:
        whole.pages.extend(one.pages)
    return _anew(whole)


def content(pdf: bytes) -> bytes | None:
    """The words that a letter of ours has attached; None for any other file, and for words that no letter has."""
    try:
        with pikepdf.open(io.BytesIO(pdf), suppress_warnings=True) as document:
            found = document.attachments.get(alive.CONTENT)
            return alive.small(found.get_file().obj) if found else None
    except Exception:  # a malicious file may crash the reader anywhere, and is then no letter of ours
        return None


def _check(document: pikepdf.Pdf, pages: int, content: bytes) -> None:
    if _is_cut_off(document, content):
        raise NotAccepted(_BROKEN)
    if not pages:
        raise NotAccepted(_NO_PAGE)
    if pages > MOST_PAGES:
        raise NotAccepted(_TOO_LONG)
    if alive.is_alive(document):
        raise NotAccepted(_ALIVE)


def _is_cut_off(document: pikepdf.Pdf, content: bytes) -> bool:
    """Readers also open a file of which only the beginning has come, and show what is there as if it were all."""
    return not _has_end(content) and any("reconstruct" in str(warning) for warning in document.get_warnings())


def _has_end(content: bytes) -> bool:
    return bool(re.search(rb"%%EOF|startxref", content.rstrip(_BLANK)[-_HEADER_WITHIN:]))


def _is_signed(document: pikepdf.Pdf) -> bool:
    """Whether the flag of a form says so, as a number, or there is a signature that names the bytes it is about."""
    form = document.Root.get("/AcroForm")
    flags = form.get("/SigFlags", 0) if isinstance(form, pikepdf.Dictionary) else 0
    return (type(flags) is int and bool(flags & 1)) or any(map(_is_signature, document.objects))


def _is_signature(thing: Any) -> bool:
    if not isinstance(thing, pikepdf.Dictionary) or str(thing.get("/Type")) not in ("/Sig", "/DocTimeStamp"):
        return False
    return isinstance(thing.get("/ByteRange"), pikepdf.Array) and isinstance(thing.get("/Contents"), pikepdf.String)


def _untouched(content: bytes) -> bytes:
    """A file that is kept as it came may hide no other kind of file before its header. Raises NotAccepted."""
    if content[: content.index(b"%PDF-")].strip(_BLANK):
        raise NotAccepted(_BROKEN)
    return content


def _anew(document: pikepdf.Pdf) -> bytes:
    for key in ("/OpenAction", "/AA"):
        if key in document.Root:
            del document.Root[key]
    out = io.BytesIO()
    document.save(
        out,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
        fix_metadata_version=False,  # damaged metadata show on no page
    )
    return out.getvalue()
