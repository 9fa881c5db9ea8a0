"""The operator changes the keys of the installation, or takes away one that nothing needs any more."""

import time
from datetime import datetime
from typing import Any

from django.conf import settings

from silastri.apps.accounts import resealing
from silastri.apps.audit.operations import log
from silastri.domain.act import Act
from silastri.domain.refusal import NotFit

DATA, SESSION = "data", "session"
_SESSION_LASTS = 24 * 3600  # seconds: of what was signed, links for a new password hold longest


def rotate(act: Act, name: str = DATA, *, wait: bool = True) -> int:
    """The number of a new key, which is in use everywhere when this returns; what it opens is not sealed anew yet."""
    number: int = _keyring(name).rotate(wait=wait)
    log(act, "rotate_key", f"{name}-{number}")
    return number


def retire(act: Act, number: int, name: str = DATA) -> None:
    """Raises NotFit while something needs the key, and says what."""
    if reasons := needs(act.at, number, name):
        raise NotFit(" ".join(reasons))
    _keyring(name).retire(number)
    log(act, "retire_key", f"{name}-{number}")


def needs(at: datetime, number: int, name: str = DATA) -> list[str]:
    """What still needs the key, in words."""
    ring = _keyring(name).ring(anew=True)
    if number not in {key.number for key in ring.keys}:
        return [f"Kunci {number} tidak ada."]
    if name == DATA:
        return resealing.needs(number, at)
    if number == ring.newest.number:
        return [f"Kunci {number} adalah kunci yang sedang dipakai."]
    left = _keyring(name).since(ring.newest.number) + _SESSION_LASTS - time.time()
    return [f"Tautan dan sesi lama masih memakai kunci {number}, {left // 3600 + 1:.0f} jam lagi."] if left > 0 else []


def _keyring(name: str) -> Any:
    return settings.KEYRING if name == DATA else settings.SESSION_KEYRING
