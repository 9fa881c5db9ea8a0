"""The front office registers a person who comes to the counter, with or without a telephone or an account."""

from django.db import transaction

from silastri.apps.accounts import operations as accounts
from silastri.apps.accounts import queries
from silastri.apps.accounts.models import Person
from silastri.apps.audit.operations import log
from silastri.apps.cases import queries as cases
from silastri.domain.act import Act
from silastri.domain.refusal import MovedOn, NotFit


class NumberOfAnother(MovedOn):
    """The telephone number belongs to another person's account."""


class NotTheSameName(NotFit):
    """The person was identified at another office, under another name."""


@transaction.atomic
def take_in(act: Act, *, name: str, nik: str, phone: str = "") -> Person:
    """The person with that NIK, registered if new. Neither an active account is changed, nor a person who is known to
    another office: messages of its cases go to that number.

    Raises NumberOfAnother, NotTheSameName.
    """
    known = queries.by_nik(nik)
    other = queries.by_phone(phone) if phone else None
    if other is not None and (known is None or other.pk != known.pk):
        raise NumberOfAnother("Nomor WhatsApp ini dipakai akun lain. Periksa lagi, atau kosongkan.")
    offices = cases.offices_of(known.pk) if known else set()
    if known and offices - {act.by.office}:
        if act.by.office not in offices and known.seen_at_counter:
            _same_name(known, name)
        name, phone = known.name, ""
    person = accounts.take_in(known, name=name, nik=nik, phone=phone, at=act.at)
    log(act, "take_in", str(person.pk))
    return person


def _same_name(known: Person, typed: str) -> None:
    """Who types a NIK does not learn whose it is, but says it, from the identity card. Raises NotTheSameName."""
    if _plain(known.name) != _plain(typed):
        wrong = "Nama ini tidak sama dengan yang terdaftar untuk NIK ini. Salin dari KTP, tanpa gelar."
        raise NotTheSameName(wrong, {"nama": wrong})


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalpha())
