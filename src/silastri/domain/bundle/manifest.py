"""The manifest of a bundle: the SHA-256 of each of its files, signed by the office with the key of its letters."""

import hashlib
import json
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from silastri.domain.letters import statement

FORM = "silastri-bundel-1"
MANIFEST, SIGNATURE = "manifes.json", "manifes.tanda-tangan.json"
_HALF = 32  # bytes of each of the two numbers of a signature, as WebCrypto has them


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of the bundle."""

    path: str
    size: int
    sha256: str

    @classmethod
    def of(cls, path: str, content: bytes) -> "Piece":
        return cls(path, len(content), hashlib.sha256(content).hexdigest())


def manifest(about: Mapping[str, str], pieces: Iterable[Piece]) -> bytes:
    """The bytes that are signed."""
    files = [{"path": one.path, "size": one.size, "sha256": one.sha256} for one in pieces]
    return as_json({"bentuk": FORM, **about, "berkas": files})


def sign(manifest: bytes, key: ec.EllipticCurvePrivateKey) -> bytes:
    """The signature (ES256) with the name of its key, as it lies beside the manifest."""
    r, s = decode_dss_signature(key.sign(manifest, ec.ECDSA(SHA256())))
    signed = urlsafe_b64encode(r.to_bytes(_HALF) + s.to_bytes(_HALF)).decode().rstrip("=")
    return as_json({"alg": "ES256", "kid": statement.key_id(key.public_key()).hex(), "tanda_tangan": signed})


def as_json(value: Any) -> bytes:
    """For people to read, too."""
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"
