"""Keeps what somebody handed in, with the pictures of its pages that were made when it came in."""

from datetime import datetime

from silastri.adapters.intake.port import THUMB, WIDTH, Paper
from silastri.apps.documents import operations as documents
from silastri.apps.documents.models import StoredFile


def keep(paper: Paper, *, name: str, at: datetime) -> StoredFile:
    """``name`` is the one that the person gave it."""
    file = documents.keep(paper.content, kind=paper.kind, pages=paper.pages, name=name, sent=paper.sent, at=at)
    for page, picture in enumerate(paper.previews, start=1):
        documents.keep_preview(file.sha256, picture, page=page, width=WIDTH)
    if paper.thumb:
        documents.keep_preview(file.sha256, paper.thumb, page=1, width=THUMB)
    return file
