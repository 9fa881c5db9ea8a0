"""Copies the stored files from one place to another, folder or store, while people work.

It keeps no list of what it did: what is at the target already, whole, is known by name and size, for each file gets its
name when it is whole. So it may be stopped or killed anywhere and begun again. Files are copied as they lie there,
sealed; each is opened before, and read back after.
"""

import hashlib
import re
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol, TypeVar

from silastri.apps.accounts import resealing
from silastri.apps.documents.models import Destruction
from silastri.apps.documents.sealed_bytes import unsealed
from silastri.domain import sealing
from silastri.domain.refusal import Away

_AT_ONCE = 8
_BATCH = 64
_TRIES = 6
_PAUSE = 2.0  # seconds before the second try, doubled each time
_CONTENT = re.compile(r"[0-9a-f]{2}/(?P<sha256>[0-9a-f]{64})(?P<picture>-.*)?")
T = TypeVar("T")


class Stopped(Exception):
    """Somebody wanted it to stop. What was copied stays."""


class Store(Protocol):
    def names(self, after: str = "") -> Iterator[str]: ...
    def sizes(self) -> Iterator[tuple[str, int]]: ...
    def sealed(self, name: str) -> bytes: ...
    def put_sealed(self, name: str, sealed: bytes) -> None: ...
    def exists(self, name: str) -> bool: ...
    def delete(self, name: str) -> None: ...


@dataclass
class Count:
    total: int = 0
    done: int = 0  # looked at
    copied: int = 0
    written: int = 0  # bytes
    there: int = 0  # before
    gone: int = 0  # destroyed while it was copied
    removed: int = 0  # at the target: destroyed since an earlier copy
    wrong: list[str] = field(default_factory=list)  # do not open, or are not what their names say


class FileCopy:
    """``told`` hears after each batch how far it is."""

    def __init__(self, source: Store, target: Store, *, told: Callable[[Count], None], stop: threading.Event) -> None:
        self._source, self._target, self._told, self._stop = source, target, told, stop
        self._lock = threading.Lock()
        self.count = Count()

    def run(self, *, verify: bool = False) -> Count:
        """With ``verify`` what is there already is read on both sides too. Raises Stopped, Away."""
        there = set() if verify else {_mark(*one) for one in self._target.sizes()}
        sizes = self._source.sizes
        self.count.total = sum(1 for _ in sizes())
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            for batch in _batches(sizes(), _BATCH):
                missing = [name for name, size in batch if _mark(name, size) not in there]
                self.count.there += len(batch) - len(missing)
                list(pool.map(lambda name: self._patiently(self._one, name, verify), missing))
                self.count.done += len(batch)
                self._told(self.count)
                self._must_go_on()
        self._destroy_there_too()
        resealing.look_at_files_again()
        return self.count

    def _one(self, name: str, verify: bool) -> None:
        try:
            sealed = self._source.sealed(name)
        except FileNotFoundError:
            self._counted(gone=1)
            return
        if not _is_right(name, sealed):
            with self._lock:
                self.count.wrong.append(name)
            return
        if verify and self._has(name, sealed):
            self._counted(there=1)
            return
        self._target.put_sealed(name, sealed)
        if not self._has(name, sealed):
            with self._lock:
                self.count.wrong.append(name)
        self._counted(copied=1, written=len(sealed))

    def _has(self, name: str, sealed: bytes) -> bool:
        try:
            return self._target.sealed(name) == sealed
        except FileNotFoundError:
            return False

    def _destroy_there_too(self) -> None:
        """What was destroyed here after an earlier copy must not live on there."""
        destroyed = set(Destruction.objects.filter(done_at__isnull=False).values_list("sha256", flat=True))
        for name in self._target.names() if destroyed else ():
            found = _CONTENT.fullmatch(name)
            if found and found["sha256"] in destroyed and not self._source.exists(name):
                self._target.delete(name)
                self.count.removed += 1

    def _patiently(self, act: Callable[[str, bool], None], name: str, verify: bool) -> None:
        """A store that is away for a minute does not end a copy of hours. Raises Away, Stopped."""
        for left in reversed(range(_TRIES)):
            self._must_go_on()
            try:
                act(name, verify)
            except Away:
                if not left:
                    raise
                self._stop.wait(_PAUSE * 2 ** (_TRIES - 1 - left))
            else:
                return

    def _must_go_on(self) -> None:
        if self._stop.is_set():
            raise Stopped

    def _counted(self, **more: int) -> None:
        with self._lock:
            for name, number in more.items():
                setattr(self.count, name, getattr(self.count, name) + number)


def _is_right(name: str, sealed: bytes) -> bool:
    """Whether it opens, and is what its name says where that is a hash."""
    try:
        content = unsealed(sealed, name)
    except sealing.CannotOpen:
        return False
    found = _CONTENT.fullmatch(name)
    return not found or bool(found["picture"]) or hashlib.sha256(content).hexdigest() == found["sha256"]


def _mark(name: str, size: int) -> bytes:
    """Short, for millions of files are held in memory."""
    return hashlib.blake2b(f"{name}\n{size}".encode(), digest_size=10).digest()


def _batches(found: Iterable[T], size: int) -> Iterator[list[T]]:
    source = iter(found)
    while batch := list(islice(source, size)):
        yield batch
