"""The file store in a folder: each file sealed (``sealed_bytes``), whole before it has its name."""

import fcntl
import glob
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage
from django.utils._os import safe_makedirs

from .sealed_bytes import LONGEST_HEAD, PART, Sealed, head_anew, unsealed

if TYPE_CHECKING:
    _File = File[bytes]
else:
    _File = File

_FRESH = ".baru"  # at the end of a name: a file that is being written anew
_HALF = "setengah"  # the folder of files that are being written


class SealedFiles(FileSystemStorage):
    """Files and folders are for the user of the server alone, and nobody reads them without the data key.

    A file gets its name when it is whole and, with ``lasting``, on the disk: who finds it need not ask whether the
    process or the power was gone while it was written.
    """

    def __init__(self, *, lasting: bool = True, **options: Any) -> None:
        self.lasting = lasting
        super().__init__(**({"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700} | options))

    def _open(self, name: str, mode: str = "rb") -> _File:
        """Raises OSError, sealing.CannotOpen."""
        if mode != "rb":
            return super()._open(name, mode)  # type: ignore[no-any-return,misc]
        with super()._open(name, mode) as stored:  # type: ignore[misc]
            return ContentFile(unsealed(stored.read(), name), name=name)

    def _save(self, name: str, content: _File) -> str:
        return self._write(name, Sealed(content, name))

    def put_sealed(self, name: str, sealed: bytes) -> None:
        """Keeps bytes that were sealed under that name already, in place of what may be there."""
        self._write(name, ContentFile(sealed))

    def sealed(self, name: str) -> bytes:
        """The bytes as they lie there. Raises OSError."""
        return Path(self.path(name)).read_bytes()

    def _write(self, name: str, content: Any) -> str:
        half = Path(self.path(f"{_HALF}/{secrets.token_hex(16)}"))
        whole = Path(self.path(name))
        try:
            super()._save(f"{_HALF}/{half.name}", content)  # type: ignore[misc]
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

    def beginning(self, start: str) -> list[str]:
        """The names that begin so, all in one folder."""
        folder, _, first = start.rpartition("/")
        try:
            _, names = self.listdir(folder)
        except OSError:
            return []
        return [f"{folder}/{name}" for name in names if name.startswith(first)]

    def names(self, after: str = "") -> Iterator[str]:
        """Of all files, in order, those after that name."""
        root = Path(self.location)
        for folder in sorted(one for one in root.iterdir() if one.is_dir() and one.name != _HALF):
            if folder.name >= after.partition("/")[0]:
                files = (f"{folder.name}/{one.relative_to(folder)}" for one in folder.rglob("*") if one.is_file())
                yield from (name for name in sorted(files) if name > after and not name.endswith(_FRESH))

    def sizes(self) -> Iterator[tuple[str, int]]:
        """All names, each with the bytes that lie there."""
        for name in self.names():
            with suppress(FileNotFoundError):  # deleted meanwhile
                yield name, self.size(name)

    def reseal(self, name: str) -> bool:
        """Seals the file's key with the newest data key, bound to its name; whether that was needed. A file that was
        deleted meanwhile stays deleted. Raises sealing.CannotOpen."""
        path = Path(self.path(name))
        fresh = path.with_name(f"{path.name}.{os.getpid()}{_FRESH}")
        try:
            with path.open("rb") as stored:
                anew = head_anew(stored.read(LONGEST_HEAD), name)
                if anew is None:
                    return False
                begins, head = anew
                stored.seek(begins)
                with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as written:
                    written.write(head)
                    shutil.copyfileobj(stored, written, PART)
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
        if self.lasting:
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


def _begun(path: Path) -> list[Path]:
    """What is being written, or was left half written, to take the place of that file."""
    return list(path.parent.glob(f"{glob.escape(path.name)}.*{_FRESH}")) if path.parent.is_dir() else []
