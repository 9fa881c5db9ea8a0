"""Registers people."""

from datetime import datetime

from django.contrib.auth.hashers import make_password

from .models import Person, Registration
from .sealed import index_of


def register(*, name: str, nik: str, phone: str, at: datetime) -> Registration:
    """What was typed, beside whatever else was: it changes no person."""
    return Registration.objects.create(name=name, nik=nik, phone=phone, registered_at=at)


def forget_registrations(*, before: datetime) -> None:
    """Deletes them, used or not."""
    Registration.objects.filter(registered_at__lt=before).delete()


def use(registration: Registration, *, at: datetime) -> bool:
    """True for the one call that uses it: a conditional update, so that of two clicks only one does."""
    return bool(Registration.objects.filter(pk=registration.pk, used_at=None).update(used_at=at))


def open_account(registration: Registration, person: Person | None, *, password: str, at: datetime) -> Person:
    """The account of the person known from the counter, or of a new one. A name read from the card is kept."""
    nik = registration.nik or ""
    if person is None:
        person = Person(name=registration.name, nik=nik, nik_index=index_of(nik), registered_at=at)
    person.phone, person.activated_at = registration.phone, at
    person.set_password(password)
    person.save()
    return person


def take_in(person: Person | None, *, name: str, nik: str, phone: str, at: datetime) -> Person:
    """A person whose identity card was seen: what stands on it outranks what was typed before. An account keeps its
    number, and once identified its name."""
    if person is None:
        person = Person(nik=nik, nik_index=index_of(nik), registered_at=at, password=make_password(None))
    if not (person.activated_at and person.identified_at):
        person.name = name
    if person.activated_at is None:
        person.phone = phone or person.phone
    person.identified_at = person.identified_at or at
    person.save()
    return person


def release_nik(person: Person) -> None:
    """Takes from an account a NIK that nobody proved: the card of its owner was seen."""
    person.nik = person.nik_index = None
    person.save(update_fields=["nik", "nik_index"])


def set_password(person: Person, password: str) -> None:
    person.set_password(password)
    person.save(update_fields=["password"])
