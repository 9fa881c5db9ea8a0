"""Takes in a file that somebody hands in, and keeps it with the pictures of its pages that were made then."""

from datetime import datetime, timedelta

from silastri.adapters.intake import intake
from silastri.adapters.intake.port import THUMB, WIDTH, Paper, TooMuchWork
from silastri.apps.accounts import attempts
from silastri.apps.documents import operations as documents
from silastri.apps.documents.models import StoredFile
from silastri.domain.act import Act
from silastri.domain.refusal import TooOften

_MOST, _WINDOW = 3, timedelta(minutes=10)


def tidy(act: Act, *uploads: bytes) -> Paper:
    """The file as it may be kept; several become one. Call it where nothing is locked.

    Raises NotAccepted, and TooOften for a person several of whose files took more time or memory than a file may: each
    of them keeps others waiting.
    """
    key = f"file/{act.by.person}"
    if act.by.person and attempts.has_tried(key, most=_MOST, at=act.at):
        raise TooOften("Beberapa berkas Anda terlalu rumit untuk dibuka. Tunggu 10 menit, lalu kirim berkas lain.")
    try:
        return intake().tidy(*uploads)
    except TooMuchWork:
        if act.by.person:
            attempts.too_often(key, most=_MOST, window=_WINDOW, at=act.at)
        raise


def keep(paper: Paper, *, name: str, at: datetime) -> StoredFile:
    """``name`` is the one that the person gave it."""
    file = documents.keep(
        paper.content,
        kind=paper.kind,
        pages=paper.pages,
        name=name,
        sent=paper.sent,
        doubts=paper.doubts,
        at=at,
    )
    for page, picture in enumerate(paper.previews, start=1):
        documents.keep_preview(file.sha256, picture, page=page, width=WIDTH)
    if paper.thumb:
        documents.keep_preview(file.sha256, paper.thumb, page=1, width=THUMB)
    return file
