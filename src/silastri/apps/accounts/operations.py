"""Registers people and counts attempts."""

from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db.models import F

from .models import Person, SignInAttempt
from .sealed import index_of


def register(*, name: str, nik: str, phone: str, password: str, at: datetime) -> Person:
    """A person who still has to activate the account. It replaces an earlier registration that was never activated."""
    Person.objects.filter(phone=phone, activated_at=None).exclude(nik_index=index_of(nik)).update(phone=None)
    person, _ = Person.objects.update_or_create(
        nik_index=index_of(nik),
        defaults={
            "name": name,
            "nik": nik,
            "phone": phone,
            "password": make_password(password),
            "registered_at": at,
        },
    )
    return person


def take_in(person: Person | None, *, name: str, nik: str, address: str, phone: str, at: datetime) -> Person:
    """A person identified at the counter. An active account keeps its own name and telephone number."""
    if person is None:
        person = Person(nik=nik, nik_index=index_of(nik), registered_at=at, password=make_password(None))
    if person.activated_at is None:
        person.name, person.seen_at_counter = name, True
        person.phone = phone or person.phone
    person.address = address or person.address
    person.save()
    return person


def activate(person: Person, *, at: datetime) -> bool:
    """True for the one call that activates: a conditional update, so that of two clicks only one does."""
    changed = Person.objects.filter(pk=person.pk, activated_at=None).update(activated_at=at)
    person.activated_at = person.activated_at or at
    return bool(changed)


def set_password(person: Person, password: str) -> None:
    person.set_password(password)
    person.save(update_fields=["password"])


def too_often(key: str, *, most: int, window: timedelta, at: datetime) -> bool:
    """Counts one attempt; True when there were more than ``most`` in the window."""
    if SignInAttempt.objects.filter(key=key, window_ends_at__gt=at).update(count=F("count") + 1):
        return SignInAttempt.objects.get(key=key).count > most
    SignInAttempt.objects.update_or_create(key=key, defaults={"window_ends_at": at + window, "count": 1})
    return False


def has_tried(key: str, *, most: int, at: datetime) -> bool:
    """Whether there were ``most`` attempts in the window; counts none."""
    return SignInAttempt.objects.filter(key=key, window_ends_at__gt=at, count__gte=most).exists()


def forgive(key: str) -> None:
    """Deletes the attempts under that key, as after a successful sign-in."""
    SignInAttempt.objects.filter(key=key).delete()
