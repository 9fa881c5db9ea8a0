"""Encrypts stored personal data: AES-256-GCM for the value, and a keyed index for finding it again.

Each ciphertext names the key it was sealed with, and is bound to what it is ``about``: the row and column, or the file.
Those of the first form name no key (it was the first) and are bound to nothing; they open until they are sealed anew.
"""

import hashlib
import hmac
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

FIRST = 1  # the number of the first key
_UNBOUND, _BOUND = b"\x01", b"\x02"
_NONCE, _TAG = 12, 16
LONGER = {1: 1 + _NONCE + _TAG, 2: 3 + _NONCE + _TAG}  # than the plain value, by form
# What is made with a key and cannot be made anew with the next: of a retired key these derived keys stay.
LASTING = ("row", "control card", "anchor", "received", "index", "filename", "password")


class CannotOpen(Exception):
    """The value was encrypted with another key, or was changed."""


class UnknownKey(CannotOpen):
    """The value names a key that is not here."""


@dataclass(frozen=True, slots=True)
class Key:
    number: int
    secret: bytes


@dataclass(frozen=True, slots=True)
class Retired:
    """What stays of a key that opens nothing any more: the derived keys of ``LASTING``."""

    number: int
    derived: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Ring:
    """The keys of an installation. The first is the one with which is sealed."""

    keys: tuple[Key, ...]
    retired: tuple[Retired, ...] = ()

    @property
    def newest(self) -> Key:
        return self.keys[0]

    def secret(self, number: int) -> bytes:
        """Raises UnknownKey."""
        for key in self.keys:
            if key.number == number:
                return key.secret
        raise UnknownKey(f"key {number} is not here")

    def derived(self, number: int, purpose: str) -> bytes:
        """The derived key of that number, also of one that is retired. Raises UnknownKey."""
        for one in self.retired:
            if one.number == number and purpose in one.derived:
                return one.derived[purpose]
        return derived(self.secret(number), purpose)

    def lasting(self, purpose: str) -> list[bytes]:
        """The derived keys for that purpose, the newest first, also of keys that are retired."""
        kept = [one.derived[purpose] for one in self.retired if purpose in one.derived]
        return [derived(key.secret, purpose) for key in self.keys] + kept


def seal(key: Key, plain: bytes, about: bytes = b"") -> bytes:
    """A byte for the form, two for the number of the key, 12 random bytes, the ciphertext and its tag."""
    nonce, head = os.urandom(_NONCE), _BOUND + key.number.to_bytes(2)
    return head + nonce + _cipher(key.secret).encrypt(nonce, plain, head + about)


def unseal(ring: Ring, sealed: bytes, about: bytes = b"") -> bytes:
    """The plain value. Raises CannotOpen."""
    head, bound = (sealed[:3], about) if is_bound(sealed) else (sealed[:1], b"")
    begins = len(head) + _NONCE
    try:
        cipher = _cipher(ring.secret(number_of(sealed)))
        return cipher.decrypt(sealed[len(head) : begins], sealed[begins:], head + bound)
    except (InvalidTag, ValueError):
        raise CannotOpen("the value was sealed with another key or for another place, or was changed") from None


def number_of(sealed: bytes) -> int:
    """The number of the key that it was sealed with. Raises CannotOpen."""
    if sealed[:1] == _UNBOUND:
        return FIRST
    if not is_whole(sealed):
        raise CannotOpen("it is no sealed value")
    return int.from_bytes(sealed[1:3])


def is_bound(sealed: bytes) -> bool:
    return sealed[:1] == _BOUND


def is_whole(sealed: bytes) -> bool:
    """Whether it has the form of a bound value, as no short text has."""
    return is_bound(sealed) and len(sealed) >= LONGER[2]


def beginning(number: int) -> list[bytes]:
    """With what the values begin that were sealed with that key."""
    named = _BOUND + number.to_bytes(2)
    return [named, _UNBOUND] if number == FIRST else [named]


def index(key: bytes, plain: str) -> str:
    """The same text always gives the same index; nobody without the key can compute one."""
    return indexed(derived(key, "index"), plain)


def indexed(key: bytes, plain: str) -> str:
    """The same, with the key that was derived for it."""
    return hmac.digest(key, plain.encode(), "sha256").hex()


def derived(key: bytes, purpose: str) -> bytes:
    """A key of 32 bytes for that purpose alone; nobody finds the first key by it."""
    return _derived(key, purpose.encode())


def mark(key: bytes, content: bytes) -> str:
    """A keyed seal (HMAC-SHA-256, hexadecimal): nobody without the key can make it."""
    return hmac.digest(key, content, "sha256").hex()


@cache
def _cipher(key: bytes) -> AESGCM:
    return AESGCM(_derived(key, b"seal"))


@cache
def _derived(key: bytes, purpose: bytes) -> bytes:
    return hmac.new(key, b"silastri " + purpose, hashlib.sha256).digest()
