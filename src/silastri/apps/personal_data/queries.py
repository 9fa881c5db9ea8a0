"""Reads what people asked about their data, and what they agreed to."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from .models import Consent, DataRequest

State, Kind = DataRequest.State, DataRequest.Kind


def of_person(person_id: int) -> QuerySet[DataRequest]:
    """The newest first."""
    found = DataRequest.objects.filter(person=person_id)
    return found.select_related("office", "made").defer("office__definition").order_by("-pk")


def of_office(office_id: int) -> QuerySet[DataRequest]:
    """Those that wait first, the most urgent before the others; then the newest."""
    found = DataRequest.objects.filter(office=office_id).select_related("person", "answered_by")
    return found.order_by(F("answered_at").desc(nulls_first=True), "due_at", "pk")


def one(pk: int, *, office: int | None = None, person: int | None = None) -> DataRequest | None:
    wanted = {"office": office} if office else {"person": person}
    return DataRequest.objects.filter(pk=pk, **wanted).select_related("office", "person", "made", "answered_by").first()


def held(pk: int) -> DataRequest:
    """The request, while nobody else changes it."""
    return DataRequest.objects.select_for_update().get(pk=pk)


@dataclass(frozen=True)
class Figure:
    """How many of one kind came in a span, and how they were answered."""

    kind: str
    came: int
    met: int
    refused: int
    in_time: int
    late: int
    waits: int


def figures(office_id: int, since: datetime, until: datetime, at: datetime) -> list[Figure]:
    """A row for each kind; what waits beyond its time is late too."""
    found: Any = DataRequest.objects.filter(office=office_id, asked_at__gte=since, asked_at__lt=until)
    waits, ended = Q(state=State.OPEN), Q(answered_at__isnull=False)
    counted = found.values("kind").annotate(
        came=Count("pk"),
        met=Count("pk", filter=Q(state__in=(State.DONE, State.PART))),
        refused=Count("pk", filter=Q(state=State.REFUSED)),
        in_time=Count("pk", filter=ended & Q(answered_at__lte=F("due_at"))),
        late=Count("pk", filter=(ended & Q(answered_at__gt=F("due_at"))) | (waits & Q(due_at__lt=at))),
        waits=Count("pk", filter=waits),
    )
    rows = {row["kind"]: row for row in counted}
    none = dict.fromkeys(("came", "met", "refused", "in_time", "late", "waits"), 0)
    return [Figure(kind=label, **{name: rows.get(key, none)[name] for name in none}) for key, label in Kind.choices]


def waiting(office_id: int) -> int:
    return DataRequest.objects.filter(office=office_id, state=State.OPEN).count()


def to_remind(office_id: int, at: datetime, until: datetime) -> list[DataRequest]:
    found = DataRequest.objects.filter(office=office_id, state=State.OPEN, due_at__lt=until)
    return list(found.order_by("due_at")[:100])


def consents(person_id: int) -> list[Consent]:
    """All of them, the newest first."""
    return list(Consent.objects.filter(person=person_id).order_by("-pk"))


def agrees(person_id: int, purpose: str) -> Consent | None:
    """The newest word on that purpose."""
    return Consent.objects.filter(person=person_id, purpose=purpose).order_by("-pk").first()
