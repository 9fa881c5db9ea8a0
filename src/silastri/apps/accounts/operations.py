"""Registers people."""

import secrets
from datetime import datetime

from django.contrib.auth.hashers import make_password

from .keys import index_of
from .models import Person, Registration


def register(*, name: str, nik: str, phone: str, then: str, at: datetime) -> Registration:
    """What was typed, beside whatever else was: it changes no person."""
    return Registration.objects.create(
        name=name, nik=nik, phone=phone, then=then, registered_at=at, chat_code=_chat_code()
    )


def _chat_code() -> str:
    """Eight letters and digits, of which none looks like another."""
    return "".join(secrets.choice("ABCDEFGHJKMNPQRSTUVWXYZ23456789") for _ in range(8))


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
    person.consented_at = registration.registered_at  # none is registered without
    person.set_password(password)
    person.save()
    return person


def take_in(person: Person | None, *, name: str, nik: str, phone: str, at: datetime) -> Person:
    """A person whose identity card was seen. An account keeps its name and its number: those are mended apart."""
    if person is None:
        person = Person(nik=nik, nik_index=index_of(nik), registered_at=at, password=make_password(None))
    if person.activated_at is None:
        person.name, person.phone = name, phone or person.phone
    person.identified_at = person.identified_at or at
    person.save()
    return person


def hold(pk: int) -> None:
    """Until the end of the transaction nobody else holds this person."""
    Person.objects.select_for_update().only("pk").get(pk=pk)


def rename(person: Person, name: str) -> None:
    person.name = name
    person.save(update_fields=["name"])


def change_phone(person: Person, *, was: str, to: str) -> bool:
    """True for the one call that changes it, while it is still the number that it ``was``."""
    return bool(Person.objects.filter(pk=person.pk, phone=was or None).update(phone=to, number_doubted_at=None))


def release_nik(person: Person) -> None:
    """Takes from an account a NIK that nobody proved: the card of its owner was seen."""
    person.nik = person.nik_index = None
    person.save(update_fields=["nik", "nik_index"])


def give_nik(person: Person, nik: str) -> None:
    """The right one, which was seen on the identity card."""
    person.nik, person.nik_index = nik, index_of(nik)
    person.save(update_fields=["nik", "nik_index"])


def identify(person: Person, *, at: datetime) -> None:
    person.identified_at = person.identified_at or at
    person.save(update_fields=["identified_at"])


def restrict(person: Person, *, at: datetime | None) -> None:
    """Limits the use of his data from then on; None lifts it."""
    person.restricted_at = at
    person.save(update_fields=["restricted_at"])


def erase(person: Person) -> None:
    """Nothing is left by which anybody is known; the row stays, because the log of access names it."""
    Registration.objects.filter(phone=person.phone or "").delete()
    person.name, person.phone, person.nik, person.nik_index = "Data dihapus", None, None, None
    person.nip = person.rank = ""
    person.activated_at = person.identified_at = person.restricted_at = None
    person.set_unusable_password()
    person.save()


def set_nip(person: Person, nip: str) -> None:
    person.nip = nip
    person.save(update_fields=["nip"])


def set_password(person: Person, password: str) -> bool:
    """True for the one call that changes it, while it is still the one that ``person`` was read with."""
    was = person.password
    person.set_password(password)
    return bool(Person.objects.filter(pk=person.pk, password=was).update(password=person.password))


def was_used(person: Person, *, at: datetime) -> None:
    """Somebody signed in. Word that the number changed hands stands until it is proved anew."""
    Person.objects.filter(pk=person.pk).update(used_at=at)


def doubt_number(phone: str, *, at: datetime) -> bool:
    return bool(Person.objects.filter(phone=phone, number_doubted_at=None).update(number_doubted_at=at))


def believe_number(person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(number_doubted_at=None)
