"""Pictures of pages, for telephones that cannot show a PDF inside a page."""

from contextlib import suppress

from silastri.adapters.intake import intake
from silastri.adapters.intake.port import THUMB, WIDTH, NotAccepted
from silastri.apps.documents import operations
from silastri.apps.documents import queries as documents
from silastri.domain.refusal import Away

__all__ = ["THUMB", "WIDTH", "of_file", "of_pdf", "pages"]
_NOT_DRAWN = "Halaman ini tidak bisa digambar. Buka berkasnya."


def of_file(sha256: str, *, page: int, width: int) -> bytes:
    """A page of a stored PDF as WebP: drawn once and kept, also that it cannot be drawn.

    Raises NotAccepted when there is no such page or it cannot be drawn, and what ``queries.content`` raises.
    """
    kept = documents.preview(sha256, page=page, width=width)
    if kept is None:
        kept = _drawn(documents.content(sha256), page, width)
        with suppress(Away):  # it is drawn again
            operations.keep_preview(sha256, kept, page=page, width=width)
    if not kept:
        raise NotAccepted(_NOT_DRAWN)
    return kept


def _drawn(pdf: bytes, page: int, width: int) -> bytes:
    """No bytes for a page that cannot be drawn. Raises NotAccepted when there is no such page."""
    if not 1 <= page <= intake().pages(pdf):
        raise NotAccepted("Halaman itu tidak ada.")
    try:
        return intake().picture(pdf, page=page, width=width)
    except NotAccepted:
        return b""


def of_pdf(pdf: bytes, *, page: int, width: int) -> bytes:
    """A page of a PDF as WebP. Raises NotAccepted when there is no such page."""
    return intake().picture(pdf, page=page, width=width)


def pages(pdf: bytes) -> int:
    return intake().pages(pdf)
