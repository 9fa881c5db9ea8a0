"""Open signing keys: from a PKCS#12 file, or in a PKCS#11 token, which never gives them out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509 import Certificate

from .port import NotSigned, WrongPassphrase

UNUSABLE = "Berkas sertifikat Anda tidak dapat dipakai. Hubungi pengelola sistem."


class Key(Protocol):
    @property
    def certificate(self) -> Certificate: ...

    @property
    def chain(self) -> Sequence[Certificate]:
        """The certificates that came with the key: authorities between it and its root."""
        ...

    def sign(self, data: bytes) -> bytes:
        """With SHA-256: PKCS#1 v1.5 for RSA, DER for elliptic curves."""
        ...


@dataclass(frozen=True)
class HeldKey:
    """A key in memory. Loading a key checks it, which takes longer than a hundred signatures, so it is kept."""

    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
    certificate: Certificate
    chain: Sequence[Certificate] = ()

    def sign(self, data: bytes) -> bytes:
        return self._signs(data)

    @cached_property
    def _signs(self) -> Callable[[bytes], bytes]:
        key = self.key
        if isinstance(key, rsa.RSAPrivateKey):
            padding, digest = PKCS1v15(), SHA256()
            return lambda data: key.sign(data, padding, digest)
        curve = ec.ECDSA(SHA256())
        return lambda data: key.sign(data, curve)


def unlock(locked: bytes, passphrase: str) -> HeldKey:
    """Opens a PKCS#12 file. Raises NotSigned."""
    try:
        key, certificate, chain = pkcs12.load_key_and_certificates(locked, passphrase.encode())
    except ValueError:
        raise WrongPassphrase("Frasa sandi salah. Surat belum ditandatangani.") from None
    if certificate is None or not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise NotSigned(UNUSABLE)
    return HeldKey(key, certificate, chain)
