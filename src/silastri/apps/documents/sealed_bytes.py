"""How a stored file is sealed: with a key of its own, which the installation's data key encrypts.

A file is a mark, the encrypted key, and parts of 1 MiB, each authenticated with its place and whether it is the last;
so no part can be changed, moved or taken away unnoticed. The encrypted key is bound to the name of the file. With a new
data key only the beginning of a file is written anew. It is the same in a folder and in a store elsewhere.
"""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.files.base import File

from silastri.apps.accounts import keys
from silastri.domain import sealing

if TYPE_CHECKING:
    _File = File[bytes]
else:
    _File = File

_FIRST_MARK, _MARK = b"SLS1", b"SLS2"  # of files whose key is bound to no name, and of those that are written now
_PARTS = _FIRST_MARK  # what every part is authenticated with, of either
_KEY = 32
_WRAPPED = {_FIRST_MARK: _KEY + sealing.LONGER[1], _MARK: _KEY + sealing.LONGER[2]}
PART, _TAG = 1024 * 1024, 16
LONGEST_HEAD = len(_MARK) + max(_WRAPPED.values())  # bytes before the parts, at most

SHORTEST = len(_MARK) + min(_WRAPPED.values()) + _TAG  # bytes of a sealed file: what has fewer is none


def sizes_of(size: int) -> set[int]:
    """The bytes that a content of that size may take, sealed now or long ago."""
    return {len(_MARK) + wrapped + size + _TAG * max(1, -(-size // PART)) for wrapped in _WRAPPED.values()}


class Sealed:
    """What a store keeps in place of a file: part by part, however large it is."""

    def __init__(self, content: _File, name: str) -> None:
        self._content, self._name = content, name

    def chunks(self) -> Iterator[bytes]:
        key = os.urandom(_KEY)
        cipher = AESGCM(key)
        yield _MARK + keys.sealed(key, _about(self._name))
        last = max(0, self._content.seek(0, os.SEEK_END) - 1) // PART
        self._content.seek(0)
        for place in range(last + 1):
            yield cipher.encrypt(_nonce(place, is_last=place == last), self._part(), _PARTS)

    def _part(self) -> bytes:
        """The next one; only the last is shorter than the others."""
        part: bytes = self._content.read(PART)
        while len(part) < PART and (more := self._content.read(PART - len(part))):
            part += more
        return part


def unsealed(stored: bytes, name: str) -> bytes:
    """The content of a stored file. Raises sealing.CannotOpen."""
    begins, key = _head(stored, name)
    cipher = AESGCM(key)
    places = range(begins, max(len(stored), begins + 1), PART + _TAG)
    try:
        return b"".join(
            cipher.decrypt(_nonce(n, is_last=at == places[-1]), stored[at : at + PART + _TAG], _PARTS)
            for n, at in enumerate(places)
        )
    except (InvalidTag, ValueError):
        raise sealing.CannotOpen("the file was changed or cut off") from None


def head_anew(stored: bytes, name: str) -> tuple[int, bytes] | None:
    """Where the parts begin, and what must stand before them for the newest data key; None where it stands there.
    ``stored`` holds the first ``LONGEST_HEAD`` bytes of the file. Raises sealing.CannotOpen."""
    begins, key = _head(stored, name)
    if stored.startswith(_MARK) and sealing.number_of(stored[len(_MARK) :]) == keys.ring().newest.number:
        return None
    return begins, _MARK + keys.sealed(key, _about(name))


def _head(stored: bytes, name: str) -> tuple[int, bytes]:
    """Where the parts begin, and the key of a file. Raises sealing.CannotOpen."""
    mark = stored[: len(_MARK)]
    if mark not in _WRAPPED:
        raise sealing.CannotOpen("the file was not stored by SILASTRI")
    begins = len(mark) + _WRAPPED[mark]
    return begins, keys.opened(stored[len(mark) : begins], _about(name))


def _about(name: str) -> bytes:
    return b"file\0" + name.encode()


def _nonce(place: int, *, is_last: bool) -> bytes:
    """Never used twice: each file has a key of its own."""
    return place.to_bytes(11) + bytes([is_last])
