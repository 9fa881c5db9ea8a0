"""The signature container of a letter (CMS, CAdES attributes), written as bytes.

What is the same in every signature of a key is encoded once; a letter adds its digest, the signature and, if asked for,
a timestamp. Libraries build all of it from objects for each letter, which takes longer than signing.
"""

from collections.abc import Callable
from hashlib import sha256

from asn1crypto import algos, cms, core, tsp
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey

from .asn1 import OCTETS, SEQUENCE, SET, TAG_0, TAG_1, asn1, wrap
from .keys import Key

_SLACK = 1024  # bytes for the longest signature value, attributes, tags and lengths
_TOKEN = 12288  # bytes for a timestamp, which holds the certificates of its authority
_TIMESTAMP = core.ObjectIdentifier("1.2.840.113549.1.9.16.2.14").dump()


class Container:
    """The container of one open key. ``stamp`` gives a token over the SHA-256 digest of the signature value."""

    def __init__(self, key: Key, stamp: Callable[[bytes], bytes] | None = None) -> None:
        self._sign, self._stamp = key.sign, stamp
        certificate = asn1(key.certificate)
        is_curve = isinstance(key.certificate.public_key(), EllipticCurvePublicKey)
        digest = algos.DigestAlgorithm({"algorithm": "sha256"})
        algorithm = algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa" if is_curve else "sha256_rsa"})
        this = tsp.ESSCertIDv2({"cert_hash": sha256(certificate.dump()).digest()})
        carries = _attribute("message_digest", bytes(32))[:-32]
        others = [
            _attribute("content_type", "data"),
            _attribute("signing_certificate_v2", tsp.SigningCertificateV2({"certs": [this]})),
            _attribute("cms_algorithm_protection", _protection(digest, algorithm)),
        ]
        # DER wants a set in this order, which no digest changes.
        self._before = b"".join(sorted(one for one in others if one < carries)) + carries
        self._after = b"".join(sorted(one for one in others if one > carries))
        names = {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
        self._signer = core.Integer(1).dump() + cms.IssuerAndSerialNumber(names).dump() + digest.dump()
        self._algorithm = algorithm.dump()
        above = [asn1(one) for one in key.chain if one.issuer != one.subject]  # roots are trusted here, or never
        held = b"".join(sorted(one.dump() for one in [certificate, *above]))
        content = cms.ContentInfo({"content_type": "data"}).dump()
        self._data = core.Integer(1).dump() + wrap(SET, digest.dump()) + content + wrap(TAG_0, held)
        self._type = cms.ContentType("signed_data").dump()
        self.room = len(self._data) + len(self._signer) + _SLACK + (_TOKEN if stamp else 0)

    def over(self, digest: bytes) -> bytes:
        """The container that signs this SHA-256 digest. Raises what the key and the stamp raise."""
        attributes = self._before + digest + self._after
        value = self._sign(wrap(SET, attributes))
        signer = self._signer + wrap(TAG_0, attributes) + self._algorithm + wrap(OCTETS, value)
        if self._stamp:
            token = self._stamp(sha256(value).digest())
            signer += wrap(TAG_1, wrap(SEQUENCE, _TIMESTAMP + wrap(SET, token)))
        data = wrap(SEQUENCE, self._data + wrap(SET, wrap(SEQUENCE, signer)))
        return wrap(SEQUENCE, self._type + wrap(TAG_0, data))


def _attribute(kind: str, value: object) -> bytes:
    return bytes(cms.CMSAttribute({"type": kind, "values": [value]}).dump())


def _protection(digest: algos.DigestAlgorithm, algorithm: algos.SignedDigestAlgorithm) -> cms.CMSAlgorithmProtection:
    """The algorithms once more, signed (RFC 6211): RSA has two names for one, and nothing else would fix which."""
    return cms.CMSAlgorithmProtection({"digest_algorithm": digest, "signature_algorithm": algorithm})
