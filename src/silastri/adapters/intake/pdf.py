"""Takes in a PDF: refuses it if it is locked, broken or has active content; rewrites any other."""

import io
import json
from typing import Any

import pikepdf

from .port import NotAccepted, Paper

MOST_PAGES = 200
_LOCKED = "PDF ini dikunci dengan sandi. Buka kuncinya atau simpan ulang tanpa sandi, lalu kirim lagi."
_BROKEN = "PDF ini rusak atau terpotong. Simpan atau pindai ulang, lalu kirim lagi."
_ALIVE = "PDF ini berisi program atau lampiran di dalamnya. Cetak ke PDF baru, lalu kirim lagi."
_NO_PAGE = "PDF ini tidak punya halaman. Pilih berkas lain."
_TOO_LONG = f"PDF ini lebih dari {MOST_PAGES} halaman. Kirim bagian yang diminta saja."
_DEEPEST = 50
CONTENT = "surat.json"
_LARGEST_CONTENT = 64 * 1024  # bytes, compressed
_ALIVE_KEYS = {"/JS", "/JavaScript", "/XFA", "/RichMediaContent"}
_ALIVE_ACTIONS = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/RichMediaExecute", "/GoToE"}


def tidy(content: bytes) -> Paper:
    """Raises NotAccepted. A signed PDF (such as one with an e-meterai) is not rewritten, which would break its seal."""
    try:
        with pikepdf.open(io.BytesIO(content), attempt_recovery=False) as document:
            pages = len(document.pages)
            _check(document, pages)
            return Paper(content if _is_signed(document) else _anew(document), pages)
    except pikepdf.PasswordError:
        raise NotAccepted(_LOCKED) from None
    except (pikepdf.PdfError, pikepdf.DataDecodingError, RecursionError, ValueError):
        raise NotAccepted(_BROKEN) from None


def content(pdf: bytes) -> bytes | None:
    """The words that a letter of ours has attached; None for any other file."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            found = document.attachments.get(CONTENT)
            return found.get_file().read_bytes() if found else None
    except Exception:  # a malicious file may crash the reader anywhere, and is then no letter of ours
        return None


def _check(document: pikepdf.Pdf, pages: int) -> None:
    if document.is_encrypted:
        raise NotAccepted(_LOCKED)
    if not pages:
        raise NotAccepted(_NO_PAGE)
    if pages > MOST_PAGES:
        raise NotAccepted(_TOO_LONG)
    if document.get_warnings():
        raise NotAccepted(_BROKEN)
    if any(_is_alive(thing) for thing in document.objects):
        raise NotAccepted(_ALIVE)


def _is_alive(thing: Any, depth: int = 0) -> bool:
    """Scripts, anything that starts by itself or opens something outside, an embedded file, an XFA form.

    Looks only at what is written inside the object; objects to which it refers are checked by themselves.
    """
    if depth > _DEEPEST:
        return True
    if isinstance(thing, pikepdf.Array):
        return any(_is_alive(inner, depth + 1) for inner in thing if _is_inside(inner))
    if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        return False
    if "/EF" in thing and not _is_content(thing):
        return True
    if _ALIVE_KEYS & set(thing.keys()) or str(thing.get("/S")) in _ALIVE_ACTIONS:
        return True
    return any(_is_alive(inner, depth + 1) for _, inner in thing.items() if _is_inside(inner))


def _is_content(embedded: Any) -> bool:
    """The attached words of a letter of ours: a small file with valid JSON. No other embedded file is allowed."""
    if str(embedded.get("/UF")) != CONTENT or set(embedded.EF.keys()) - {"/F", "/UF"}:
        return False
    return all(_is_small_json(file) for _, file in embedded.EF.items())


def _is_small_json(file: Any) -> bool:
    if len(file.read_raw_bytes()) > _LARGEST_CONTENT:
        return False
    try:
        return isinstance(json.loads(file.read_bytes()), dict)
    except (ValueError, RecursionError):
        return False


def _is_inside(thing: Any) -> bool:
    return isinstance(thing, pikepdf.Array | pikepdf.Dictionary) and not thing.is_indirect


def _is_signed(document: pikepdf.Pdf) -> bool:
    form = document.Root.get("/AcroForm")
    if not isinstance(form, pikepdf.Dictionary):
        return False
    return bool(int(form.get("/SigFlags", 0)) & 1)


def _anew(document: pikepdf.Pdf) -> bytes:
    for key in ("/OpenAction", "/AA"):
        if key in document.Root:
            del document.Root[key]
    out = io.BytesIO()
    document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True)
    return out.getvalue()
