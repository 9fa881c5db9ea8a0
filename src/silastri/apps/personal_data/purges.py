"""Finds and destroys what is past its time outside the archive. What writes needs a transaction."""

from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet

from silastri.apps.cases.models import Case
from silastri.apps.messages.models import Message
from silastri.domain.act import Act
from silastri.domain.case.workflow import State

from .models import DataPurge

_MOST = 500  # drafts in one list


def drafts(office_id: int, before: datetime) -> QuerySet[Case]:
    return Case.objects.filter(office_id=office_id, state=State.DRAFT, created_at__lt=before).order_by("pk")


def count(office_id: int, before: dict[str, datetime]) -> dict[str, int]:
    return {
        "drafts": drafts(office_id, before["drafts"])[:_MOST].count(),
        "messages": _bodies(office_id, before["messages"]).count(),
    }


def _bodies(office_id: int, before: datetime) -> QuerySet[Message]:
    ended = [Message.State.QUEUED, Message.State.SENDING]
    return Message.objects.filter(office_id=office_id, values__isnull=False, queued_at__lt=before).exclude(
        state__in=ended
    )


def first_drafts(office_id: int, before: datetime) -> list[Case]:
    return list(drafts(office_id, before).select_for_update()[:_MOST])


def forget_bodies(office_id: int, before: datetime) -> int:
    return _bodies(office_id, before).update(values=None)


def of_office(office_id: int) -> list[DataPurge]:
    found = DataPurge.objects.filter(office=office_id).select_related("proposed_by", "decided_by", "done_by")
    return list(found.order_by("-pk")[:20])


def one(pk: int, *, office: int, lock: bool = False) -> DataPurge | None:
    found = DataPurge.objects.filter(pk=pk, office=office)
    return (
        found.select_for_update().first()
        if lock
        else found.select_related("proposed_by", "decided_by", "done_by").first()
    )


def propose(act: Act, *, before: dict[str, str], counts: dict[str, int]) -> DataPurge:
    assert act.by.office
    assert act.by.person
    given: dict[str, Any] = {"before": before, "counts": counts, "proposed_at": act.at}
    return DataPurge.objects.create(office_id=act.by.office, proposed_by_id=act.by.person, **given)


def decide(act: Act, found: DataPurge, *, state: str, note: str) -> None:
    found.state, found.decision = DataPurge.State(state), note[:500]
    found.decided_by_id, found.decided_at = act.by.person, act.at
    found.save(update_fields=["state", "decision", "decided_by", "decided_at"])


def last_number(office_id: int, year: int) -> int:
    """The sequence of the last berita acara in that year; 0 for none."""
    found = DataPurge.objects.filter(office_id=office_id, year=year).aggregate(last=Max("sequence"))["last"]
    return found or 0


def done(act: Act, found: DataPurge, *, sha256: str) -> None:
    """Its counts, witnesses and number are those of the berita acara that is kept."""
    found.state, found.sha256 = DataPurge.State.DONE, sha256
    found.done_by_id, found.done_at = act.by.person, act.at
    found.save()
