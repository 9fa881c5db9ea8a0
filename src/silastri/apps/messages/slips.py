"""Messages on paper: they wait at the counter until somebody comes, are printed, and given to him."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import DateTimeField, Exists, OuterRef, Q, QuerySet

from silastri.apps.statements.made import Lookup, Slot

from .models import Message
from .queries import NEWS

State = Message.State
_MOST = 300


def _of(office_id: int, services: Collection[int]) -> QuerySet[Message]:
    return _slips(office_id=office_id, case__service__in=services)


def _slips(**of: Any) -> QuerySet[Message]:
    slips = Message.objects.filter(channel=Message.Channel.SLIP, **of)
    return slips.select_related("case__service", "case__office", "person", "office")


def waiting(office_id: int, services: Collection[int], *, at: datetime) -> list[Message]:
    """Those to be given, the newest first. News of a case that is older than what its applicant was told since is
    left out."""
    return list(_waiting(_of(office_id, services), at))


def of_case(office_id: int, service: int, case: int, *, at: datetime) -> list[Message]:
    """The same of one case."""
    return _of_case.all(office_id, service, case, at)


def _waiting(slips: QuerySet[Message], at: Any) -> QuerySet[Message]:
    newer = Message.objects.filter(
        Q(due_at__lte=at) | ~Q(state=State.QUEUED),
        case=OuterRef("case"), person=OuterRef("person"), template__in=NEWS, pk__gt=OuterRef("pk"),
    )  # fmt: skip
    found = slips.filter(state=State.QUEUED, due_at__lte=at).exclude(Q(template__in=NEWS) & Exists(newer))
    return found.order_by("-pk")[:_MOST]


_of_case = Lookup(
    lambda office, service, case, at: _waiting(_slips(office_id=office, case__service=service, case=case), at),
    Slot(0), Slot(1), Slot(2), Slot(3, DateTimeField()),
)  # fmt: skip


def printed(office_id: int, services: Collection[int], *, since: datetime) -> list[Message]:
    """Those that were printed, the last one first."""
    found = _of(office_id, services).exclude(sent_at=None)
    return list(found.filter(sent_at__gte=since).order_by("-sent_at", "-pk")[:_MOST])


def picked(office_id: int, services: Collection[int], pks: Collection[int], *, at: datetime) -> list[Message]:
    """Those of them that may be printed, for the first time or again."""
    found = _of(office_id, services).filter(pk__in=pks)
    ready = Q(state=State.QUEUED, due_at__lte=at) | Q(sent_at__isnull=False)
    return list(found.filter(ready).order_by("person__name", "person", "case", "pk"))


def was_printed(messages: Collection[Message], at: datetime) -> None:
    """They count as sent; older news of the same cases is not given any more."""
    first = [one.pk for one in messages if one.state == State.QUEUED]
    Message.objects.filter(pk__in=first, state=State.QUEUED).update(state=State.SENT, sent_at=at)
    for one in messages:
        if one.template in NEWS:
            old = Message.objects.filter(channel=one.channel, case=one.case, person=one.person, template__in=NEWS)
            old = old.filter(pk__lt=one.pk, state=State.QUEUED)
            old.update(state=State.MERGED, error="Sudah ada kabar yang lebih baru.")
