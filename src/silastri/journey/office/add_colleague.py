"""A manager adds somebody who has an account to those who may be assigned, by the number of a civil servant (NIP)."""

from django.db import transaction

from silastri.apps.accounts import operations as accounts
from silastri.apps.accounts import queries
from silastri.apps.accounts.models import Person
from silastri.apps.audit.operations import log
from silastri.domain import identity
from silastri.domain.act import Act
from silastri.domain.refusal import NotFit


@transaction.atomic
def add(act: Act, *, phone: str, nip: str) -> Person:
    """The person, known as a colleague from now on. A NIP that stands already is not changed. Raises NotFit."""
    wrong = {}
    try:
        person = queries.by_phone(identity.whatsapp(phone).e164)
    except identity.NotAnIdentity:
        person = None
    if person is None or not person.activated_at:
        wrong["telepon"] = "Belum ada akun aktif dengan nomor ini. Minta rekan mendaftar dulu."
    try:
        number = identity.nip(nip).digits
    except identity.NotAnIdentity as error:
        raise NotFit("NIP belum benar.", wrong | {"nip": str(error)}) from None
    if person and person.nip not in ("", number):
        wrong["nip"] = "NIP ini lain dari yang tercatat untuk orang itu."
    if queries.by_nip(number, but=person.pk if person else None):
        wrong["nip"] = "NIP ini sudah tercatat untuk orang lain."
    if wrong or person is None:
        raise NotFit("Rekan belum ditambahkan.", wrong)
    accounts.set_nip(person, number)
    log(act, "add_colleague", str(person.pk), whose=person.pk)
    return person
