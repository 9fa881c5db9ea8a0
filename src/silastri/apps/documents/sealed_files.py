"""The file store: each file encrypted with a key of its own, which the installation's data key encrypts.

A file is a mark, the encrypted key, and parts of 1 MiB, each authenticated with its place and whether it is the last;
so no part can be changed, moved or taken away unnoticed.
"""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage

from silastri.domain import sealing

if TYPE_CHECKING:
    _File = File[bytes]
else:
    _File = File

_MARK = b"SLS1"
_KEY = 32
_WRAPPED = _KEY + 29  # what ``sealing.seal`` adds
_PART, _TAG = 1024 * 1024, 16


class SealedFiles(FileSystemStorage):
    """Files and folders are for the user of the server alone, and nobody reads them without the data key."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**({"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700} | options))

    def _open(self, name: str, mode: str = "rb") -> _File:
        """Raises OSError, sealing.CannotOpen."""
        if mode != "rb":
            return super()._open(name, mode)  # type: ignore[no-any-return,misc]
        with super()._open(name, mode) as stored:  # type: ignore[misc]
            return ContentFile(unsealed(stored.read()), name=name)

    def _save(self, name: str, content: _File) -> str:
        return str(super()._save(name, _Sealed(content)))  # type: ignore[misc]


class _Sealed:
    """What the store writes in place of a file: part by part, however large it is."""

    def __init__(self, content: _File) -> None:
        self._content = content

    def chunks(self) -> Iterator[bytes]:
        key = os.urandom(_KEY)
        cipher = AESGCM(key)
        yield _MARK + sealing.seal(settings.DATA_KEY, key)
        held, place = b"", 0
        for chunk in self._content.chunks(_PART):
            held += chunk
            while len(held) > _PART:
                yield cipher.encrypt(_nonce(place, is_last=False), held[:_PART], _MARK)
                held, place = held[_PART:], place + 1
        yield cipher.encrypt(_nonce(place, is_last=True), held, _MARK)


def unsealed(stored: bytes) -> bytes:
    """The content of a stored file. Raises sealing.CannotOpen."""
    if not stored.startswith(_MARK):
        raise sealing.CannotOpen("the file was not stored by SILASTRI")
    begins = len(_MARK) + _WRAPPED
    cipher = AESGCM(sealing.unseal(settings.DATA_KEY, stored[len(_MARK) : begins]))
    places = range(begins, max(len(stored), begins + 1), _PART + _TAG)
    try:
        return b"".join(
            cipher.decrypt(_nonce(n, is_last=at == places[-1]), stored[at : at + _PART + _TAG], _MARK)
            for n, at in enumerate(places)
        )
    except (InvalidTag, ValueError):
        raise sealing.CannotOpen("the file was changed or cut off") from None


def _nonce(place: int, *, is_last: bool) -> bytes:
    """Never used twice: each file has a key of its own."""
    return place.to_bytes(11) + bytes([is_last])
