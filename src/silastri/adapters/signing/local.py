"""Signs with keys on this machine: PKCS#12 files or a PKCS#11 token, under the demo authority or a real one."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.x509 import Certificate

from . import apart, trust, update, with_pyhanko
from .authority import Authority
from .certificates import common_name
from .cms import Container
from .keys import Key, unlock
from .port import Level, NotSigned, Order, Pen, Signed, Signer, SignerAway, Verdict
from .revocation import revoked_since

if TYPE_CHECKING:
    from .archive import Archivist
    from .timestamp import HttpClock, OwnClock
    from .token import Token

DEMO = "contoh"  # keys under the demo authority
_NO_KEY = "Anda belum punya sertifikat tanda tangan. Hubungi pengelola sistem."
_NOT_OURS = "Sertifikat Anda bukan dari otoritas yang dipakai kantor ini. Hubungi pengelola sistem."


class LocalSigner:
    def __init__(
        self,
        authority: Path,
        signers: Path,
        *,
        keys: str = DEMO,
        token: Mapping[str, str] | None = None,
        roots: Path | None = None,
        clock: str = "",
        level: str = Level.B_B,
    ) -> None:
        """``keys``: ``contoh``, ``p12`` or ``pkcs11``, the last with a ``token``. ``roots``: the folder of trusted
        roots.

        ``clock``: address of a timestamp authority; the demo has its own.
        """
        self.authority = Authority(Path(authority), Path(signers))
        self.is_demo = keys == DEMO
        self._token = _token(token) if token else None
        self._roots, self._clock_url, self._level = roots, clock, Level(level)
        if self._level is not Level.B_B and not (clock or self.is_demo):
            raise ValueError("a timestamp authority is needed for this signature level")

    @property
    def is_ready(self) -> bool:
        return self.is_demo or bool(self._trust().roots)

    @property
    def authority_name(self) -> str:
        if self.is_demo:
            return "sertifikat CONTOH, bukan sertifikat resmi"
        names = [common_name(root.subject) for root in self._trust().roots]
        return f"sertifikat elektronik yang diterbitkan oleh {names[0]}" if names else "sertifikat elektronik"

    def issue(self, *, person: int, name: str, passphrase: str) -> None:
        """Gives an officer a signing key under the demo authority. Raises NotSigned."""
        if not self.is_demo:
            raise NotSigned("Kunci contoh hanya untuk demo. Berikan berkas PKCS#12 milik petugas.")
        self.authority.issue(person=person, name=name, passphrase=passphrase)

    def adopt(self, *, person: int, locked: bytes, passphrase: str) -> Certificate:
        """Keeps an officer's PKCS#12 file, if it can be opened and is of a kind used here. Raises NotSigned."""
        key = unlock(locked, passphrase)
        self._must_be_ours(key)
        self.authority.keep(person, locked)
        return key.certificate

    def revoke(self, *, person: int, at: datetime) -> None:
        """Revokes an officer's key of the demo authority. Raises NotSigned."""
        if not self.authority.revoke(person=person, at=at):
            raise NotSigned("Petugas ini tidak punya kunci contoh.")

    @contextmanager
    def pen(self, signer: Signer, passphrase: str) -> Iterator[Pen]:
        with self._key(signer.person, passphrase) as key:
            self._must_be_ours(key)
            yield _Pen(key, self._trust(), self._clock, self._archivist)

    def find(self, document: str) -> Signed | None:
        """Signatures are made only here: one that was not kept was never made."""
        return None

    def verify(self, pdf: bytes) -> Verdict:
        return with_pyhanko.verification.verify(pdf, trusted=self._trust())

    def verify_sent(self, pdf: bytes) -> Verdict:
        return apart.verify(pdf, trusted=self._trust())

    def renew(self, pdf: bytes) -> bytes:
        """Adds an archive timestamp to a B-LTA letter. Raises SignerAway."""
        if self._archivist is None:
            raise SignerAway("Stempel waktu arsip hanya ada pada tingkat B-LTA. Atur SILASTRI_SIGNATURE_LEVEL.")
        return self._archivist.seal(pdf)

    def witness(self, digest: bytes) -> bytes | None:
        """A timestamp over a SHA-256 digest, DER (RFC 3161); None without a timestamp authority. Raises SignerAway."""
        return with_pyhanko.timestamp.stamp(self._clock, digest) if self._clock else None

    def witnessed_at(self, stamp: bytes) -> datetime:
        """The moment that such a timestamp says."""
        return with_pyhanko.timestamp.moment(stamp)

    @contextmanager
    def _key(self, person: int, passphrase: str) -> Iterator[Key]:
        if self._token:
            with self._token.open(person, passphrase) as key:
                yield key
            return
        path = self.authority.key_file(person)
        if not path.exists():
            raise NotSigned(_NO_KEY)
        yield unlock(path.read_bytes(), passphrase)

    def _must_be_ours(self, key: Key) -> None:
        """The certificate is for examples or real, and must be the same as this installation."""
        example = self.authority.certificate if self.authority.exists else None
        is_example = example is not None and trust.leads_to(key.certificate, key.chain, example)
        known = self._trust()
        is_real = any(trust.leads_to(key.certificate, [*key.chain, *known.others], root) for root in known.roots)
        if is_example is not self.is_demo or not (is_example or is_real):
            raise NotSigned(_NOT_OURS)

    def _trust(self) -> trust.Trust:
        """The demo authority is trusted only here, for letters marked as examples."""
        if not (self.is_demo or self.authority.exists):
            return trust.read(self._roots)
        return trust.read(self._roots, example=self.authority.certificate, revoked=[self.authority.revoked()])

    @cached_property
    def _clock(self) -> "HttpClock | OwnClock | None":
        if self._level is Level.B_B:
            return None
        return with_pyhanko.timestamp.HttpClock(self._clock_url) if self._clock_url else self.authority.clock()

    @property
    def _archivist(self) -> "Archivist | None":
        if self._level is not Level.B_LTA or self._clock is None:
            return None
        lists = [self.authority.revoked()] if self.is_demo else []
        return with_pyhanko.archive.Archivist(self._clock, self._trust(), lists, may_fetch=not self.is_demo)


