"""Says whether a PDF is a genuine, unchanged letter, and what its signature proves.

The bytes are proved before the file is read: until then only the bytes of the signatures are looked at. What was added
behind them is read afterwards.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from cryptography import x509

from . import additions, changes, form, marks, proof
from .certificates import common_name
from .marks import Broken, Mark, TooMuch
from .port import REASON, TOO_MUCH, CertificateRevocation, Certified, Finding, Level, Stamp, Verdict
from .proof import Proven
from .revocation import Evidence, Told, tell
from .trust import Trust

_LARGEST = 32 * 1024 * 1024
_CADES = "/ETSI.CAdES.detached"
_NOT_SIGNED = "Berkas ini tidak bertanda tangan elektronik."
_NOT_PDF = "Berkas ini bukan PDF yang dapat dibaca."
_STRANGER = "Tanda tangannya bukan dari kantor ini. Keasliannya tidak dapat kami pastikan."
_REVOKED = "Sertifikat penanda tangannya sudah dicabut sebelum surat ini terbukti ditandatangani. Jangan dipercaya."
_CHANGED = "Isi berkas ini sudah diubah setelah ditandatangani. Jangan dipercaya."
_REWRITTEN = "Isinya cocok dengan tanda tangannya, tetapi tanda tangan itu ditulis lain. Minta berkas aslinya."
_ITS_FORM = "Bukan isinya, melainkan cara menulis tanda tangannya."
_GENUINE = "Tanda tangannya sah dan isinya tidak diubah sejak ditandatangani."
_COVERED = "Bagian yang ditandatangani sendiri sudah berubah, sehingga halamannya tidak dapat dipastikan."


def verify(pdf: bytes, *, trusted: Trust) -> Verdict:
    """Never raises for bad input: whatever was uploaded gets a verdict."""
    if b"%PDF-" not in pdf[:1024] or len(pdf) > _LARGEST:
        return Verdict(Finding.UNKNOWN, _NOT_PDF, is_signed=False)
    try:
        found = marks.find(pdf)
        if not found:
            return Verdict(Finding.UNKNOWN, _NOT_SIGNED, is_signed=False)
        return _judge(pdf, found, trusted)
    except TooMuch:
        return Verdict(Finding.UNKNOWN, TOO_MUCH)
    except Broken:
        return Verdict(Finding.CHANGED, _CHANGED, changes=(_COVERED,))


@dataclass(frozen=True, slots=True)
class _Signature:
    """The letter's proved signature, and the document timestamps that we trust."""

    mark: Mark
    proven: Proven
    stamps: tuple[Proven, ...]
    marks: tuple[Mark, ...]  # of these timestamps

    @property
    def stamp(self) -> Proven | None:
        """The earliest moment for which an authority vouches."""
        own = self.proven.stamp
        return own if own and own.is_trusted else next(iter(self.stamps), None)

    @property
    def at(self) -> datetime | None:
        moment = self.stamp.at if self.stamp else self.mark.claimed_at
        return moment.astimezone(UTC) if moment else None


def _judge(pdf: bytes, found: list[Mark], trusted: Trust) -> Verdict:
    mark, stamps = found[0], [one for one in found if one.is_timestamp]
    if mark.is_timestamp:
        raise Broken("a timestamp and no signature")
    around = [proof.timestamp(pdf, one, trusted) for one in stamps]
    first = next((one.at for one in around if one.is_trusted), None)
    proven = proof.signature(pdf, mark, trusted, stamped_at=first)
    trustworthy = [(stamp, one) for stamp, one in zip(around, stamps, strict=True) if stamp.is_trusted]
    signature = _Signature(mark, proven, tuple(stamp for stamp, _ in trustworthy), tuple(one for _, one in trustworthy))
    if not proven.is_trusted:
        return Verdict(Finding.UNKNOWN, _STRANGER, signer=common_name(proven.signer.subject))
    facts = _facts(signature, trusted)
    try:
        if len(found) != 1 + len(stamps):
            raise Broken("signed by others too")
        brought = additions.read(pdf, mark, stamps, trusted=list(signature.marks))
    except Broken:
        said = changes.describe(pdf[: mark.until], pdf, stamps=len(stamps))
        return replace(facts, finding=Finding.CHANGED, why=_CHANGED, changes=said)
    try:
        for one, proved in zip([mark, *stamps], [proven, *around], strict=True):
            form.must_be_whole(one.container, proved, trusted)
    except Broken:
        return replace(facts, finding=Finding.CHANGED, why=_REWRITTEN, changes=(_ITS_FORM,))
    facts = replace(facts, earlier=additions.earlier(pdf, mark))
    return _revoked_or_genuine(facts, signature, brought, trusted)


