"""Finds messages that were sent, wait or failed."""

from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet

from .models import Message


def of_office(office_id: int, services: Collection[int], state: str = "") -> QuerySet[Message]:
    """The messages of an office that are about no case, or about one of those services; the newest first."""
    theirs = Q(case=None) | Q(case__service__in=services)
    found = (
        Message.objects.filter(theirs, office_id=office_id)
        .select_related("case", "person")
        .order_by("-queued_at", "-id")
    )
    return found.filter(state=state) if state else found


def latest(most: int = 100) -> list[Message]:
    """The newest messages of the whole installation, for the developer outbox."""
    return list(Message.objects.select_related("person", "office", "case", "opinion").order_by("-id")[:most])


def failed_count(office_id: int) -> int:
    return Message.objects.filter(office_id=office_id, state=Message.State.FAILED).count()


def known(abouts: Iterable[str]) -> set[str]:
    """Those of the events about which somebody was told before."""
    return set(Message.objects.filter(about__in=list(abouts)).values_list("about", flat=True))
