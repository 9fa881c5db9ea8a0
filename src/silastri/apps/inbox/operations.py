"""Keeps what providers send, and what became of it."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db.models import F

from silastri.apps.accounts import keys
from silastri.domain import sealing

from . import queries
from .models import Received

State = Received.State
SAME = timedelta(minutes=10)  # what comes again within it is the same, sent twice
LEASE = timedelta(minutes=2)


def keep(channel: str, *, method: str, query: str, headers: Mapping[str, str], body: bytes, at: datetime) -> bool:
    """Keeps it as it came; False where it came a moment ago."""
    digest = _digest(method, query, body)
    if queries.came(channel, digest, at - SAME):
        return False
    row = Received(
        channel=channel,
        at=at,
        method=method,
        query=query,
        headers=dict(headers),
        body=body,
        size=len(body),
        digest=digest,
        slot=int(at.timestamp() // SAME.total_seconds()),
        next_at=at,
    )
    Received.objects.bulk_create([row], ignore_conflicts=True)
    return True


def _digest(method: str, query: str, body: bytes) -> str:
    content = b"\0".join((method.encode(), query.encode(errors="surrogateescape"), body))
    return sealing.mark(keys.mark_key("received"), content)


def claim(pk: int, at: datetime) -> bool:
    """True for the one call that takes it, until the lease ends."""
    waits = Received.objects.filter(pk=pk, state=State.NEW, next_at__lte=at)
    return bool(waits.update(next_at=at + LEASE, tries=F("tries") + 1))


def done(row: Received, state: str, *, why: str = "") -> None:
    Received.objects.filter(pk=row.pk).update(state=state, why=why[:300])


def later(row: Received, until: datetime, *, why: str = "") -> None:
    Received.objects.filter(pk=row.pk).update(next_at=until, why=why[:300])


def look_again(pk: int, at: datetime) -> bool:
    """Somebody wants it looked at anew, after a change."""
    found = Received.objects.filter(pk=pk, state__in=queries.NOT_READ)
    return bool(found.update(state=State.NEW, tries=0, why="", next_at=at))


def forget(before: datetime) -> None:
    """Removes what was understood and came before then."""
    Received.objects.filter(state=State.UNDERSTOOD, at__lt=before).delete()
