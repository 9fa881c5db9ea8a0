"""Finds people."""

from django.db.models import Q

from silastri.domain import identity

from .models import Person, Registration
from .sealed import index_of


def sign_in_name(typed: str) -> str:
    """The WhatsApp number or NIK that was typed, in one spelling; empty when it is neither."""
    try:
        return identity.phone(typed).e164
    except identity.NotAnIdentity:
        digits = "".join(c for c in typed if c.isdigit())
        return digits if len(digits) == 16 else ""


def by_sign_in_name(typed: str) -> Person | None:
    """The person with the WhatsApp number or NIK that was typed."""
    name = sign_in_name(typed)
    if not name:
        return None
    return Person.objects.filter(Q(phone=name) if name.startswith("+") else Q(nik_index=index_of(name))).first()


def by_nik(nik: str) -> Person | None:
    return Person.objects.filter(nik_index=index_of(nik)).first()


def by_phone(phone: str) -> Person | None:
    return Person.objects.filter(phone=phone).first()


def person(pk: int) -> Person | None:
    return Person.objects.filter(pk=pk).first()


def registration(pk: int) -> Registration | None:
    return Registration.objects.filter(pk=pk).first()


def demo_people() -> list[Person]:
    """The people made for the demo, officers after applicants."""
    return list(Person.objects.filter(name__contains="Contoh").order_by("id"))
