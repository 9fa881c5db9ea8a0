"""What an electronic signer does, and how it can fail."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol

from silastri.domain.refusal import MovedOn, NotFit, Refusal

REASON = "Surat nomor "
TOO_MUCH = "Berkas ini terlalu rumit untuk diperiksa. Keasliannya tidak dapat kami pastikan."


class Answered(Refusal):
    """A failure with facts for the log, like those of ``Signed``: never a passphrase, never the file."""

    document: str = ""  # the signer's own name of the letter, if it was told before the answer was lost
    answer: Mapping[str, str] = MappingProxyType({})


class NotSigned(Answered, NotFit):
    """The signature was refused and nothing was signed; the message is a sentence for the signer."""


class WrongPassphrase(NotSigned):
    """Nothing was signed because the passphrase is wrong."""


class SignerAway(Answered, NotFit):
    """The signer cannot be reached, and nothing was sent to it, so the request may be tried again later."""


class OutcomeUnknown(Answered, MovedOn):
    """The request was sent but no answer came: the letter may be signed. It must never be sent again blindly."""


class CannotTell(NotFit):
    """The signer cannot say what became of a signature, so people must find out."""


class Finding(StrEnum):
    """What the file itself shows. Whether it is a letter of ours only the register can say."""

    GENUINE = "genuine"  # a trusted signature, and nothing was changed since
    CHANGED = "changed"
    UNKNOWN = "unknown"  # not signed, or not by an authority we trust


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs. ``nik`` is that of the account, never one that was typed; empty if the account has none."""

    person: int
    nik: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """What a signature says besides the letter. ``at`` is an aware moment."""

    number: str
    place: str
    at: datetime

    @property
    def reason(self) -> str:
        """What the signature says it was made for: it carries the number into the signed bytes."""
        return REASON + self.number


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed PDF, its name at the signer, and what of the answer goes into the log."""

    pdf: bytes
    document: str = ""
    answer: Mapping[str, str] = field(default_factory=dict)  # never a passphrase, never the file
    holder: str = ""  # whose name the certificate bears; empty if the signer does not tell


class Level(StrEnum):
    """What a signature proves, by what is in the file and not by what it claims (ETSI EN 319 142-1)."""

    B_B = "B-B"  # who signed, and that nothing was changed
    B_T = "B-T"  # also when, by the clock of a timestamp authority
    B_LT = "B-LT"  # with proof in the file that the certificates were valid
    B_LTA = "B-LTA"  # with a later timestamp over all that, so that it outlives the certificates


@dataclass(frozen=True, slots=True)
class Stamp:
    """A moment for which a timestamp authority vouches."""

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
    held_then: bool  # valid when the letter was signed


class CertificateRevocation(StrEnum):
    GOOD = "good"
    REVOKED = "revoked"
    UNKNOWN = "unknown"  # nobody said


@dataclass(frozen=True, slots=True)
class Verdict:
    """``signed_at`` is the time of the timestamp if there is one, else that of the office's clock."""

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
    earlier: tuple[str, ...] = ()  # SHA-256 of the file before proof was added to it, the latest first
    is_signed: bool = True  # false: nothing in the file tries to be a signature, as in a scan or a photo
    changes: tuple[str, ...] = ()  # what was changed after signing, and on which pages; in words


class Pen(Protocol):
    """A signer whose passphrase was given; it signs one letter after the other."""

    def sign(self, pdf: bytes, order: Order) -> Signed:
        """Raises NotSigned, SignerAway or OutcomeUnknown."""
        ...


class Signing(Protocol):
    is_demo: bool  # signs under an authority of its own making, so that letters say CONTOH
    is_ready: bool  # whether somebody vouches for its certificates
    authority_name: str  # whose certificates it signs with, as the foot of a letter says it

    def pen(self, signer: Signer, passphrase: str) -> AbstractContextManager[Pen]:
        """Holds the passphrase, or the key that it opens, until the context ends. Raises NotSigned or SignerAway."""
        ...

    def find(self, document: str) -> Signed | None:
        """A signature whose answer never came; ``document`` is the signer's own name of it, if known.

        None: it was certainly not made. Raises CannotTell, SignerAway.
        """
        ...

    def verify(self, pdf: bytes) -> Verdict:
        """For a file whose bytes we had from the signer, or from whoever runs this program."""
        ...

    def verify_sent(self, pdf: bytes) -> Verdict:
        """The same for a file that anybody may have sent: in a process of its own, for a few seconds. Raises
        TooManyFiles."""
        ...
