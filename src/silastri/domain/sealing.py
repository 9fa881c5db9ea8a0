"""Encrypts stored personal data: AES-256-GCM for the value, and a keyed index for finding it again."""

import hashlib
import hmac
import os
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_VERSION = b"\x01"


class CannotOpen(Exception):
    """The value was encrypted with another key, or was changed."""


def seal(key: bytes, plain: bytes) -> bytes:
    """A version byte, 12 random bytes, the ciphertext and its tag: 29 bytes longer than ``plain``."""
    nonce = os.urandom(12)
    return _VERSION + nonce + _cipher(key).encrypt(nonce, plain, _VERSION)


def unseal(key: bytes, sealed: bytes) -> bytes:
    """The plain value. Raises CannotOpen."""
    try:
        return _cipher(key).decrypt(sealed[1:13], sealed[13:], sealed[:1])
    except (InvalidTag, ValueError):
        raise CannotOpen("the value was sealed with another key, or was changed") from None


def index(key: bytes, plain: str) -> str:
    """The same text always gives the same index; nobody without the key can compute one."""
    return hmac.digest(_derived(key, b"index"), plain.encode(), "sha256").hex()


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
