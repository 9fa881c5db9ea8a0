"""Which messages went out, wait or failed."""

from django.db.models import QuerySet

from .models import Message


def of_office(office_id: int, state: str = "") -> QuerySet[Message]:
    found = Message.objects.filter(office_id=office_id).select_related("case", "person").order_by("-queued_at", "-id")
    return found.filter(state=state) if state else found


def latest(most: int = 100) -> list[Message]:
    """The newest messages of the whole installation, for the developer outbox."""
    return list(Message.objects.select_related("person", "office", "case").order_by("-id")[:most])


def failed_count(office_id: int) -> int:
    return Message.objects.filter(office_id=office_id, state=Message.State.FAILED).count()
