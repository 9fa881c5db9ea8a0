"""The file store: each file encrypted with a key of its own, which the installation's data key encrypts.

A file is a mark, the encrypted key, and parts of 1 MiB, each authenticated with its place and whether it is the last;
so no part can be changed, moved or taken away unnoticed. The encrypted key is bound to the name of the file. With a new
data key only the beginning of a file is written anew.
"""

import fcntl
import glob
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage
from django.utils._os import safe_makedirs

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
_FRESH = ".baru"  # at the end of a name: a file that is being written anew
_HALF = "setengah"  # the folder of files that are being written
_PART, _TAG = 1024 * 1024, 16


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
            return ContentFile(unsealed(stored.read(), name), name=name)

    def _save(self, name: str, content: _File) -> str:
        half = Path(self.path(f"{_HALF}/{secrets.token_hex(16)}"))
        whole = Path(self.path(name))
        try:
            super()._save(f"{_HALF}/{half.name}", _Sealed(content, name))  # type: ignore[misc]
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

    def delete(self, name: str) -> None:
        with self._alone():
            for begun in _begun(Path(self.path(name))):
                begun.unlink(missing_ok=True)
            super().delete(name)

    def names(self, after: str = "") -> Iterator[str]:
        """Of all files, in order, those after that name."""
        root = Path(self.location)
        for folder in sorted(one for one in root.iterdir() if one.is_dir() and one.name != _HALF):
            if folder.name >= after.partition("/")[0]:
                files = (f"{folder.name}/{one.relative_to(folder)}" for one in folder.rglob("*") if one.is_file())
                yield from (name for name in sorted(files) if name > after and not name.endswith(_FRESH))

    def reseal(self, name: str) -> bool:
        """Seals the file's key with the newest data key, bound to its name; whether that was needed. A file that was
        deleted meanwhile stays deleted. Raises sealing.CannotOpen."""
        path = Path(self.path(name))
        fresh = path.with_name(f"{path.name}.{os.getpid()}{_FRESH}")
        try:
            with path.open("rb") as stored:
                mark, key = _head(stored.read(len(_MARK) + max(_WRAPPED.values())), name)
                if mark == _MARK and _number(path) == keys.ring().newest.number:
                    return False
                stored.seek(len(mark) + _WRAPPED[mark])
                with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as written:
                    written.write(_MARK + keys.sealed(key, _about(name)))
                    shutil.copyfileobj(stored, written, _PART)
                    written.flush()
                    os.fsync(written.fileno())
            shutil.copystat(path, fresh)
            with self._alone():
                if path.exists() and fresh.exists():
                    fresh.replace(path)
                for begun in _begun(path):  # by somebody who was killed, or has lost his lease
                    begun.unlink(missing_ok=True)
            return True
        except FileNotFoundError:
            return False
        finally:
            fresh.unlink(missing_ok=True)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """While a file is put in the place of another, none is deleted."""
        with Path(self.location, ".kunci").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

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

    def __init__(self, content: _File, name: str) -> None:
        self._content, self._name = content, name

    def chunks(self) -> Iterator[bytes]:
        key = os.urandom(_KEY)
        cipher = AESGCM(key)
        yield _MARK + keys.sealed(key, _about(self._name))
        held, place = b"", 0
        for chunk in self._content.chunks(_PART):
            held += chunk
            while len(held) > _PART:
                yield cipher.encrypt(_nonce(place, is_last=False), held[:_PART], _PARTS)
                held, place = held[_PART:], place + 1
        yield cipher.encrypt(_nonce(place, is_last=True), held, _PARTS)


def unsealed(stored: bytes, name: str) -> bytes:
    """The content of a stored file. Raises sealing.CannotOpen."""
    mark, key = _head(stored, name)
    begins, cipher = len(mark) + _WRAPPED[mark], AESGCM(key)
    places = range(begins, max(len(stored), begins + 1), _PART + _TAG)
    try:
        return b"".join(
            cipher.decrypt(_nonce(n, is_last=at == places[-1]), stored[at : at + _PART + _TAG], _PARTS)
            for n, at in enumerate(places)
        )
    except (InvalidTag, ValueError):
        raise sealing.CannotOpen("the file was changed or cut off") from None


def _head(stored: bytes, name: str) -> tuple[bytes, bytes]:
    """The mark and the key of a file. Raises sealing.CannotOpen."""
    mark = stored[: len(_MARK)]
    if mark not in _WRAPPED:
        raise sealing.CannotOpen("the file was not stored by SILASTRI")
    return mark, keys.opened(stored[len(mark) : len(mark) + _WRAPPED[mark]], _about(name))


def _begun(path: Path) -> list[Path]:
    """What is being written, or was left half written, to take the place of that file."""
    return list(path.parent.glob(f"{glob.escape(path.name)}.*{_FRESH}")) if path.parent.is_dir() else []


def _number(path: Path) -> int:
    """Of the data key that a file names."""
    with path.open("rb") as stored:
        return sealing.number_of(stored.read(len(_MARK) + max(_WRAPPED.values()))[len(_MARK) :])


def _about(name: str) -> bytes:
    return b"file\0" + name.encode()


def _nonce(place: int, *, is_last: bool) -> bytes:
    """Never used twice: each file has a key of its own."""
    return place.to_bytes(11) + bytes([is_last])
