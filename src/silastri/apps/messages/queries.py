"""Finds messages that were sent, wait or failed."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from silastri.apps.cases.models import Case
from silastri.apps.statements.made import Figures, counted
from silastri.domain.number import is_digits

from .models import Line, Message

_FAILED = [Message.State.FAILED, Message.State.UNKNOWN]

_ABOUT_A_TURN = ("arrived", "sent_back", "passed_on", "due_soon", "late_below")
# Messages to officers that may be put together into one.
TOGETHER = (*_ABOUT_A_TURN, "mentioned")

NEWS = ("news", "progress", "news_for_another")


def of_office(
    office_id: int, services: Collection[int], *, state: str = "", channel: str = "", ref: str = "", number: str = ""
) -> QuerySet[Message]:
    """The messages of an office that are about no case, or about one of those services. ``ref`` is the beginning of a
    registration number, ``number`` a whole telephone number or address."""
    theirs = Q(case=None) | Q(case__service__in=services)
    found = Message.objects.filter(theirs, office_id=office_id).select_related("case", "person")
    if ref:
        found = found.filter(case__ref__istartswith=ref)
    if number:
        found = found.filter(to=number)
    if channel:
        found = found.filter(channel=channel)
    return found.filter(state=state) if state else found


def one_of_office(office_id: int, services: Collection[int], pk: int) -> Message | None:
    return of_office(office_id, services).select_related("instead_of").filter(pk=pk).first()


def to_applicant(case: Case) -> list[Message]:
    """What was sent to the applicant about the case, in order."""
    return list(Message.objects.filter(case=case, person=case.applicant_id).order_by("queued_at", "pk"))


def about(event: str, channel: str) -> Message:
    """The message of an event by that channel."""
    return Message.objects.get(about=event, channel=channel)


def latest(most: int = 100) -> list[Message]:
    """The newest messages of the whole installation, for the developer outbox."""
    return list(Message.objects.select_related("person", "office", "case", "opinion").order_by("-id")[:most])


def waiting() -> dict[str, int]:
    """How many are to be sent by each channel, of all offices."""
    found = Message.objects.filter(state__in=[Message.State.QUEUED, Message.State.SENDING])
    return dict(found.values_list("channel").order_by("channel").annotate(n=Count("pk")))


def failed_count(office_id: int) -> int:
    """Those for which no other way was found."""
    return int(_failed_count(office_id)[0])


def _failed(office_id: Any) -> QuerySet[Message]:
    return Message.objects.filter(office_id=office_id, state__in=_FAILED, followed_by=None)


_failed_count = Figures(lambda office: counted(_failed(office)))


def known(abouts: Iterable[str]) -> set[str]:
    """Those of the events about which somebody was told before."""
    return set(Message.objects.filter(about__in=list(abouts)).values_list("about", flat=True))


def is_outdated(message: Message, at: datetime) -> bool:
    """Whether the case has moved on since: the newest news tells the applicant all, and an officer's task is done."""
    if message.case is None:
        return False
    if message.template in _ABOUT_A_TURN:
        return message.turn is not None and message.turn < message.case.turn
    if message.template not in NEWS:
        return False
    newer = Message.objects.filter(case=message.case, person=message.person, template__in=NEWS)
    goes_or_went = ~Q(state=Message.State.QUEUED) | Q(due_at__lte=at)
    return newer.filter(goes_or_went, pk__gt=message.pk).exists()


def of_receipt(channel: str, provider_id: str, reference: str) -> Message | None:
    """The message that a provider tells of, by its own id or by ours."""
    found = Message.objects.filter(channel=channel).select_related("person", "case")
    by_theirs = found.filter(provider_id=provider_id).first() if provider_id else None
    if by_theirs or not is_digits(reference) or len(reference) > 18:
        return by_theirs
    return found.filter(pk=int(reference)).first()


def lines() -> list[Line]:
    return list(Line.objects.all())


def oldest_due(at: datetime) -> datetime | None:
    """Since when the oldest message waits that may go out; None where nothing waits. Slips wait for people."""
    waiting = Message.objects.filter(state=Message.State.QUEUED, due_at__lte=at).exclude(channel=Message.Channel.SLIP)
    return waiting.order_by("due_at").values_list("due_at", flat=True).first()


def reasons(office_id: int) -> list[tuple[str, str, int]]:
    """Why messages of the office failed by which channel, and how many; the most frequent first."""
    reasons = _failed(office_id).order_by().values("channel", "error").annotate(count=Count("id")).order_by("-count")
    return [(str(Message.Channel(one["channel"]).label), one["error"], one["count"]) for one in reasons[:20]]


def crowds(channel: str, at: datetime, more_than: int) -> list[tuple[int, int]]:
    """The people for whom more than so many of those messages wait, each with the office they come from."""
    waiting = _together(channel).filter(state=Message.State.QUEUED, due_at__lte=at)
    found = waiting.order_by().values_list("person", "office").annotate(count=Count("pk"))
    return [(person, office) for person, office, _ in found.filter(count__gt=more_than)[:50]]


def crowd(channel: str, at: datetime, person: int, office: int, most: int = 200) -> list[Message]:
    """What waits for one person; the oldest first."""
    waiting = _together(channel).filter(state=Message.State.QUEUED, due_at__lte=at, person=person, office=office)
    return list(waiting.select_related("office", "person", "case").order_by("pk")[:most])


def told_lately(message: Message, since: datetime) -> list[tuple[str, datetime]]:
    """The templates of what went to the receiver since then of the same office, and when; the newest first."""
    sent = Message.objects.filter(channel=message.channel, to=message.to, sent_at__gt=since, office=message.office_id)
    sent = sent.filter(template__in=[*TOGETHER, "several"]).order_by("-sent_at")
    return [(template, at) for template, at in sent.values_list("template", "sent_at")[:10] if at]


def _together(channel: str) -> QuerySet[Message]:
    known = Message.objects.filter(channel=channel, person__isnull=False, office__isnull=False)
    return known.filter(template__in=TOGETHER)
