"""What an electronic signer can do, and how it can fail."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol

from silastri.domain.refusal import MovedOn, NotFit, Refusal

REASON = "Surat nomor "


class Answered(Refusal):
    """A failure of which something belongs into the log, as of ``Signed``: never a passphrase, never the file."""

    document: str = ""  # the signer's own name of the letter, when it told it before the answer was lost
    answer: Mapping[str, str] = MappingProxyType({})


class NotSigned(Answered, NotFit):
    """The signature was refused and nothing was signed; the message is a sentence for the signer."""


class SignerAway(Answered, NotFit):
    """The signer cannot be reached, and nothing was sent to it: whoever signs may try again later."""


class OutcomeUnknown(Answered, MovedOn):
    """The request went out but no answer came: the letter may be signed. It must never be tried blindly again."""


class CannotTell(NotFit):
    """The signer cannot say what became of a signature; people have to find out."""


class Finding(StrEnum):
    GENUINE = "genuine"
    CHANGED = "changed"
    UNKNOWN = "unknown"  # not signed, or not by an authority we trust


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs. ``nik`` is that of his account, never one that was typed; empty where the account has none."""

    person: int
    nik: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """What one signature says beside the letter itself. ``at`` is an aware moment."""

    number: str
    place: str
    at: datetime

    @property
    def reason(self) -> str:
        """What the signature says it was made for: it carries the number into the signed bytes."""
        return REASON + self.number


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed PDF, the name under which the signer keeps it, and what of its answer belongs into the log."""

    pdf: bytes
    document: str = ""
    answer: Mapping[str, str] = field(default_factory=dict)  # never a passphrase, never the file


class Level(StrEnum):
    """What a signature proves, as it was found in the file and not as it claims (ETSI EN 319 142-1)."""

    B_B = "B-B"  # who signed, and that nothing was changed
    B_T = "B-T"  # when, too: by the clock of a timestamp authority
    B_LT = "B-LT"  # with proof in the file that the certificates held
    B_LTA = "B-LTA"  # with a later timestamp over all that, so that it outlives the certificates


@dataclass(frozen=True, slots=True)
class Stamp:
    """A moment that a timestamp authority vouches for."""

    at: datetime
    authority: str


@dataclass(frozen=True, slots=True)
class Certified:
    """One certificate of a chain."""

    name: str
    issuer: str
    serial: str  # hexadecimal
    since: datetime
    until: datetime
    held_then: bool  # when the letter was signed


class CertificateRevocation(StrEnum):
    GOOD = "good"
    REVOKED = "revoked"
    UNKNOWN = "unknown"  # nobody told


@dataclass(frozen=True, slots=True)
class Verdict:
    """``signed_at`` is what counts: the time of the stamp where there is one, else what the office's clock said."""

    finding: Finding
    why: str  # a sentence for the person who asked
    signer: str = ""
    signed_at: datetime | None = None
    number: str = ""
    is_example: bool = False  # signed under the demo authority
    level: Level | None = None
    stamp: Stamp | None = None
    archived: tuple[Stamp, ...] = ()  # document timestamps, oldest first
    chain: tuple[Certified, ...] = ()  # from the signer up to the root
    revocation: CertificateRevocation = CertificateRevocation.UNKNOWN
    revoked_at: datetime | None = None
    algorithm: str = ""
    changes: tuple[str, ...] = ()  # what was changed after signing, and on which pages; in words


class Pen(Protocol):
    """A signer whose passphrase was given: signs one letter after the other."""

    def sign(self, pdf: bytes, order: Order) -> Signed:
        """Raises NotSigned, SignerAway or OutcomeUnknown."""
        ...


class Signing(Protocol):
    is_demo: bool  # signs under an authority of its own making, so that letters say CONTOH
    is_ready: bool  # whether somebody vouches for its certificates
    authority_name: str  # whose certificates it signs with, as the foot of a letter says it

    def pen(self, signer: Signer, passphrase: str) -> AbstractContextManager[Pen]:
        """Holds the passphrase, or the key it opens, until the context ends. Raises NotSigned or SignerAway."""
        ...

    def find(self, document: str) -> Signed | None:
        """What became of a signature whose answer never came; ``document`` is the signer's own name of it, where known.

        None: it was certainly not made. Raises CannotTell, SignerAway.
        """
        ...

    def verify(self, pdf: bytes) -> Verdict: ...
