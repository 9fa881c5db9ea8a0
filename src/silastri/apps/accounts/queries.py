"""Finds people."""

from django.db.models import Q

from silastri.domain import identity, number

from .models import Person
from .sealed import index_of


def by_sign_in_name(typed: str) -> Person | None:
    """The person with the WhatsApp number or NIK that was typed."""
    digits = "".join(c for c in typed if number.is_digits(c))
    try:
        phone = identity.phone(typed).e164
    except identity.NotAnIdentity:
        phone = ""
    if len(digits) != 16 and not phone:
        return None
    return Person.objects.filter(Q(phone=phone) if phone else Q(nik_index=index_of(digits))).first()


def by_phone_or_nik(*, phone: str, nik: str) -> list[Person]:
    return list(Person.objects.filter(Q(phone=phone) | Q(nik_index=index_of(nik))).order_by("id"))


def by_nik(nik: str) -> Person | None:
    return Person.objects.filter(nik_index=index_of(nik)).first()


def by_nip(nip: str, *, but: int | None = None) -> Person | None:
    """A person with that NIP, other than ``but``."""
    return Person.objects.filter(nip=nip).exclude(pk=but or 0).first()


def by_phone(phone: str) -> Person | None:
    return Person.objects.filter(phone=phone).first()


def person(pk: int) -> Person | None:
    return Person.objects.filter(pk=pk).first()


def demo_people() -> list[Person]:
    """The people made for the demo, officers after applicants."""
    return list(Person.objects.filter(name__contains="Contoh").order_by("id"))
