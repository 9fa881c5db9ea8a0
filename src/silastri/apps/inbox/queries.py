"""Finds what providers sent."""

from datetime import datetime

from django.db.models import QuerySet

from .models import Received

NOT_READ = (Received.State.NOT_UNDERSTOOD, Received.State.GIVEN_UP)


def came(channel: str, digest: str, since: datetime) -> bool:
    """Whether the same came by that channel since then."""
    return Received.objects.filter(channel=channel, digest=digest, at__gt=since).exists()


def to_understand(at: datetime, most: int) -> list[int]:
    """What is to be looked at now, the oldest first."""
    waits = Received.objects.filter(state=Received.State.NEW, next_at__lte=at)
    return list(waits.order_by("id").values_list("pk", flat=True)[:most])


def waiting(at: datetime) -> int:
    """How much is to be looked at now."""
    return Received.objects.filter(state=Received.State.NEW, next_at__lte=at).count()


def received(pk: int) -> Received:
    return Received.objects.get(pk=pk)


def not_read() -> QuerySet[Received]:
    """What nobody could read, the newest first; without its content."""
    return Received.objects.filter(state__in=NOT_READ).defer("body", "query").order_by("-id")
