"""The demo certificate authority, made on first use, and the signing keys it gives to officers."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

NAME = "Otoritas CONTOH SILASTRI"
_TEN_YEARS = timedelta(days=3650)
_TWO_YEARS = timedelta(days=730)


class Authority:
    """Its key and certificate lie in ``folder``; officers' keys in ``signers``, each locked with its passphrase."""

    def __init__(self, folder: Path, signers: Path) -> None:
        self.folder, self.signers = folder, signers
        self._key_path, self._cert_path = folder / "authority.key", folder / "authority.pem"

    @property
    def exists(self) -> bool:
        return self._cert_path.exists()

    @property
    def certificate(self) -> x509.Certificate:
        if not self.exists:
            self._make()
        return x509.load_pem_x509_certificate(self._cert_path.read_bytes())

    def key_file(self, person: int) -> Path:
        return self.signers / f"{person}.p12"

    def issue(self, *, person: int, name: str, passphrase: str) -> None:
        """Makes a key for an officer and locks it with the passphrase; an older key of his is replaced."""
        certificate = self.certificate
        key = ec.generate_private_key(ec.SECP256R1())
        leaf = _certificate(
            subject=_name(name),
            issuer=certificate.subject,
            public_key=key.public_key(),
            signing_key=self._key(),
            lasts=_TWO_YEARS,
            is_authority=False,
        )
        locked = pkcs12.serialize_key_and_certificates(
            name.encode(), key, leaf, [certificate], serialization.BestAvailableEncryption(passphrase.encode())
        )
        self.signers.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_private(self.key_file(person), locked)

    def _key(self) -> ec.EllipticCurvePrivateKey:
        key = serialization.load_pem_private_key(self._key_path.read_bytes(), None)
        assert isinstance(key, ec.EllipticCurvePrivateKey)
        return key

    def _make(self) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        key = ec.generate_private_key(ec.SECP256R1())
        name = _name(NAME)
        certificate = _certificate(
            subject=name, issuer=name, public_key=key.public_key(), signing_key=key, lasts=_TEN_YEARS, is_authority=True
        )
        pem = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        _write_private(self._key_path, pem)
        self._cert_path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))


def _name(common_name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "CONTOH - bukan sertifikat resmi"),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


def _certificate(
    *,
    subject: x509.Name,
    issuer: x509.Name,
    public_key: ec.EllipticCurvePublicKey,
    signing_key: ec.EllipticCurvePrivateKey,
    lasts: timedelta,
    is_authority: bool,
) -> x509.Certificate:
    now = datetime.now(UTC)
    usage = x509.KeyUsage(
        digital_signature=not is_authority,
        content_commitment=not is_authority,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        # Demo letters may carry dates of the weeks before the authority was made.
        .not_valid_before(now - timedelta(days=120))
        .not_valid_after(now + lasts)
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=0 if is_authority else None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signing_key.public_key()), critical=False)
        .sign(signing_key, hashes.SHA256())
    )


def _write_private(path: Path, content: bytes) -> None:
    """Readable by this user alone, and whole or not there."""
    part = path.with_suffix(".part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    part.replace(path)
