"""Finds people."""

from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet

from silastri.apps.statements.made import Lookup
from silastri.domain import identity, number

from .keys import indexes_of
from .models import Person, Registration


def sign_in_name(typed: str) -> str:
    """The WhatsApp number or NIK that was typed, in one spelling; empty when it is neither."""
    try:
        return identity.phone(typed).e164
    except identity.NotAnIdentity:
        digits = "".join(c for c in typed if number.is_digits(c))
        return digits if len(digits) == 16 else ""


def by_sign_in_name(typed: str) -> Person | None:
    """The person with the WhatsApp number or NIK that was typed."""
    name = sign_in_name(typed)
    if not name:
        return None
    return Person.objects.filter(Q(phone=name) if name.startswith("+") else Q(nik_index__in=indexes_of(name))).first()


def by_nik(nik: str) -> Person | None:
    return with_nik(nik).first()


def with_nik(nik: str) -> QuerySet[Person]:
    return Person.objects.filter(nik_index__in=indexes_of(nik))


def called(words: Iterable[str]) -> QuerySet[Person]:
    """The people with every word in their name."""
    people = Person.objects.all()
    for word in words:
        people = people.filter(name__icontains=word)
    return people


def by_nip(nip: str, *, but: int | None = None) -> Person | None:
    """A person with that NIP, other than ``but``."""
    return Person.objects.filter(nip=nip).exclude(pk=but or 0).first()


def by_phone(phone: str) -> Person | None:
    return Person.objects.filter(phone=phone).first()


def person(pk: int) -> Person | None:
    return _person(pk)


_person = Lookup(lambda pk: Person.objects.filter(pk=pk))  # of every request of somebody signed in


def registration(pk: int) -> Registration | None:
    return Registration.objects.filter(pk=pk).first()


def by_chat_code(code: str) -> Registration | None:
    return Registration.objects.filter(chat_code=code.upper()).first()


def demo_people() -> list[Person]:
    """The people made for the demo, officers after applicants; not who registered in it later, if they are many."""
    return list(Person.objects.filter(name__contains="Contoh").order_by("id")[:_OF_A_DEMO])


_OF_A_DEMO = 300


def names(people: Collection[int]) -> dict[int, str]:
    """What each of these people is called."""
    return dict(Person.objects.filter(pk__in=people).values_list("pk", "name"))
