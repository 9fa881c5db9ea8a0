"""The installation's data keys in use: what is sealed with the newest is opened with whichever it names."""

from typing import Any

from django.conf import settings

from silastri.domain import sealing
from silastri.domain.sealing import Ring


def ring(*, anew: bool = False) -> Ring:
    found: Ring = settings.KEYRING.ring(anew=anew)
    return found


def sealed(plain: bytes, about: bytes) -> bytes:
    """``about``: for what and whom it is; what was sealed for something else does not open."""
    return sealing.seal(ring().newest, plain, about)


def opened(value: bytes, about: bytes) -> bytes:
    """Raises sealing.CannotOpen."""
    try:
        return sealing.unseal(ring(), value, about)
    except sealing.UnknownKey:  # another process uses a key that is too new for this one
        return sealing.unseal(ring(anew=True), value, about)


def index_of(text: str) -> str:
    """The keyed index by which an encrypted text can be found, under the newest key."""
    return sealing.index(ring().newest.secret, text)


def indexes_of(text: str) -> list[str]:
    """The index under every key that is here: until the worker has written all anew, rows stand under several."""
    return [sealing.index(key.secret, text) for key in ring().keys]


def lasting_indexes_of(text: str) -> list[str]:
    """The same and those under retired keys, for what cannot be written anew: its text is known to somebody else."""
    return [sealing.indexed(key, text) for key in ring().lasting("index")]


def derived_of(number: int, purpose: str) -> bytes:
    """Raises sealing.UnknownKey."""
    try:
        return ring().derived(number, purpose)
    except sealing.UnknownKey:  # another process uses a key that is too new for this one
        return ring(anew=True).derived(number, purpose)


def mark_key(purpose: str) -> bytes:
    """The key with which seals of that purpose are made now."""
    return sealing.derived(ring().newest.secret, purpose)


def mark_keys(purpose: str) -> list[bytes]:
    """Those with which any was made."""
    return ring().lasting(purpose)


def fits(purpose: str, seal: str, content: bytes) -> bool:
    return any(sealing.mark(key, content) == seal for key in mark_keys(purpose))


def follow_session_key() -> None:
    """Django signs sessions and links with this setting; what the keys before signed holds until they are retired."""
    found: Any = settings.SESSION_KEYRING.ring()
    newest, *before = (key.secret.hex() for key in found.keys)
    if newest != settings.SECRET_KEY or before != settings.SECRET_KEY_FALLBACKS:
        settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = newest, before
