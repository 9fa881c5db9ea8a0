"""Pictures of pages, for telephones that cannot show a PDF inside a page."""

from silastri.adapters.intake import intake
from silastri.apps.documents import queries as documents


def of_file(sha256: str, *, page: int, width: int) -> bytes:
    """A page of a stored PDF as WebP. Raises NotAccepted when there is no such page, Damaged for a damaged file."""
    return intake().picture(documents.content(sha256), page=page, width=width)


def of_pdf(pdf: bytes, *, page: int, width: int) -> bytes:
    """A page of a PDF as WebP. Raises NotAccepted when there is no such page."""
    return intake().picture(pdf, page=page, width=width)


def pages(pdf: bytes) -> int:
    return intake().pages(pdf)
