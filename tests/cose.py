"""Reads and checks a statement by the standards alone (RFC 8949, RFC 9052): nothing of the product's own is used."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.hashes import SHA256

_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*+-/"


class Refused(Exception):
    pass


@dataclass(frozen=True)
class Read:
    kid: str
    claims: dict[int, Any]

    def day(self, claim: int) -> date | None:
        return date(1970, 1, 1) + timedelta(days=self.claims[claim]) if claim in self.claims else None


def untext(text: str) -> bytes:
    """Three signs are two bytes, lowest first; the last sign tells the form."""
    if not text.endswith("1") or len(text) % 3 == 2:
        raise Refused
    found = b""
    for start in range(0, len(text) - 1, 3):
        signs = text[start : min(start + 3, len(text) - 1)]
        value = sum(_SIGNS.index(sign) * 41**n for n, sign in enumerate(signs))
        found += value.to_bytes(len(signs) - 1)
    return found


def verify(signed: bytes, *, code: str, public: ec.EllipticCurvePublicKey) -> Read:
    try:
        tag = cbor2.loads(signed)
        head, unprotected, body, signature = tag.value
        if tag.tag != 18 or unprotected != {} or len(signature) != 64 or cbor2.dumps(tag, canonical=True) != signed:
            raise Refused
        r, s = int.from_bytes(signature[:32]), int.from_bytes(signature[32:])
        known = cbor2.loads(head)
        if known[1] != -7:
            raise Refused
        wanted = cbor2.dumps(["Signature1", head, code.encode(), body])
        public.verify(utils.encode_dss_signature(r, s), wanted, ec.ECDSA(SHA256()))
        return Read(known[4].hex(), cbor2.loads(body))
    except (cbor2.CBORError, InvalidSignature, ValueError, TypeError, KeyError, AttributeError) as error:
        raise Refused from error
