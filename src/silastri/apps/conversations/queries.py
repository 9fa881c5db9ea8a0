"""Finds conversations, who writes, and who wants no news of progress."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, Q, QuerySet, Sum

from silastri.apps.cases.models import Case
from silastri.apps.messages.models import Message
from silastri.domain.number import is_digits

from .models import Conversation, Said, Sender, Stopped

State = Conversation.State


def said_before(channel: str, provider_id: str) -> bool:
    """Whether that message of a provider was heard."""
    return Said.objects.filter(channel=channel, provider_id=provider_id).exists()


def latest(sender: Sender, office_id: int, since: datetime) -> Conversation | None:
    """The conversation of the sender with that office that goes on: one that is open, else the newest since then."""
    found = Conversation.objects.filter(sender=sender, office_id=office_id).select_related("office")
    goes_on = found.filter(state=State.OPEN).order_by("-last_at").first()
    return goes_on or found.filter(last_at__gt=since).order_by("-last_at").first()


def open_complaint(sender: Sender, office_id: int) -> Conversation | None:
    found = Conversation.objects.filter(sender=sender, office_id=office_id, topic="complaint", state=State.OPEN)
    return found.select_related("office").order_by("-last_at").first()


def open_of(sender: Sender) -> Conversation | None:
    """The newest open conversation of the sender, with whatever office."""
    found = Conversation.objects.filter(sender=sender, state=State.OPEN).select_related("office")
    return found.order_by("-last_at").first()


def of_office(office_id: int) -> QuerySet[Conversation]:
    """The conversations of an office, the newest first."""
    found = Conversation.objects.filter(office_id=office_id).select_related("sender__person", "assigned_to", "office")
    return found.order_by("-last_at", "-id")


def named(found: QuerySet[Conversation], words: str, *, office_id: int) -> QuerySet[Conversation]:
    """Those whose sender's number ends with the digits, or whose person has every word in the name; people whom the
    office knows by no case are not found by name."""
    digits = "".join(filter(is_digits, words))
    if len(digits) >= _WHOLE:
        digits = digits.lstrip("0").removeprefix("62")
    if len(digits) >= _DIGITS:
        return found.filter(sender__number__endswith=digits)
    known = Case.objects.filter(office_id=office_id).exclude(state="draft")
    for word in words.split():
        known = known.filter(applicant__name__icontains=word)
    return found.filter(sender__person__in=known.values("applicant"))


_DIGITS, _WHOLE = 3, 9  # of the end of a number, and of one that is typed whole


def counts(office_id: int, person_id: int) -> dict[str, int]:
    """How many are open, how many of these are the person's, and how many are closed."""
    is_open = Q(state=State.OPEN)
    return Conversation.objects.filter(office_id=office_id).aggregate(
        terbuka=Count("pk", filter=is_open),
        saya=Count("pk", filter=is_open & Q(assigned_to=person_id)),
        selesai=Count("pk", filter=~is_open),
    )


def open_at(office_id: Any) -> QuerySet[Conversation]:
    return Conversation.objects.filter(office_id=office_id, state=State.OPEN)


def said(conversation: Conversation) -> list[Said]:
    """The oldest first."""
    found = Said.objects.filter(conversation=conversation).select_related("message", "by")
    return list(found.order_by("at", "id"))


def last_texts(conversations: list[Conversation]) -> dict[int, Said]:
    """What a person said last in each, from either side."""
    by_people = Said.objects.filter(Q(is_from_citizen=True) | Q(by__isnull=False), conversation__in=conversations)
    last = by_people.values("conversation").annotate(last=Max("id"))
    return {one.conversation_id: one for one in Said.objects.filter(pk__in=last.values("last"))}


def cost(conversation: Conversation) -> Decimal | None:
    """What our messages cost, in rupiah; None while nothing is known."""
    ours = Message.objects.filter(pk__in=Said.objects.filter(conversation=conversation).values("message"))
    total: Decimal | None = ours.aggregate(total=Sum("cost"))["total"]
    return total


def sender_wrote_at(sender: Sender) -> datetime | None:
    """When the sender wrote last, to whatever office."""
    last: datetime | None = sender.conversations.aggregate(last=Max("last_in_at"))["last"]
    return last


def has_stopped(message: Message) -> bool:
    """Whether its receiver asked for no more news of progress."""
    wanted = Q(pk__in=[])
    if message.to:
        wanted |= Q(number=message.to)
    if message.user_id:
        wanted |= Q(user_id=message.user_id)
    if message.person_id:
        wanted |= Q(person=message.person_id)
    return Stopped.objects.filter(wanted).exists()


def wrote_since(channel: str, to: str, user_id: str, since: datetime) -> bool:
    """Whether the receiver of a message wrote to us since then by the channel."""
    whose = Q(sender__number=to) if to else Q(sender__user_id=user_id)
    return Conversation.objects.filter(whose, sender__channel=channel, last_in_at__gt=since).exists()
