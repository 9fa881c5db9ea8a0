"""At the counter: the person who stands there, with the identity card, is the one who wrote."""

from datetime import timedelta

from django.db import transaction

from silastri.apps.accounts import attempts
from silastri.apps.accounts import queries as accounts
from silastri.apps.audit.operations import log
from silastri.apps.cases import people as case_people
from silastri.apps.conversations import operations
from silastri.apps.conversations.models import Conversation, Sender
from silastri.apps.offices import queries as offices
from silastri.domain import identity
from silastri.domain.act import Act
from silastri.domain.refusal import NotFit, TooOften

from . import desk

_MOST = 20  # in an hour, by one officer


class CardNotSeen(NotFit):
    """Without the card it is not known who it is."""


def join(act: Act, *, pk: int, nik: str, card_seen: bool) -> Conversation:
    """Raises CardNotSeen, NotFit, TooOften, and what ``desk.conversation`` raises."""
    digits = _digits(act, pk, nik, card_seen)
    with transaction.atomic():  # counted before anybody is looked for, and kept when it was nobody
        if attempts.too_often(f"join/{act.by.person}", most=_MOST, window=timedelta(hours=1), at=act.at):
            raise TooOften("Terlalu banyak NIK dicoba. Tunggu satu jam, lalu coba lagi.")
    return _joined(act, pk, digits)


@transaction.atomic
def _digits(act: Act, pk: int, nik: str, card_seen: bool) -> str:
    found = desk.conversation(act, pk)
    if not card_seen:
        wrong = "Centang setelah KTP-nya Anda lihat."
        raise CardNotSeen(wrong, {"ktp_dilihat": wrong})
    try:
        return identity.nik(nik, offices.today(found.office, act.at)).digits
    except identity.NotAnIdentity as error:
        raise NotFit(str(error), {"nik": str(error)}) from None


@transaction.atomic
def _joined(act: Act, pk: int, digits: str) -> Conversation:
    found = desk.conversation(act, pk)
    person = accounts.by_nik(digits)
    if person is None or person.pk == act.by.person or found.office_id not in case_people.offices_of(person.pk):
        wrong = "Orang dengan NIK ini belum terdaftar di kantor ini. Daftarkan dulu di loket."
        raise NotFit(wrong, {"nik": wrong})
    operations.join(found.sender, person, Sender.Proof.CARD, at=act.at)
    log(act, "join_sender", f"percakapan {pk}", whose=person.pk)
    return found
