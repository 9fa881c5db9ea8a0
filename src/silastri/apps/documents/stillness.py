"""While a backup copies the file store, no bytes are removed from it: what its database names, it finds."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

_LOCK = "files.lock"


@contextmanager
def still() -> Iterator[None]:
    """Nothing is removed within; waits until who removes now is ready."""
    with _opened() as handle:
        fcntl.flock(handle, fcntl.LOCK_SH)
        yield


@contextmanager
def may_remove() -> Iterator[bool]:
    """Whether bytes may be removed within; False while a backup runs."""
    with _opened() as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


@contextmanager
def _opened() -> Iterator[int]:
    """The lock ends with the handle, also where the process is killed."""
    handle = os.open(settings.HOME / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield handle
    finally:
        os.close(handle)
