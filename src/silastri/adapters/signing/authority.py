"""The demo certificate authority, made on first use: officers' keys, a clock, and the list of revoked certificates."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
    pkcs12,
)

from . import certificates, with_pyhanko
from .certificates import Issuer, PrivateKey, Use

if TYPE_CHECKING:
    from .timestamp import OwnClock

NAME = "Otoritas CONTOH SILASTRI"
CLOCK_NAME = "Otoritas Waktu CONTOH SILASTRI"
_ORGANIZATION = "CONTOH - bukan sertifikat resmi"
_TEN_YEARS = timedelta(days=3650)
_TWO_YEARS = timedelta(days=730)
# Demo letters may have dates some weeks before the authority was made.
_BACK = timedelta(days=120)
_LIST_LASTS = timedelta(days=7)


class Authority:
    """Keeps its keys and certificates in ``folder``, and officers' keys in ``signers``, each locked with its
    passphrase."""

    def __init__(self, folder: Path, signers: Path) -> None:
        self.folder, self.signers = folder, signers

    @property
    def exists(self) -> bool:
        return (self.folder / "authority.pem").exists()

    @property
    def certificate(self) -> x509.Certificate:
        if not self.exists:
            self._make()
        return x509.load_pem_x509_certificate((self.folder / "authority.pem").read_bytes())

    def key_file(self, person: int) -> Path:
        return self.signers / f"{person}.p12"

    def issue(self, *, person: int, name: str, passphrase: str, key: PrivateKey | None = None) -> None:
        """Gives an officer a key locked with the passphrase: the officer's own or a new one. It replaces any other."""
        root = self.certificate
        key = key or ec.generate_private_key(ec.SECP256R1())
        leaf = self._certify(name, key, Use.SIGNER, _TWO_YEARS)
        locked = pkcs12.serialize_key_and_certificates(
            name.encode(), key, leaf, [root], BestAvailableEncryption(passphrase.encode())
        )
        self.keep(person, locked)
        self._certificate_file(person).write_bytes(leaf.public_bytes(Encoding.PEM))

    def keep(self, person: int, locked: bytes) -> None:
        self.signers.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_private(self.key_file(person), locked)

    def clock(self) -> "OwnClock":
        """Its timestamp authority, which tells the time of this machine."""
        path = self.folder / "clock.pem"
        if not path.exists():
            key = ec.generate_private_key(ec.SECP256R1())
            self._keep_pair("clock", key, self._certify(CLOCK_NAME, key, Use.CLOCK, _TEN_YEARS))
        return with_pyhanko.timestamp.OwnClock(x509.load_pem_x509_certificate(path.read_bytes()), self._key("clock"))

    def revoked(self) -> bytes:
        """The list of certificates revoked so far, DER."""
        return self._revocations([]).public_bytes(Encoding.DER)

    def revoke(self, *, person: int, at: datetime) -> bool:
        """False if the officer has no key. A signature that a timestamp proves to be older than ``at`` stays valid."""
        if not self._certificate_file(person).exists():
            return False
        certificate = x509.load_pem_x509_certificate(self._certificate_file(person).read_bytes())
        one = x509.RevokedCertificateBuilder().serial_number(certificate.serial_number).revocation_date(at).build()
        _write_private(self.folder / "authority.crl", self._revocations([one]).public_bytes(Encoding.PEM))
        return True

    def _certificate_file(self, person: int) -> Path:
        return self.key_file(person).with_suffix(".pem")

    def _revocations(self, more: list[x509.RevokedCertificate]) -> x509.CertificateRevocationList:
        root, now, path = self.certificate, datetime.now(UTC), self.folder / "authority.crl"
        earlier = list(x509.load_pem_x509_crl(path.read_bytes())) if path.exists() else []
        made = x509.CertificateRevocationListBuilder().issuer_name(root.subject)
        made = made.last_update(now - timedelta(minutes=1)).next_update(now + _LIST_LASTS)
        for one in [*earlier, *more]:
            made = made.add_revoked_certificate(one)
        identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key("authority").public_key())
        made = made.add_extension(identifier, critical=False)
        made = made.add_extension(x509.CRLNumber(int(now.timestamp())), critical=False)
        return made.sign(self._key("authority"), SHA256())

    def _certify(self, name: str, key: PrivateKey, use: Use, lasts: timedelta) -> x509.Certificate:
        subject = certificates.name(name, _ORGANIZATION)
        is_own = use is Use.AUTHORITY
        issuer = Issuer(subject, key) if is_own else Issuer(self.certificate.subject, self._key("authority"))
        since = datetime.now(UTC) - _BACK
        return certificates.make(subject, key.public_key(), use, issuer, since=since, lasts=lasts + _BACK)

    def _key(self, name: str) -> ec.EllipticCurvePrivateKey:
        key = load_pem_private_key((self.folder / f"{name}.key").read_bytes(), None)
        assert isinstance(key, ec.EllipticCurvePrivateKey)
        return key

    def _make(self) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        key = ec.generate_private_key(ec.SECP256R1())
        self._keep_pair("authority", key, self._certify(NAME, key, Use.AUTHORITY, _TEN_YEARS))

    def _keep_pair(self, name: str, key: PrivateKey, certificate: x509.Certificate) -> None:
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        _write_private(self.folder / f"{name}.key", pem)
        (self.folder / f"{name}.pem").write_bytes(certificate.public_bytes(Encoding.PEM))


def _write_private(path: Path, content: bytes) -> None:
    """Writes a file that only this user can read; it appears only when it is complete."""
    part = path.with_suffix(".part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    part.replace(path)
