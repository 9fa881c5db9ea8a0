"""Files in a store elsewhere: sent before a transaction begins, so that nothing locked waits for the network, and not
destroyed while a row that names them is being written."""

import hashlib
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import cast

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction

from .models import Destruction
from .queries import path
from .sealed_objects import SealedObjects

_MOST = 64  # files of one request
_LONGEST = 600.0  # seconds that a request may take between
_thread = threading.local()
_Orders = tuple[tuple[int, datetime | None], ...]


def elsewhere() -> SealedObjects | None:
    """The store, where files are not in a folder."""
    return default_storage if isinstance(default_storage, SealedObjects) else None


def is_whole(name: str, size: int) -> bool:
    """Whether a content of that size is stored. In a folder a file has its name only when it is."""
    store = elsewhere()
    return store.is_whole(name, size) if store else default_storage.exists(name)


def send(contents: Iterable[bytes]) -> None:
    """Sends what is not there yet; call it where nothing is locked. In a folder it is kept with its row."""
    if (store := elsewhere()) is None:
        return
    sent = _sent()
    for content in contents:
        sha256 = hashlib.sha256(content).hexdigest()
        orders = _orders(sha256)
        if not store.is_whole(path(sha256), len(content)):
            store.save(path(sha256), ContentFile(content))
        sent[_key(store, sha256)] = time.monotonic(), orders
    for old in [*sent][:-_MOST]:
        del sent[old]


def must_answer() -> None:
    """Before something that is done once and whose answer must be kept. Raises Away."""
    if store := elsewhere():
        store.exists(path("0" * 64))


def is_there(sha256: str) -> bool:
    """Whether it was sent by this thread and nothing destroyed since. From here to the end of the transaction nobody
    destroys it: who would waits, and then sees the row."""
    if (store := elsewhere()) is None:
        return False
    if connection.in_atomic_block:
        _lock(sha256, shared=True)
    sent_at, orders = _sent().pop(_key(store, sha256), (0.0, None))
    return orders is not None and time.monotonic() - sent_at < _LONGEST and orders == _orders(sha256)


@contextmanager
def alone(sha256: str) -> Iterator[None]:
    """One transaction, in which nobody else writes a row that names those bytes: whoever asks in it whether they are
    needed gets an answer that holds until they are gone."""
    with transaction.atomic():
        if elsewhere():
            _lock(sha256, shared=False)
        yield


def _sent() -> dict[str, tuple[float, _Orders]]:
    if not hasattr(_thread, "sent"):
        _thread.sent = {}
    return cast(dict[str, tuple[float, _Orders]], _thread.sent)


def _key(store: SealedObjects, sha256: str) -> str:
    return f"{store.objects.address} {sha256}"


def _orders(sha256: str) -> _Orders:
    return tuple(Destruction.objects.filter(sha256=sha256).order_by("pk").values_list("pk", "done_at"))


def _lock(sha256: str, *, shared: bool) -> None:
    """Until the end of the transaction, as a pool of connections wants it. SQLite lets one write at a time anyway."""
    if connection.vendor == "postgresql":
        number = int.from_bytes(bytes.fromhex(sha256[:16]), signed=True)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_advisory_xact_lock{'_shared' if shared else ''}(%s)", [number])
