"""Finds places: which are taken, which a case has, and who waits."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max, QuerySet

from silastri.apps.cases.models import Case
from silastri.apps.catalog.models import Service

from .models import Kind, Place, State

_MOST_AT_ONCE = 500
_TAKEN = (State.KEPT, State.CAME)


def appointment(case: Case, step: str) -> Place | None:
    """The appointment of the case at that step."""
    return Place.objects.filter(case=case, kind=Kind.SLOT, of=step, state=State.KEPT).first()


def kept(case: Case, kind: Kind) -> list[Place]:
    return list(Place.objects.filter(case=case, kind=kind, state=State.KEPT).order_by("starts_at"))


def over(office_id: int, at: datetime) -> list[Place]:
    """The holds of an office that have ended."""
    found = Place.objects.filter(office_id=office_id, state=State.KEPT, until__lte=at)
    return list(found.order_by("pk")[:_MOST_AT_ONCE])


def taken(service: Service | int, kind: Kind, of: str, since: datetime, until: datetime) -> Counter[datetime]:
    """How many places are taken at each moment from ``since`` up to and including ``until``."""
    found = Place.objects.filter(service=service, kind=kind, of=of, state__in=_TAKEN)
    return Counter(found.filter(starts_at__range=(since, until)).values_list("starts_at", flat=True))


def taken_numbers(service: Service | int, kind: Kind, of: str, starts_at: datetime) -> set[int]:
    found = Place.objects.filter(service=service, kind=kind, of=of, starts_at=starts_at, state__in=_TAKEN)
    return set(found.values_list("number", flat=True))


def things(service: Service, kind: Kind, since: datetime) -> list[str]:
    """The things with taken places from that moment on."""
    found = Place.objects.filter(service=service, kind=kind, state__in=_TAKEN, starts_at__gte=since)
    return sorted(set(found.values_list("of", flat=True)))


def last_taken(service: Service | int, kind: Kind) -> datetime | None:
    """The last moment at which something of the service is taken."""
    found = Place.objects.filter(service=service, kind=kind, state__in=_TAKEN).aggregate(last=Max("starts_at"))
    last: datetime | None = found["last"]
    return last


def of_day(office_id: int, since: datetime, until: datetime) -> QuerySet[Place]:
    """The appointments of an office between two moments, without those given up."""
    found = Place.objects.filter(office_id=office_id, kind=Kind.SLOT, starts_at__gte=since, starts_at__lt=until)
    found = found.exclude(state=State.FREED).select_related("case__applicant", "case__service", "service")
    return found.defer("case__answers", "case__notes", "case__applicant__nik").order_by("starts_at", "number", "id")


def to_remind(office_id: int | None, since: datetime, until: datetime) -> QuerySet[Place]:
    """The appointments between two moments, of one office or of all."""
    found = Place.objects.filter(kind=Kind.SLOT, state=State.KEPT, starts_at__gte=since, starts_at__lt=until)
    found = found if office_id is None else found.filter(office_id=office_id)
    return found.select_related("case__applicant", "case__office", "office").order_by("starts_at", "id")


def appointment_by_id(office_id: int, pk: int) -> Place | None:
    return Place.objects.filter(office_id=office_id, kind=Kind.SLOT, pk=pk).select_related("case").first()


def quota_place(case: Case) -> Place | None:
    """The place of the case in its quota, or in the waiting list."""
    return Place.objects.filter(case=case, kind=Kind.QUOTA, state__in=(State.KEPT, State.WAITING)).first()


def waiting(service: Service | int, of: str) -> list[Place]:
    """The waiting list, the longest waiting first."""
    found = Place.objects.filter(service=service, of=of, kind=Kind.QUOTA, state=State.WAITING)
    return list(found.order_by("made_at", "id"))


def waiting_at(services: Iterable[int]) -> QuerySet[Place]:
    """The waiting lists of those services, each in its order."""
    found = Place.objects.filter(service__in=list(services), kind=Kind.QUOTA, state=State.WAITING)
    found = found.select_related("case__applicant", "service", "office").defer("case__answers", "case__notes")
    return found.order_by("service__name", "service_id", "of", "made_at", "id")
