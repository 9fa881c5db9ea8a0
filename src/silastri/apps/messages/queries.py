"""Finds messages that were sent, wait or failed."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from silastri.domain.number import is_digits

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


def is_outdated(message: Message, at: datetime) -> bool:
    """Whether the case has moved on since: the newest news tells the applicant all, and an officer's task is done."""
    if message.case is None:
        return False
    if message.template in ("arrived", "sent_back", "passed_on"):
        return message.turn is not None and message.turn < message.case.turn
    if message.template not in ("news", "progress"):
        return False
    newer = Message.objects.filter(case=message.case, person=message.person, template__in=("news", "progress"))
    goes_or_went = ~Q(state=Message.State.QUEUED) | Q(due_at__lte=at)
    return newer.filter(goes_or_went, pk__gt=message.pk).exists()


def of_receipt(channel: str, provider_id: str, reference: str) -> Message | None:
    """The message that a provider tells of, by its own id or by ours."""
    found = Message.objects.filter(channel=channel).select_related("person", "case")
    by_theirs = found.filter(provider_id=provider_id).first() if provider_id else None
    if by_theirs or not is_digits(reference) or len(reference) > 18:
        return by_theirs
    return found.filter(pk=int(reference)).first()
