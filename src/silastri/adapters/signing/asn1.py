"""Converts certificates between the two libraries (cryptography makes and reads them, pyHanko needs asn1crypto's), and
writes parts of DER."""

from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import Certificate, load_der_x509_certificate

SEQUENCE, SET, BITS, OCTETS, TAG_0, TAG_1, TAG_2 = 0x30, 0x31, 0x03, 0x04, 0xA0, 0xA1, 0xA2


def asn1(certificate: Certificate) -> asn1_x509.Certificate:
    loaded: asn1_x509.Certificate = asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
    return loaded


def plain(certificate: asn1_x509.Certificate) -> Certificate:
    """Raises ValueError."""
    return load_der_x509_certificate(certificate.dump())


def wrap(tag: int, content: bytes) -> bytes:
    """Tag, length and content, as in DER."""
    size = len(content)
    if size < 0x80:
        return bytes((tag, size)) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + content
