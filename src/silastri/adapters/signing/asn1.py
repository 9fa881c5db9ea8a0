"""Converts certificates between the two libraries: cryptography makes and reads them, pyHanko needs asn1crypto's."""

from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import Certificate, load_der_x509_certificate


def asn1(certificate: Certificate) -> asn1_x509.Certificate:
    loaded: asn1_x509.Certificate = asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
    return loaded


def plain(certificate: asn1_x509.Certificate) -> Certificate:
    """Raises ValueError."""
    return load_der_x509_certificate(certificate.dump())
