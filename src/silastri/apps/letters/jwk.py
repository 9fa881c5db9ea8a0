"""The public half of an office's key, as browsers read it."""

import base64
from typing import Any

from silastri.apps.offices import queries as offices

from . import keys
from .models import LetterKey


def jwk(key: LetterKey) -> dict[str, Any]:
    """A JSON Web Key (RFC 7517) with the office and the days on which it was in use."""
    point, day = keys.public(key).public_numbers(), offices.working_time(key.office).day
    return {
        "kty": "EC",
        "crv": "P-256",
        "alg": "ES256",
        "use": "sig",
        "kid": key.kid,
        "x": _base64(point.x),
        "y": _base64(point.y),
        "office": key.office.name,
        "since": day(key.since).isoformat(),
        "until": day(key.until).isoformat() if key.until else None,
        "state": str(key.state),
    }


def _base64(number: int) -> str:
    return base64.urlsafe_b64encode(number.to_bytes(32)).decode().rstrip("=")
