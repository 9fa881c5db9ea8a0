"""What the intake of files does, and why it may refuse one."""

from dataclasses import dataclass
from typing import Protocol

from silastri.domain.refusal import NotFit


class NotAccepted(NotFit):
    """The file cannot be accepted; the message tells the person what to do instead."""


@dataclass(frozen=True, slots=True)
class Paper:
    content: bytes
    pages: int
    kind: str = "application/pdf"


class Intake(Protocol):
    def tidy(self, content: bytes) -> Paper:
        """A clean PDF made of a PDF, or of a JPEG, PNG or HEIC photo. Raises NotAccepted."""
        ...

    def small(self, content: bytes) -> bytes:
        """A small JPEG of a photo or drawing. Raises NotAccepted."""
        ...

    def picture(self, pdf: bytes, *, page: int, width: int) -> bytes:
        """A WebP picture of a page, counted from 1. Raises NotAccepted when there is no such page."""
        ...

    def text(self, pdf: bytes, *, most: int = 1_000_000) -> str:
        """The words of a PDF, at most ``most`` characters; empty for a scan, or for a file that is not a PDF."""
        ...

    def pages(self, pdf: bytes) -> int:
        """The number of pages."""
        ...

    def codes(self, picture: bytes) -> list[str]:
        """The contents of the QR codes in a photo. Raises NotAccepted for a file that is not a photo."""
        ...

    def content(self, letter: bytes) -> bytes | None:
        """The words that a letter of ours has attached to its PDF; None for any other file."""
        ...
