"""Tidies files on this machine, without any service."""

import io
from threading import Lock

import pypdfium2

from . import pdf, photo
from .port import NotAccepted, Paper

_EMPTY = "Berkas kosong. Pilih berkas lain."
_UNKNOWN = "Jenis berkas ini tidak bisa dipakai. Kirim PDF, atau foto JPG, PNG, atau HEIC."
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_PDFIUM = Lock()  # the library has one state for the whole process, which two threads at once would crash
_OFFICE = "Ini berkas Word, Excel, atau ZIP. Simpan dulu sebagai PDF, lalu kirim lagi."


class LocalIntake:
    def tidy(self, content: bytes) -> Paper:
        if not content:
            raise NotAccepted(_EMPTY)
        # A PDF must begin with its header: anything before that is another kind of file.
        if content.startswith(b"%PDF-"):
            return pdf.tidy(content)
        if photo.is_photo(content):
            return Paper(photo.to_pdf(content), pages=1)
        raise NotAccepted(_OFFICE if content.startswith((_ZIP, _OLE)) else _UNKNOWN)

    def small(self, content: bytes) -> bytes:
        return photo.small(_photo(content))

    def codes(self, picture: bytes) -> list[str]:
        return photo.codes(_photo(picture))

    def text(self, pdf: bytes, *, most: int = 1_000_000) -> str:
        parts: list[str] = []
        with _PDFIUM:
            try:
                document = pypdfium2.PdfDocument(pdf)
            except pypdfium2.PdfiumError:
                return ""
            try:
                for page in document:
                    words = page.get_textpage()
                    parts.append(words.get_text_range())
                    words.close()
                    page.close()
                    if sum(map(len, parts)) >= most:
                        break
            finally:
                document.close()
        return " ".join(" ".join(parts).replace("\x00", "").split())[:most]

    def content(self, letter: bytes) -> bytes | None:
        return pdf.content(letter)

    def picture(self, pdf: bytes, *, page: int, width: int) -> bytes:
        with _PDFIUM:
            document = pypdfium2.PdfDocument(pdf)
            try:
                if not 1 <= page <= len(document):
                    raise NotAccepted("Halaman itu tidak ada.")
                drawn = document[page - 1]
                bitmap = drawn.render(scale=width / drawn.get_width())
                picture = bitmap.to_pil().convert("RGB")  # a copy: pdfium frees the bitmap
                bitmap.close()
            finally:
                document.close()
        out = io.BytesIO()
        picture.save(out, "WEBP", quality=70)
        return out.getvalue()

    def pages(self, pdf: bytes) -> int:
        with _PDFIUM:
            document = pypdfium2.PdfDocument(pdf)
            try:
                return len(document)
            finally:
                document.close()


def _photo(content: bytes) -> bytes:
    if not photo.is_photo(content):
        raise NotAccepted("Ini bukan foto. Kirim JPG, PNG, atau HEIC.")
    return content
