"""Codes of an authenticator app (RFC 6238): six digits, new every half minute, by a secret that it shares with us."""

import base64
import secrets
from datetime import datetime
from hmac import compare_digest
from math import floor

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

_SECONDS = 30
_DRIFT = 1  # steps that a telephone's clock may be early or late


def new_secret() -> bytes:
    return secrets.token_bytes(20)


def as_typed(secret: bytes) -> str:
    """The secret as somebody types it into an app, in groups of four."""
    letters = base64.b32encode(secret).decode()
    return " ".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def address(secret: bytes, *, person: str, site: str) -> str:
    """What the QR says: apps read secret and name from it."""
    return _codes(secret).get_provisioning_uri(person, f"SILASTRI {site}")


def code(secret: bytes, at: datetime) -> str:
    """What the app shows at that moment."""
    return _codes(secret).generate(floor(at.timestamp())).decode()


def step_of(secret: bytes, typed: str, *, at: datetime, after: int) -> int | None:
    """Which half minute's code was typed, one early or late included; None when it is none of them, or none later than
    ``after``: a code that was taken once, or one before it, is not taken again."""
    now = floor(at.timestamp()) // _SECONDS
    found = None
    for step in range(now - _DRIFT, now + _DRIFT + 1):  # all are compared: it takes as long whichever was typed
        is_it = compare_digest(_codes(secret).generate(step * _SECONDS), typed.encode())
        found = step if is_it and step > after else found
    return found


def was_used(secret: bytes, typed: str, *, at: datetime, last: int) -> bool:
    """Whether it is the very code that was taken last, and would still be good now."""
    return step_of(secret, typed, at=at, after=last - 1) == last


def _codes(secret: bytes) -> TOTP:
    return TOTP(secret, 6, SHA1(), _SECONDS)  # noqa: S303 - the standard's own, and what every app knows
