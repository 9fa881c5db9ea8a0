"""Makes the certificates of the demo authority: its own, officers', and that of its clock."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
PublicKey = ec.EllipticCurvePublicKey | rsa.RSAPublicKey


class Use(Enum):
    AUTHORITY = "signs certificates and lists of revoked ones"
    SIGNER = "signs letters"
    CLOCK = "signs timestamps, and nothing else"


@dataclass(frozen=True, slots=True)
class Issuer:
    name: x509.Name
    key: PrivateKey


def make(
    subject: x509.Name, key: PublicKey, use: Use, issuer: Issuer, *, since: datetime, lasts: timedelta
) -> x509.Certificate:
    is_authority = use is Use.AUTHORITY
    usage = x509.KeyUsage(
        digital_signature=not is_authority,
        content_commitment=use is Use.SIGNER,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.name)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(since + lasts)
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key()), critical=False)
    )
    if use is Use.CLOCK:
        made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return made.sign(issuer.key, SHA256())


def name(common_name: str, organization: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organization),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


def common_name(of: x509.Name) -> str:
    """The name that people know of the owner of a certificate."""
    found = of.get_attributes_for_oid(NameOID.COMMON_NAME) or of.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)
    return str(found[0].value) if found else of.rfc4514_string()
