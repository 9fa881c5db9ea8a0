"""The front office registers a person who comes to the counter, with or without a telephone or an account."""

from django.db import transaction

from silastri.apps.accounts import operations as accounts
from silastri.apps.accounts import queries
from silastri.apps.accounts.models import Person
from silastri.apps.audit.operations import log
from silastri.domain.act import Act
from silastri.domain.refusal import MovedOn


class NumberOfAnother(MovedOn):
    """The telephone number belongs to another person's account."""


@transaction.atomic
def take_in(act: Act, *, name: str, nik: str, address: str, phone: str = "") -> Person:
    """The person with that NIK, registered if new. The data of an active account are not changed.

    Raises NumberOfAnother.
    """
    known = queries.by_nik(nik)
    other = queries.by_phone(phone) if phone else None
    if other is not None and (known is None or other.pk != known.pk):
        raise NumberOfAnother("Nomor WhatsApp ini dipakai akun lain. Periksa lagi, atau kosongkan.")
    person = accounts.take_in(known, name=name, nik=nik, address=address, phone=phone, at=act.at)
    log(act, "take_in", str(person.pk))
    return person
