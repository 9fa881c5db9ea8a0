"""The file store: each file encrypted with a key of its own, which the installation's data key encrypts.

A file is a mark, the encrypted key, and parts of 1 MiB, each authenticated with its place and whether it is the last;
so no part can be changed, moved or taken away unnoticed.
"""

import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage
from django.utils._os import safe_makedirs

from silastri.domain import sealing

if TYPE_CHECKING:
    _File = File[bytes]
else:
    _File = File

_MARK = b"SLS1"
_KEY = 32
_WRAPPED = _KEY + 29  # what ``sealing.seal`` adds
_PART, _TAG = 1024 * 1024, 16


_HALF = "setengah"  # the folder of files that are being written


class SealedFiles(FileSystemStorage):
    """Files and folders are for the user of the server alone, and nobody reads them without the data key.

    A file gets its name when it is whole and, with ``lasting``, on the disk: who finds it need not ask whether the
    process or the power was gone while it was written.
    """

    def __init__(self, *, lasting: bool = True, **options: Any) -> None:
        self._lasting = lasting
        super().__init__(**({"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700} | options))

    def _open(self, name: str, mode: str = "rb") -> _File:
        """Raises OSError, sealing.CannotOpen."""
        if mode != "rb":
            return super()._open(name, mode)  # type: ignore[no-any-return,misc]
        with super()._open(name, mode) as stored:  # type: ignore[misc]
            return ContentFile(unsealed(stored.read()), name=name)

    def _save(self, name: str, content: _File) -> str:
        half = Path(self.path(f"{_HALF}/{secrets.token_hex(16)}"))
        whole = Path(self.path(name))
        try:
            super()._save(f"{_HALF}/{half.name}", _Sealed(content))  # type: ignore[misc]
            self._write_down(half)
            safe_makedirs(whole.parent, self.directory_permissions_mode or 0o700, exist_ok=True)
            half.replace(whole)
        except BaseException:
            half.unlink(missing_ok=True)
            raise
        for folder in (whole.parent, *whole.parent.parents):  # a folder may be new, as may the one in which it is
            self._write_down(folder)
            if folder == Path(self.location):
                break
        return name

    def _write_down(self, path: Path) -> None:
        """Waits until the disk has it."""
        if self._lasting:
            opened = os.open(path, os.O_RDONLY)
            try:
                os.fsync(opened)
            finally:
                os.close(opened)

    def forget_halves(self, *, before: float) -> None:
        """Removes what was being written when a process died, last changed before then (seconds since 1970)."""
        try:
            _, names = self.listdir(_HALF)
        except OSError:
            return
        for half in (Path(self.path(f"{_HALF}/{name}")) for name in names):
            if half.exists() and half.stat().st_mtime < before:
                half.unlink(missing_ok=True)


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
