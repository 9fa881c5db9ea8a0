"""Writes made files. Each step of making one is a conditional update: only who holds the lease may go on."""

import secrets
from datetime import datetime, timedelta
from typing import IO, Any

from django.core.files.base import File
from django.core.files.storage import default_storage

from . import queries
from .models import MadeFile

State = MadeFile.State
LEASE = timedelta(minutes=2)
KEPT = timedelta(days=7)


def add(*, at: datetime, **given: Any) -> MadeFile:
    return MadeFile.objects.create(asked_at=at, **given)


def claim(at: datetime) -> MadeFile | None:
    """Takes the next one that is to be made; theirs is the lease."""
    for found in queries.to_make(at)[:5]:
        lease = secrets.token_urlsafe(16)
        theirs = MadeFile.objects.filter(pk=found.pk, state=found.state, lease=found.lease)
        changes = {"state": State.RUNNING, "lease": lease, "leased_until": at + LEASE, "began_at": at, "done": 0}
        if theirs.update(**changes, attempts=found.attempts + 1):
            found.refresh_from_db()
            return found
    return None


def went_on(found: MadeFile, *, done: int, total: int, at: datetime) -> bool:
    """False where another worker has it now."""
    return bool(_held(found).update(done=done, total=total, leased_until=at + LEASE))


def keep(found: MadeFile, content: IO[bytes], *, size: int, at: datetime) -> bool:
    """Stores the bytes, and says that it is there; False where another worker has it now."""
    token = secrets.token_urlsafe(32)
    default_storage.save(queries.place(token), File(content))
    changes = {"state": State.DONE, "ended_at": at, "keep_until": at + KEPT, "size": size, "lease": "", "asked": {}}
    if _held(found).update(**changes, token=token):
        return True
    default_storage.delete(queries.place(token))
    return False


def fail(found: MadeFile, why: str, *, at: datetime) -> None:
    _held(found).update(state=State.FAILED, why=why[:300], ended_at=at, lease="", asked={})


def put_back(found: MadeFile) -> None:
    """Another attempt may be made at once."""
    _held(found).update(state=State.WAITING, lease="", leased_until=None)


def remove(found: MadeFile) -> None:
    if MadeFile.objects.filter(pk=found.pk, state=State.DONE).update(state=State.GONE):
        default_storage.delete(queries.place(found.token))


def _held(found: MadeFile) -> Any:
    return MadeFile.objects.filter(pk=found.pk, state=State.RUNNING, lease=found.lease)
