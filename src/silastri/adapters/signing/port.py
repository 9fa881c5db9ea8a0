"""What an electronic signer can do, and how it can fail."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from silastri.domain.refusal import MovedOn, NotFit


class NotSigned(NotFit):
    """The signature was refused and nothing was signed; the message is a sentence for the signer."""


class OutcomeUnknown(MovedOn):
    """The request went out but no answer came: the letter may be signed. It must never be tried blindly again."""


class Finding(StrEnum):
    GENUINE = "genuine"
    CHANGED = "changed"
    UNKNOWN = "unknown"  # not signed, or not by an authority we trust


@dataclass(frozen=True, slots=True)
class Verdict:
    finding: Finding
    why: str  # a sentence for the person who asked
    signer: str = ""
    signed_at: datetime | None = None
    number: str = ""
    is_example: bool = False  # signed under the demo authority


class Signing(Protocol):
    is_demo: bool  # signs under an authority of its own making, so that letters say CONTOH

    def sign(self, pdf: bytes, *, person: int, passphrase: str, number: str, place: str, at: datetime) -> bytes:
        """The signed PDF. The passphrase lives for this call alone. Raises NotSigned or OutcomeUnknown."""
        ...

    def verify(self, pdf: bytes) -> Verdict: ...
