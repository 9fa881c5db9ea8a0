"""Queues messages and records what became of them."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F

from silastri.apps.cases.models import Case
from silastri.apps.statements import insert

from .models import FORGOTTEN, Message

MOST_ATTEMPTS = 8
LEASE = timedelta(minutes=2)


def queue(messages: Sequence[Message]) -> None:
    """Queues messages; one about the same event for the same person is not queued twice."""
    insert(messages, once=True)


def drop(case: Case, what: str) -> None:
    """Removes unsent messages about a case that has moved on."""
    Message.objects.filter(case=case, about__endswith=what, state=Message.State.QUEUED).delete()


def send_held(case: Case, at: datetime) -> None:
    """Lets go now what was held back of earlier turns of the case: it is not undone any more."""
    held = Message.objects.filter(case=case, template="news", state=Message.State.QUEUED, due_at__gt=at, attempts=0)
    held.update(due_at=at)


def take_back(case: Case) -> bool:
    """Removes what was queued for the last turn of the case; False where the applicant was told meanwhile."""
    of_turn = Message.objects.filter(case=case, about__startswith=f"{case.ref}/{case.turn}/")
    of_turn.filter(template__in=("news", "arrived", "sent_back"), state=Message.State.QUEUED).delete()
    return not of_turn.filter(person=case.applicant_id, template="news").exists()


def drop_but_last(case: Case, template: str) -> None:
    """Removes the unsent messages of one kind that are about an earlier turn of the case than its present one."""
    found = Message.objects.filter(case=case, template=template, state=Message.State.QUEUED)
    found.exclude(about__startswith=f"{case.ref}/{case.turn}/").delete()


def claim(at: datetime, channels: Collection[str], most: int = 10) -> list[Message]:
    """Takes messages that are due, of those channels: theirs is the lease, and the attempt counts from here on.

    If the worker dies, another one claims its messages when the lease ends.
    """
    waiting = Message.objects.filter(channel__in=channels, state__in=["queued", "sending"], due_at__lte=at).order_by(
        "due_at", "id"
    )
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            waiting = waiting.select_for_update(skip_locked=True)
        claimed = list(waiting[:most])
        Message.objects.filter(pk__in=[m.pk for m in claimed]).update(
            state=Message.State.SENDING, due_at=at + LEASE, attempts=F("attempts") + 1
        )
    return claimed


def sent(message: Message, *, provider_id: str, at: datetime) -> None:
    Message.objects.filter(pk=message.pk).update(
        state=Message.State.SENT, sent_at=at, provider_id=provider_id, error=""
    )


def not_sent(message: Message, *, error: str, for_good: bool, at: datetime) -> None:
    """Tries again later, with twice the delay each time. After the last try, or ``for_good``, the message counts as
    failed."""
    attempts = message.attempts + 1
    failed = for_good or attempts >= MOST_ATTEMPTS
    Message.objects.filter(pk=message.pk).update(
        state=Message.State.FAILED if failed else Message.State.QUEUED,
        due_at=at + timedelta(seconds=30 * 2**attempts),
        error=error[:300],
    )


def try_again(office_id: int, pk: int, *, at: datetime) -> bool:
    """An officer sends a failed message again; this is always possible."""
    return bool(
        Message.objects.filter(office_id=office_id, pk=pk, state=Message.State.FAILED, values__isnull=False).update(
            state=Message.State.QUEUED, attempts=0, due_at=at
        )
    )


def forget(templates: Collection[str], *, before: datetime) -> int:
    """Removes what those messages said, if they were queued before then; how many there were. One that was not sent by
    then is not sent any more."""
    old = Message.objects.filter(template__in=list(templates), values__isnull=False, queued_at__lt=before)
    old = old.exclude(state=Message.State.SENDING)
    old.filter(state=Message.State.QUEUED).update(state=Message.State.FAILED, error=FORGOTTEN)
    return old.update(values=None)
