"""Accounts that two colleagues open again for whoever lost the second proof."""

from datetime import datetime

from django.db.models import QuerySet

from .keys import index_of, lasting_indexes_of
from .models import Person, Rescue


def ask(person: Person, *, office: int, by: int, why: str, at: datetime) -> Rescue:
    return Rescue.objects.create(person=person, office_id=office, asked_by_id=by, asked_at=at, why=why)


def of_office(office: int) -> QuerySet[Rescue]:
    """The newest first."""
    return Rescue.objects.filter(office_id=office).select_related("person", "asked_by", "agreed_by").order_by("-pk")


def open_for(person: Person, at: datetime) -> Rescue | None:
    """One that waits, or whose code can still be used."""
    waiting = Rescue.objects.filter(person=person, used_at=None, refused_at=None)
    return next((one for one in waiting if one.until is None or one.until > at), None)


def agree(pk: int, *, by: int, code: str, until: datetime, at: datetime) -> bool:
    """True for the one call that does it."""
    rescue = Rescue.objects.filter(pk=pk, agreed_at=None, refused_at=None)
    person = rescue.values_list("person_id", flat=True).first()
    return bool(rescue.update(agreed_by=by, agreed_at=at, until=until, digest=_digest(person, code)))


def refuse(pk: int, *, at: datetime) -> bool:
    return bool(Rescue.objects.filter(pk=pk, agreed_at=None, refused_at=None).update(refused_at=at))


def by_operator(person: Person, *, code: str, until: datetime, at: datetime) -> Rescue:
    """One that an operator gives at the machine itself."""
    return Rescue.objects.create(
        person=person, asked_at=at, agreed_at=at, until=until, why="oleh operator", digest=_digest(person.pk, code)
    )


def use(person: Person, code: str, *, at: datetime) -> bool:
    """True for the one call that uses its code."""
    found = Rescue.objects.filter(person=person, digest__in=_digests(person.pk, code), used_at=None, until__gt=at)
    return bool(found.update(used_at=at))


def _digest(person: int | None, code: str) -> str:
    return index_of(f"rescue/{person}/{code}")


def _digests(person: int, code: str) -> list[str]:
    """Also under keys that were changed since it was given."""
    return lasting_indexes_of(f"rescue/{person}/{code}")