class _Pen:
    """An open key, with everything that is the same in each of its signatures."""

    def __init__(
        self, key: Key, trusted: trust.Trust, clock: "HttpClock | OwnClock | None", archivist: "Archivist | None"
    ) -> None:
        held, self._archivist = key.certificate, archivist
        self._holder = common_name(held.subject)
        self._begins, self._ends = held.not_valid_before_utc, held.not_valid_after_utc
        self._revoked = revoked_since(held, trusted)
        self._container = Container(
            key, (lambda digest: with_pyhanko.timestamp.stamp(clock, digest)) if clock else None
        )

    def sign(self, pdf: bytes, order: Order) -> Signed:
        self._must_hold(order.at)
        try:
            signed = self._signed(pdf, order)
        except update.TooLong:
            raise NotSigned("Tanda tangan tidak muat di berkas surat. Hubungi pengelola sistem.") from None
        sealed = self._archivist.seal(signed) if self._archivist else signed
        return Signed(sealed, holder=self._holder)

    def _signed(self, pdf: bytes, order: Order) -> bytes:
        make = self._container
        try:
            base = update.read(pdf)
        except update.NotOurs:
            return with_pyhanko.foreign.sign(pdf, make, reason=order.reason, place=order.place, at=order.at)
        entries = {
            "M": update.moment(order.at),
            "Reason": update.text(order.reason),
            "Location": update.text(order.place),
        }
        return update.sign(pdf, base, entries, make.over, make.room)

    def _must_hold(self, at: datetime) -> None:
        """Refuses a certificate that has ended or was revoked, since its signatures would be worthless."""
        if not self._begins <= at <= self._ends:
            raise NotSigned("Sertifikat tanda tangan Anda tidak berlaku hari ini. Minta sertifikat baru.")
        if self._revoked and self._revoked <= at:
            raise NotSigned("Sertifikat tanda tangan Anda sudah dicabut. Minta sertifikat baru.")


def _token(told: Mapping[str, str]) -> "Token":
    from .token import Token  # noqa: PLC0415 - only who has one needs the library

    return Token(**told)