def _facts(signature: _Signature, trusted: Trust) -> Verdict:
    proven, stamp, said = signature.proven, signature.stamp, signature.mark.reason
    is_cades = signature.mark.format == _CADES and proven.names_its_certificate
    return Verdict(
        Finding.GENUINE,
        _GENUINE,
        signer=common_name(proven.signer.subject),
        signed_at=signature.at,
        number=said.removeprefix(REASON) if said.startswith(REASON) else "",
        is_example=trusted.example is not None and proven.path[-1] == trusted.example,
        level=(Level.B_T if stamp else Level.B_B) if is_cades else None,
        stamp=_told(stamp) if stamp else None,
        archived=tuple(map(_told, signature.stamps)),
        chain=tuple(_certified(one, signature.at) for one in proven.path),
        algorithm=proven.algorithm,
    )


def _revoked_or_genuine(facts: Verdict, signature: _Signature, brought: additions.Proofs, trusted: Trust) -> Verdict:
    inside = brought.evidence
    everything = Evidence([*inside.lists, *trusted.revoked], inside.answers)
    path, stamp, at = signature.proven.path, signature.stamp, signature.at
    assert at
    told = tell(path, everything, at)
    found = replace(facts, revocation=told.state, revoked_at=told.since, level=_level(facts, signature, brought))
    if _is_void(told, stamp) or (stamp and stamp.at and _is_void(tell(stamp.path, everything, stamp.at), stamp)):
        return replace(found, finding=Finding.UNKNOWN, why=_REVOKED)
    return found


def _is_void(told: Told, stamp: Proven | None) -> bool:
    """Whether a revoked certificate makes the signature worthless; not if a timestamp proves that it is older."""
    if told.state is not CertificateRevocation.REVOKED:
        return False
    return not (stamp and stamp.at and told.since and stamp.at < told.since)


def _level(facts: Verdict, signature: _Signature, brought: additions.Proofs) -> Level | None:
    """B-LT if the file itself proves that signer's and clock's certificates were valid; B-LTA if that is timestamped
    too."""
    stamp, at = signature.stamp, signature.at
    if facts.level is not Level.B_T or not (stamp and stamp.at and at):
        return facts.level
    paths = ((signature.proven.path, at), (stamp.path, stamp.at))
    if any(tell(path, brought.evidence, moment).state is not CertificateRevocation.GOOD for path, moment in paths):
        return facts.level
    return Level.B_LTA if brought.is_stamped else Level.B_LT


def _told(stamp: Proven) -> Stamp:
    assert stamp.at
    return Stamp(stamp.at.astimezone(UTC), common_name(stamp.signer.subject))


def _certified(one: x509.Certificate, at: datetime | None) -> Certified:
    held: Any = at and one.not_valid_before_utc <= at <= one.not_valid_after_utc
    return Certified(
        name=common_name(one.subject),
        issuer=common_name(one.issuer),
        serial=f"{one.serial_number:X}",
        since=one.not_valid_before_utc,
        until=one.not_valid_after_utc,
        held_then=bool(held),
    )
