"""The mark of a message in its Message-ID, its return address and its envelope, by which a returned mail is known.

References are counted up. Without the seal, anybody could send us a report that a message to somebody else has failed.
"""

import hashlib
import hmac
import re

_SEAL = 20  # hex digits
_MARK = re.compile(rf"silastri\.([a-z0-9-]{{1,32}})\.([0-9a-f]{{{_SEAL}}})(?![0-9a-f])", re.IGNORECASE)


def mark(reference: str, key: bytes) -> str:
    """The mark for one message: "silastri.17.5d41402abc4b2a76b971"."""
    if not re.fullmatch(r"[a-z0-9-]{1,32}", reference):  # mail servers may change capital letters to small ones
        raise ValueError(f"{reference!r} cannot stand in a Message-ID")
    return f"silastri.{reference}.{_seal(reference, key)}"


def found(text: str, key: bytes) -> tuple[str, str] | None:
    """The first mark in the text that we made, and its reference."""
    for reference, seal in _MARK.findall(text):
        if hmac.compare_digest(seal.lower(), _seal(reference.lower(), key)):
            return f"silastri.{reference.lower()}.{seal.lower()}", reference.lower()
    return None


def _seal(reference: str, key: bytes) -> str:
    return hmac.new(key, b"mail " + reference.encode(), hashlib.sha256).hexdigest()[:_SEAL]
