"""What the intake of files does, and why it may refuse one."""

from dataclasses import dataclass
from typing import Protocol

from silastri.domain.refusal import NotFit, TooOften

TOGETHER = 20  # files that are made one
PREVIEWED = 10  # pages whose pictures are made when a file comes in
WIDTH, THUMB = 800, 400  # pixels across a preview, and across the small one of the first page


class NotAccepted(NotFit):
    """The file cannot be accepted; the message tells the person what to do instead."""


class TooMuchWork(NotAccepted):
    """Reading the file took more time or memory than a file may take, or ended the process that read it."""


class TooManyFiles(TooOften):
    """The files of others took all the time."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A file as it is kept. ``previews`` are pictures (WebP) of the first pages, ``WIDTH`` across; ``thumb`` is the
    first page ``THUMB`` across. ``sent`` is the SHA-256 of what was sent, of which this was made. ``doubts`` are pages
    and what may make them hard to read, in the words of ``domain/case/photo_doubts.py``."""

    content: bytes
    pages: int
    kind: str = "application/pdf"
    sent: str = ""
    previews: tuple[bytes, ...] = ()
    thumb: bytes = b""
    doubts: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A page, counted from 1, on which words stand: how often, and with what around the first of them."""

    page: int
    often: int
    excerpt: str


@dataclass(frozen=True, slots=True)
class Found:
    """``has_words`` is False for a scan: nothing can be found in it, whatever it shows."""

    has_words: bool
    hits: tuple[Hit, ...] = ()


class Intake(Protocol):
    """Whatever a file does to its reader, each of these ends within seconds; most raise TooMuchWork then.

    Each raises TooManyFiles while others' files take all the time.
    """

    def tidy(self, *contents: bytes) -> Paper:
        """A clean PDF made of a PDF, or of a JPEG, PNG or HEIC photo, that can be drawn; of several, in their order,
        one. No page of a photo is heavier than 300 KB. Raises NotAccepted."""
        ...

    def small(self, content: bytes) -> bytes:
        """A small JPEG of a photo or drawing. Raises NotAccepted."""
        ...

    def picture(self, pdf: bytes, *, page: int, width: int) -> bytes:
        """A WebP picture of a page, counted from 1. Raises NotAccepted when there is no such page, or it cannot be
        drawn. A page that is very long for its width gives a narrower picture."""
        ...

    def text(self, pdf: bytes, *, most: int = 1_000_000) -> str:
        """The words of a PDF, at most ``most`` characters; empty for a scan, or for a file that cannot be read."""
        ...

    def find(self, pdf: bytes, words: str) -> Found:
        """Where words stand in a PDF, however they are written; a file that cannot be read has none."""
        ...

    def pages(self, pdf: bytes) -> int:
        """The number of pages. Raises NotAccepted for a file that cannot be read."""
        ...

    def codes(self, picture: bytes) -> list[str]:
        """The contents of all QR codes in a photo, or on the pages of a PDF: of a long one, on the first and the last.

        Raises NotAccepted for any other file.
        """
        ...

    def marked_picture(self, picture: bytes, words: str) -> bytes:
        """A WebP picture with the words over it. Raises NotAccepted."""
        ...

    def marked_pdf(self, pdf: bytes, words: str) -> bytes:
        """The PDF with the words over every page. Raises NotAccepted."""
        ...

    def content(self, letter: bytes) -> bytes | None:
        """The words that a letter of ours has attached to its PDF; None for any other file."""
        ...
