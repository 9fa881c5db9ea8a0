"""Says in words how a letter differs from what was signed, page by page."""

import hashlib
import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf

_DEEP, _MANY = 40, 20_000  # a malicious file may nest or refer without end
_MOST = 2 * 1024 * 1024  # larger additions are not examined
_UNPACKED = 64 * 1024 * 1024  # the largest size of one unpacked part, in bytes
# The one kind of packing that cannot be limited, even if its name is written with character codes.
_LZW = re.compile(rb"/(?:L|#4[cC])(?:Z|#5[aA])(?:W|#57)")
_UPWARDS = ("/Parent", "/P", "/StructParents", "/StructParent")
# For the whole process, as qpdf wants it: nothing that people send may unpack without end.
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=_UNPACKED, png_max_memory=_UNPACKED, run_length_max_memory=_UNPACKED, tiff_max_memory=_UNPACKED
)
_UNKNOWN = ("Berkas ditambahi setelah ditandatangani.",)


def describe(signed: bytes, now: bytes, *, stamps: int = 0) -> tuple[str, ...]:
    """Sentences for people; never raises. ``stamps``: how many of the added signatures are timestamps that we trust."""
    added = now[len(signed) :]
    if len(added) > _MOST or _LZW.search(added):
        return _UNKNOWN
    try:
        with pikepdf.open(io.BytesIO(signed)) as before, pikepdf.open(io.BytesIO(now)) as after:
            return tuple(_differences(before, after, stamps)) or _UNKNOWN
    except Exception:  # a malicious file: nothing more can be said of it
        return _UNKNOWN


def _differences(before: pikepdf.Pdf, after: pikepdf.Pdf, stamps: int) -> Iterator[str]:
    old, new = list(before.pages), list(after.pages)
    for number, (was, page) in enumerate(zip(old, new, strict=False), start=1):
        if _digest(was.obj, skip="/Annots") != _digest(page.obj, skip="/Annots"):
            yield f"Halaman {number} diubah."
        if _notes(was) != _notes(page):
            yield f"Catatan, isian, atau tempelan pada halaman {number} diubah."
    if added := range(len(old) + 1, len(new) + 1):
        yield f"Halaman {', '.join(map(str, added))} ditambahkan."
    if len(new) < len(old):
        yield f"{len(old) - len(new)} halaman dihapus."
    if _signatures(after) - stamps > _signatures(before):
        yield "Tanda tangan lain ditambahkan."
    if _about(before) != _about(after):
        yield "Keterangan berkas (judul, pembuat) diubah."


def _about(document: pikepdf.Pdf) -> tuple[bytes, bytes]:
    return _digest(document.trailer.get("/Info")), _digest(document.Root.get("/Metadata"))


def _notes(page: Any) -> list[bytes]:
    """What is placed on the page, except signatures, which are reported separately."""
    notes = page.obj.get("/Annots", [])
    return [_digest(note) for note in notes if note.get("/FT") != "/Sig"]


def _signatures(document: pikepdf.Pdf) -> int:
    form: Any = document.Root.get("/AcroForm", pikepdf.Dictionary())
    fields: Any = form.get("/Fields", [])
    return sum(1 for field in fields if field.get("/FT") == "/Sig" and "/V" in field)


def _digest(thing: Any, *, skip: str = "") -> bytes:
    made, seen = hashlib.sha256(), set[tuple[int, int]]()
    work: list[tuple[Any, int, str]] = [(thing, 0, skip)]
    while work:
        one, depth, skipped = work.pop()
        if isinstance(one, pikepdf.Object) and one.is_indirect:
            if one.objgen in seen:
                continue
            seen.add(one.objgen)
        if depth > _DEEP or len(seen) > _MANY:
            raise ValueError("too deep")
        work += [(inner, depth + 1, "") for inner in _inside(made, one, skipped)]
    return made.digest()


def _inside(made: Any, one: Any, skipped: str) -> list[Any]:
    """Adds the thing's own content to the digest; returns the things inside it."""
    if isinstance(one, pikepdf.Stream):
        made.update(one.read_raw_bytes())
    if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        keys = sorted(key for key in one.keys() if key not in (*_UPWARDS, skipped))  # noqa: SIM118 - no Mapping
        made.update(" ".join(keys).encode())
        return [one[key] for key in keys]
    if isinstance(one, pikepdf.Array):
        made.update(b"[%d]" % len(one))
        return list(one)
    made.update(repr(one).encode())
    return []
