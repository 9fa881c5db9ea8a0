"""What the intake of files can do, and why it may refuse one."""

from dataclasses import dataclass
from typing import Protocol

from silastri.domain.refusal import NotFit


class NotAccepted(NotFit):
    """The file cannot be taken; the message tells the person what to do instead."""


@dataclass(frozen=True, slots=True)
class Paper:
    content: bytes
    pages: int
    kind: str = "application/pdf"


class Intake(Protocol):
    def tidy(self, content: bytes) -> Paper:
        """A clean PDF of what was sent: a PDF, or a JPEG, PNG or HEIC photo. Raises NotAccepted."""
        ...

    def small(self, content: bytes) -> bytes:
        """A small JPEG of a photo or drawing. Raises NotAccepted."""
        ...

    def picture(self, pdf: bytes, *, page: int, width: int) -> bytes:
        """A WebP picture of a page, counted from 1. Raises NotAccepted when there is no such page."""
        ...

    def text(self, pdf: bytes, *, most: int = 1_000_000) -> str:
        """The words of a PDF, no more than ``most`` letters of them; none of a scan, or of what is no PDF."""
        ...

    def pages(self, pdf: bytes) -> int:
        """How many pages it has."""
        ...

    def codes(self, picture: bytes) -> list[str]:
        """What the QR codes on a photo say. Raises NotAccepted for what is no photo."""
        ...

    def content(self, letter: bytes) -> bytes | None:
        """The words of a letter of ours that its PDF carries beside the drawn ones; None for all else."""
        ...
