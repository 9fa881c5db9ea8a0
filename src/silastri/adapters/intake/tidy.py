"""What becomes of the files that somebody hands in. Runs inside the process that decodes files."""

from . import pdf, photo, sheets
from .port import PREVIEWED, THUMB, WIDTH, NotAccepted

# The PDF, its pages, pictures of the first, a small one, and what may be wrong with which page.
Tidied = tuple[bytes, int, list[bytes], bytes, list[tuple[int, str]]]
_Kept = tuple[bytes, int, list[str]]

_UNKNOWN = "Jenis berkas ini tidak bisa dipakai. Kirim PDF, atau foto JPG, PNG, atau HEIC."
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_OFFICE = "Ini berkas Word, Excel, atau ZIP. Simpan dulu sebagai PDF, lalu kirim lagi."


def tidy(*contents: bytes) -> Tidied:
    """One PDF of them in their order, drawn once, so that whoever opens it later sees it. Raises NotAccepted."""
    kept = [_kept(contents[0])] if len(contents) == 1 else [_of_many(n, one) for n, one in enumerate(contents, 1)]
    whole = kept[0][0] if len(kept) == 1 else pdf.bound([one for one, *_ in kept])
    doubts: list[tuple[int, str]] = []
    page = 1
    for _, pages, found in kept:
        doubts += [(page, doubt) for doubt in found]
        page += pages
    return whole, page - 1, *sheets.previews(whole, most=PREVIEWED, width=WIDTH, thumb=THUMB), doubts


def _of_many(number: int, content: bytes) -> _Kept:
    try:
        return _kept(content)
    except NotAccepted as refused:
        raise NotAccepted(f"Berkas ke-{number}: {refused}") from None


def _kept(content: bytes) -> _Kept:
    if photo.is_photo(content):
        return photo.to_pdf(content)
    if content.startswith((_ZIP, _OLE)):
        raise NotAccepted(_OFFICE)
    if pdf.is_pdf(content):
        return *pdf.tidy(content), []
    raise NotAccepted(_UNKNOWN)
