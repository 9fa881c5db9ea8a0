"""Counts what was tried, so that guessing and the sending of messages can be slowed down."""

from datetime import datetime, timedelta

from django.db.models import F

from silastri.domain.patience import Patience

from .keys import index_of
from .models import Attempts


def key_of(what: str, about: str) -> str:
    """The key under which tries about a number or a name are counted; it does not show what they are about."""
    return f"{what}/{index_of(about)}"


def take(key: str, patience: Patience, *, at: datetime) -> timedelta:
    """Counts a guess before it is made, so that many at once cannot all be taken. Zero when it may be made, else how
    long to wait: then it is not counted. Needs a transaction."""
    kept = _row(key, at)
    if kept.next_at > at:
        return kept.next_at - at
    _count(kept, patience, at)
    return timedelta()


def count(key: str, patience: Patience, *, at: datetime) -> timedelta:
    """Counts a guess that was wrong, and says how long to wait before the next. Needs a transaction."""
    return _count(_row(key, at), patience, at)


def _row(key: str, at: datetime) -> Attempts:
    if not Attempts.objects.filter(key=key).exists():
        Attempts.objects.get_or_create(key=key, defaults={"window_ends_at": at, "next_at": at, "count": 0})
    return Attempts.objects.select_for_update().get(key=key)


def _count(kept: Attempts, patience: Patience, at: datetime) -> timedelta:
    if kept.window_ends_at <= at:
        kept.count, kept.window_ends_at = 0, at + patience.forgets_after
    kept.count += 1
    wait = patience.wait(kept.count)
    kept.next_at = at + wait
    kept.save(update_fields=["count", "window_ends_at", "next_at"])
    return wait


def give_back(key: str, *, at: datetime) -> None:
    """The last guess was none: it was right, or the fault was another."""
    Attempts.objects.filter(key=key, count__gt=0).update(count=F("count") - 1, next_at=at)


def too_often(key: str, *, most: int, window: timedelta, at: datetime) -> bool:
    """Counts one attempt; True when there were more than ``most`` in the window."""
    if Attempts.objects.filter(key=key, window_ends_at__gt=at).update(count=F("count") + 1):
        return Attempts.objects.get(key=key).count > most
    Attempts.objects.update_or_create(key=key, defaults={"window_ends_at": at + window, "next_at": at, "count": 1})
    return False


def has_tried(key: str, *, most: int, at: datetime) -> bool:
    """Whether there were ``most`` attempts in the window; counts none."""
    return Attempts.objects.filter(key=key, window_ends_at__gt=at, count__gte=most).exists()


def forgive(key: str) -> None:
    """Deletes the attempts under that key, as after a successful sign-in."""
    Attempts.objects.filter(key=key).delete()


def forget_old(at: datetime) -> None:
    Attempts.objects.filter(window_ends_at__lte=at, next_at__lte=at).delete()
