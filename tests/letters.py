"""Letters signed in every way, for tests of signatures: kinds of keys, levels, and chains made up for the purpose."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12

from silastri.adapters.pdf.typst import Typst
from silastri.adapters.signing import certificates
from silastri.adapters.signing.certificates import Issuer, PrivateKey, Use
from silastri.adapters.signing.local import LocalSigner
from silastri.adapters.signing.port import Order, Signer
from silastri.adapters.signing.timestamp import OwnClock

AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
NUMBER = "500.16.7.4/0001/DPMPTSP/XI/2026"
NAME = "Dra. Bima Contoh, M.Si."
PASSPHRASE = "frasa contoh"


@cache
def private_key(kind: str) -> PrivateKey:
    """``ec``, ``rsa2048`` or ``rsa3072``; made once, for making one takes long."""
    return ec.generate_private_key(ec.SECP256R1()) if kind == "ec" else rsa.generate_private_key(65537, int(kind[3:]))


@cache
def plain_letter() -> bytes:
    data = {"title": "Surat", "office": {"short": "SILASTRI"}, "name": "Surat", "lines": ["Isi surat."]}
    return Typst().draw("sample", data, at=AT)


def demo(folder: Path, *, level: str = "B-B", kind: str = "ec", clock: str = "") -> LocalSigner:
    made = LocalSigner(authority=folder / "authority", signers=folder / "signers", level=level, clock=clock)
    made.authority.issue(person=1, name=NAME, passphrase=PASSPHRASE, key=private_key(kind))
    return made


def sign(signer: LocalSigner, pdf: bytes, *, person: int = 1, passphrase: str = PASSPHRASE, at: datetime = AT) -> bytes:
    with signer.pen(Signer(person), passphrase) as pen:
        return pen.sign(pdf, Order(NUMBER, "Bagansiapiapi", at)).pdf


@dataclass
class Chain:
    """A root, an authority under it, who it certified, and a clock: as a government's look."""

    name: str = "Negara"
    since: datetime = AT - timedelta(days=400)
    root_kind: str = "ec"

    def __post_init__(self) -> None:
        self.root_key, self.key = private_key(self.root_kind), ec.generate_private_key(ec.SECP256R1())
        name = certificates.name(f"Root CA {self.name} Contoh", "Contoh")
        self.root = self._make(name, self.root_key, Use.AUTHORITY, Issuer(name, self.root_key), years=20)
        middle = certificates.name(f"CA {self.name} Contoh", "Contoh")
        self.middle = self._make(middle, self.key, Use.AUTHORITY, Issuer(name, self.root_key), years=10)

    def certify(self, name: str, key: PrivateKey, use: Use = Use.SIGNER, *, days: int = 900) -> x509.Certificate:
        return self._make(certificates.name(name, "Contoh"), key, use, Issuer(self.middle.subject, self.key), days=days)

    def again(self) -> x509.Certificate:
        """One more certificate of the authority, by its own key."""
        name = self.middle.subject
        return self._make(name, self.key, Use.AUTHORITY, Issuer(name, self.key), years=10)

    def clock(self) -> OwnClock:
        key = ec.generate_private_key(ec.SECP256R1())
        return OwnClock(self.certify(f"TSA {self.name} Contoh", key, Use.CLOCK), key, [self.middle])

    def p12(self, kind: str = "ec", *, days: int = 900) -> bytes:
        key = private_key(kind)
        leaf = self.certify(NAME, key, days=days)
        lock = BestAvailableEncryption(PASSPHRASE.encode())
        return pkcs12.serialize_key_and_certificates(b"kunci", key, leaf, [self.middle], lock)

    def revoked(self, *certificates: x509.Certificate, at: datetime = AT, by_root: bool = False) -> bytes:
        """A revocation list, DER."""
        issuer, key = (self.root.subject, self.root_key) if by_root else (self.middle.subject, self.key)
        made = x509.CertificateRevocationListBuilder().issuer_name(issuer)
        made = made.last_update(self.since).next_update(self.since + timedelta(days=4000))
        for one in certificates:
            entry = x509.RevokedCertificateBuilder().serial_number(one.serial_number).revocation_date(at).build()
            made = made.add_revoked_certificate(entry)
        return made.sign(key, SHA256()).public_bytes(Encoding.DER)

    def trust(self, folder: Path, *lists: bytes) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "root.pem").write_bytes(self.root.public_bytes(Encoding.PEM))
        for number, one in enumerate(lists):
            (folder / f"{number}.crl").write_bytes(one)
        return folder

    def _make(
        self, name: x509.Name, key: PrivateKey, use: Use, issuer: Issuer, *, years: int = 0, days: int = 0
    ) -> x509.Certificate:
        lasts = timedelta(days=365 * years + days)
        return certificates.make(name, key.public_key(), use, issuer, since=self.since, lasts=lasts)
