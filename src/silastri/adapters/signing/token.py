"""Keys in a PKCS#11 token: a smart card, an HSM, or SoftHSM. The passphrase is the token's PIN."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from typing import Any

import pkcs11
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.x509 import Certificate, load_der_x509_certificate
from pkcs11.util.ec import encode_ecdsa_signature

from .keys import Key
from .port import NotSigned, SignerAway, WrongPassphrase

_WAIT = 60  # seconds to wait for another officer in this process
# A log-in holds for the whole process: while one officer is logged in, any PIN would be accepted.
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True, slots=True)
class Token:
    """Where keys are kept. ``{petugas}`` in a label stands for the officer's number."""

    module: str
    token: str
    key: str

    @contextmanager
    def open(self, person: int, pin: str) -> Iterator[Key]:
        """Logs in until the context ends. Raises NotSigned, SignerAway."""
        if not _ONE_AT_A_TIME.acquire(timeout=_WAIT):
            raise SignerAway("Alat tanda tangan sedang dipakai orang lain. Coba lagi sebentar.")
        try:
            with self._log_in(self.token.format(petugas=person), pin) as session:
                yield _found(session, self.key.format(petugas=person))
        finally:
            _ONE_AT_A_TIME.release()

    def _log_in(self, label: str, pin: str) -> Any:
        try:
            return pkcs11.lib(self.module).get_token(token_label=label).open(user_pin=pin)
        except (pkcs11.PinIncorrect, pkcs11.PinLenRange, pkcs11.PinInvalid, pkcs11.ArgumentsBad):
            raise WrongPassphrase("Frasa sandi salah. Surat belum ditandatangani.") from None
        except pkcs11.PinLocked:
            raise NotSigned("Alat tanda tangan terkunci karena frasa sandi salah berkali-kali.") from None
        except (pkcs11.PKCS11Error, OSError, RuntimeError):
            raise SignerAway("Alat tanda tangan tidak terhubung. Surat belum ditandatangani.") from None


@dataclass(frozen=True, slots=True)
class _TokenKey:
    key: Any
    is_curve: bool
    certificate: Certificate
    chain: tuple[Certificate, ...]

    def sign(self, data: bytes) -> bytes:
        try:
            if self.is_curve:
                # Some tokens cannot hash for elliptic curves, but all can sign a digest.
                pair = self.key.sign(sha256(data).digest(), mechanism=pkcs11.Mechanism.ECDSA)
                return bytes(encode_ecdsa_signature(pair))
            return bytes(self.key.sign(data, mechanism=pkcs11.Mechanism.SHA256_RSA_PKCS))
        except pkcs11.PKCS11Error:
            raise SignerAway("Alat tanda tangan terputus. Surat belum ditandatangani.") from None


def _found(session: Any, label: str) -> Key:
    try:
        key = session.get_key(object_class=pkcs11.ObjectClass.PRIVATE_KEY, label=label)
    except pkcs11.PKCS11Error:
        raise NotSigned("Anda belum punya kunci di alat tanda tangan. Hubungi pengelola sistem.") from None
    own: list[Certificate] = []
    others: list[Certificate] = []
    for kept in session.get_objects({pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE}):
        certificate = load_der_x509_certificate(kept[pkcs11.Attribute.VALUE])
        (own if kept[pkcs11.Attribute.LABEL] == label else others).append(certificate)
    if len(own) != 1:
        raise NotSigned("Sertifikat Anda tidak ada di alat tanda tangan. Hubungi pengelola sistem.")
    return _TokenKey(key, isinstance(own[0].public_key(), EllipticCurvePublicKey), own[0], tuple(others))
