"""Takes in a file that somebody hands in, and keeps it with the pictures of its pages that were made then."""

import logging
from datetime import datetime, timedelta

from django.db import transaction

from silastri.adapters.antivirus import antivirus, is_offered
from silastri.adapters.antivirus.port import NoAnswer
from silastri.adapters.intake import intake
from silastri.adapters.intake.port import THUMB, WIDTH, NotAccepted, Paper, TooMuchWork
from silastri.apps.accounts import attempts
from silastri.apps.documents import ahead
from silastri.apps.documents import operations as documents
from silastri.apps.documents.models import StoredFile
from silastri.domain.act import Act
from silastri.domain.refusal import TooOften

_log = logging.getLogger("silastri.intake")
_MOST, _WINDOW = 3, timedelta(minutes=10)


class Infected(NotAccepted):
    """A virus is in the file."""


class NotLookedAt(NotAccepted):
    """Files are looked at for viruses here, and this one could not be."""


def tidy(act: Act, *uploads: bytes) -> Paper:
    """The file as it may be kept; several become one. Call it where nothing is locked.

    Raises NotAccepted, Infected, NotLookedAt, Away, and TooOften for a person several of whose files took more time or
    memory than a file may: each of them keeps others waiting.
    """
    key = f"file/{act.by.person}"
    if act.by.person and attempts.has_tried(key, most=_MOST, at=act.at):
        raise TooOften("Beberapa berkas Anda terlalu rumit untuk dibuka. Tunggu 10 menit, lalu kirim berkas lain.")
    _see_clean(uploads)
    try:
        paper = intake().tidy(*uploads)
    except TooMuchWork:
        if act.by.person:
            attempts.too_often(key, most=_MOST, window=_WINDOW, at=act.at)
        raise
    ahead.send([paper.content])
    return paper


def _see_clean(uploads: tuple[bytes, ...]) -> None:
    """Looks at what was sent, before anything opens it. A file that nobody could look at is not taken."""
    if not is_offered():
        return
    try:
        names = [antivirus().found_in(content) for content in uploads]
    except NoAnswer as error:
        _log.error("the antivirus does not answer: %s", error)
        raise NotLookedAt(
            "Pemeriksa virus kami sedang terganggu, jadi berkas ini belum diterima. Coba lagi beberapa menit lagi."
        ) from None
    if any(names):
        _log.warning("a virus was refused: %s", ", ".join(filter(None, names)))
        which = f"Berkas ke-{next(n for n, name in enumerate(names, 1) if name)}" if len(uploads) > 1 else "Berkas ini"
        raise Infected(
            f"{which} mengandung virus, jadi tidak kami terima. Bersihkan perangkat Anda dengan antivirus, atau "
            "pindai ulang kertasnya dengan HP lain, lalu kirim lagi."
        )


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
    if ahead.elsewhere():  # nothing locked waits for the network, and whoever finds none draws it
        transaction.on_commit(lambda: _keep_pictures(file.sha256, paper), robust=True)
    else:
        _keep_pictures(file.sha256, paper)
    return file


def _keep_pictures(sha256: str, paper: Paper) -> None:
    for page, picture in enumerate(paper.previews, start=1):
        documents.keep_preview(sha256, picture, page=page, width=WIDTH)
    if paper.thumb:
        documents.keep_preview(sha256, paper.thumb, page=1, width=THUMB)
