"""Takes messages for a line as fast as its provider may be asked, and records how the line does."""

from datetime import datetime, timedelta

from django.db import connection
from django.db.models import F

from silastri.domain.outbox import retry

from .models import Line, Message

LEASE = timedelta(minutes=2)
_A_SECOND = timedelta(seconds=1)


def claim(channel: str, at: datetime, *, a_second: float, between: timedelta, most: int = 20) -> list[Message]:
    """Takes messages that are due: theirs is the lease, and the attempt counts from here on. Of two to the same
    receiver the second waits for the time ``between``. A line that failed is tried with one message.

    If the worker dies, another one claims its messages when the lease ends. Needs a transaction.
    """
    line = lock(channel, at)
    if line.open_at > at:
        return []
    passed = max(timedelta(), at - line.counted_at)
    allowance = min(max(1, a_second), line.allowance + a_second * passed.total_seconds())
    taken = _due(channel, at, between, 1 if line.failures else min(most, int(allowance)))
    if taken:
        Line.objects.filter(pk=line.pk).update(allowance=max(0, allowance - len(taken)), counted_at=at)
    for message in taken:
        message.attempts += 1
    Message.objects.filter(pk__in=[one.pk for one in taken]).update(
        state=Message.State.SENDING, due_at=at + LEASE, attempts=F("attempts") + 1
    )
    return taken


def lock(channel: str, at: datetime) -> Line:
    """Nobody else sends by it until the transaction ends."""
    Line.objects.get_or_create(channel=channel, defaults={"open_at": at, "counted_at": at - _A_SECOND})
    lines = Line.objects.filter(channel=channel)
    if connection.features.has_select_for_update:
        lines = lines.select_for_update()
    return lines.get()


def _due(channel: str, at: datetime, between: timedelta, most: int) -> list[Message]:
    """Locked, so that none is sent of which the provider tells just now that it got it. One that is locked so is passed
    over: who holds it may wait for the line."""
    waiting = Message.objects.filter(channel=channel, state__in=["queued", "sending"], due_at__lte=at)
    waiting = waiting.select_related("office", "person", "case", "opinion").order_by("rank", "id")
    waiting = waiting.select_for_update(of=("self",), skip_locked=True)
    if not between:
        return list(waiting[:most])
    found = list(waiting[: most * 3])
    told = Message.objects.filter(channel=channel, to__in={one.to for one in found}, sent_at__gt=at - between)
    just_told = set(told.values_list("to", flat=True))
    taken: list[Message] = []
    for one in found:
        if one.to not in just_told and len(taken) < most:
            just_told.add(one.to)
            taken.append(one)
    return taken


def works(channel: str, at: datetime) -> None:
    """The provider took a message."""
    line = Line.objects.filter(channel=channel)
    line.update(failures=0, is_barred=False, why="", sent_at=at)
    line.filter(unconfirmed_since=None).update(unconfirmed_since=at)


def confirmed(channel: str, at: datetime) -> None:
    """Somebody got a message by it."""
    Line.objects.filter(channel=channel).update(confirmed_at=at, unconfirmed_since=None)


def fails(channel: str, at: datetime, after: timedelta, *, why: str, is_barred: bool = False) -> None:
    """The provider takes nothing from us: nothing goes out for a while, ever longer. Of several answers that come
    together the first counts."""
    line = Line.objects.get(channel=channel)
    if line.open_at > at:
        return
    wait = max(retry.BARRED, after) if is_barred else retry.away(line.failures, after)
    Line.objects.filter(pk=line.pk).update(
        open_at=at + wait, failures=F("failures") + 1, why=why[:300], is_barred=is_barred
    )


def opens_at(channel: str) -> datetime:
    return Line.objects.get(channel=channel).open_at


def that_wait(at: datetime) -> set[str]:
    """The channels by which something is due."""
    due = Message.objects.filter(state__in=["queued", "sending"], due_at__lte=at).exclude(channel="slip")
    return set(due.order_by().values_list("channel", flat=True).distinct())
