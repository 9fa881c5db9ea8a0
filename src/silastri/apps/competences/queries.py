"""Reads certificates and what posts ask for."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from silastri.domain.refusal import NotThere

from .models import Certificate, PostSkill

_CONFIRMED = Certificate.State.CONFIRMED


def of_office(office_id: int) -> QuerySet[Certificate]:
    """Those of all its officers, by name."""
    found = Certificate.objects.filter(office_id=office_id).select_related("person", "file", "decided_by")
    return found.order_by("person__name", "name", "pk")


def of_person(office_id: int, person_id: int) -> QuerySet[Certificate]:
    return of_office(office_id).filter(person_id=person_id)


def one(pk: int, *, office_id: int, lock: bool = False) -> Certificate:
    """Raises NotThere."""
    rows = Certificate.objects.select_for_update() if lock else of_office(office_id)
    found = rows.filter(pk=pk, office_id=office_id).first()
    if found is None:
        raise NotThere("Sertifikat ini tidak ada di kantor Anda.")
    return found


def in_force(office_id: int, on: date) -> QuerySet[Certificate]:
    """Confirmed, and not at an end that day."""
    lasts = Q(expires_on__isnull=True) | Q(expires_on__gte=on)
    return of_office(office_id).filter(lasts, state=_CONFIRMED)


def ending(office_id: int, on: date, days: int) -> QuerySet[Certificate]:
    """Confirmed, and at an end within so many days or already; those that end first before the others."""
    found = of_office(office_id).filter(state=_CONFIRMED, expires_on__lte=on + timedelta(days=days))
    return found.order_by("expires_on", "person__name")


def skills(office_id: int) -> QuerySet[PostSkill]:
    return PostSkill.objects.filter(office_id=office_id).order_by("post", "name")
