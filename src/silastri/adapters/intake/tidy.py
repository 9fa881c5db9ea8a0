"""What becomes of a file that somebody hands in. Runs inside the process that decodes files."""

from . import pdf, photo, sheets
from .port import PREVIEWED, THUMB, WIDTH, NotAccepted

Tidied = tuple[bytes, int, list[bytes], bytes]  # the PDF, its pages, pictures of the first, a small one

_UNKNOWN = "Jenis berkas ini tidak bisa dipakai. Kirim PDF, atau foto JPG, PNG, atau HEIC."
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_OFFICE = "Ini berkas Word, Excel, atau ZIP. Simpan dulu sebagai PDF, lalu kirim lagi."


def tidy(content: bytes) -> Tidied:
    """A PDF that has been drawn once, so that whoever opens it later sees it. Raises NotAccepted."""
    kept, pages = _kept(content)
    return kept, pages, *sheets.previews(kept, most=PREVIEWED, width=WIDTH, thumb=THUMB)


def _kept(content: bytes) -> tuple[bytes, int]:
    if photo.is_photo(content):
        return photo.to_pdf(content)
    if content.startswith((_ZIP, _OLE)):
        raise NotAccepted(_OFFICE)
    if pdf.is_pdf(content):
        return pdf.tidy(content)
    raise NotAccepted(_UNKNOWN)
