"""The front office registers a person who comes to the counter, with or without a telephone or an account."""

from django.db import transaction

from silastri.apps.accounts import operations as accounts
from silastri.apps.accounts import queries
from silastri.apps.accounts.models import Person
from silastri.apps.audit.operations import log
from silastri.apps.cases import people as case_people
from silastri.apps.messages import operations as messages
from silastri.domain import identity
from silastri.domain.act import Act
from silastri.domain.refusal import MovedOn, NotFit
from silastri.domain.words.messages.account import NikReleased
from silastri.journey.case import tell
from silastri.journey.case.links import absolute

from . import mend


class NumberOfAnother(MovedOn):
    """The telephone number belongs to another person's account."""


class NikUnproven(MovedOn):
    """An account holds the NIK without proof; whether it is of the person at the counter, that person must say."""


class NotTheSameName(NotFit):
    """The person was identified at another office, under another name."""


@transaction.atomic
def take_in(act: Act, *, name: str, nik: str, phone: str = "", account_is_anothers: bool = False) -> Person:
    """The person with that NIK whose identity card the officer has seen, registered if new.

    An account that holds the NIK without proof is of this person when they know its number. Otherwise it loses the
    NIK, once the officer says that it is another's. The name is mended by the card, and whoever has the account is
    told; another number becomes the account's once its link was opened. A person whom another office alone knows, or
    who has no account and a case elsewhere, keeps name and number: messages of those cases go there.

    Raises NumberOfAnother, NikUnproven, NotTheSameName, TooOften.
    """
    known = queries.by_nik(nik)
    if known is not None and is_unproven(known) and known.phone != phone:
        if not account_is_anothers:
            masked = identity.Phone(known.phone or "", True).masked
            raise NikUnproven(
                f"Nomor akun itu lain ({masked}). Betulkan, atau centang bahwa akun itu milik orang lain."
            )
        _release(act, known)
        known = None
    other = queries.by_phone(phone) if phone else None
    if other is not None and (known is None or other.pk != known.pk):
        raise NumberOfAnother("Nomor WhatsApp ini dipakai akun lain. Periksa lagi, atau kosongkan.")
    offices = case_people.offices_of(known.pk) if known else set()
    is_here = act.by.office in offices
    if known and offices - {act.by.office} and not (is_here and known.activated_at):
        if not is_here and known.identified_at:
            _same_name(known, name)
        name, phone = known.name, ""
    person = accounts.take_in(known, name=name, nik=nik, phone=phone, at=act.at)
    mend.name_at_counter(act, person=person, name=name)
    if phone and person.phone != phone:
        mend.ask_number(act, person=person, phone=phone)
    log(act, "take_in", str(person.pk))
    return person


def is_unproven(person: Person) -> bool:
    """Whether an account holds a NIK that was only typed."""
    return bool(person.activated_at and person.nik_index and not person.identified_at)


def _release(act: Act, account: Person) -> None:
    """Whoever registered the NIK of another keeps the account, and hears why it has no NIK any more."""
    accounts.release_nik(account)
    about = f"nik/{account.pk}/{act.at.timestamp():.6f}"
    messages.queue([tell.made(act, NikReleased(link=absolute("my_cases")), about=about, person=account)])
    log(act, "release_nik", str(account.pk))


def _same_name(known: Person, typed: str) -> None:
    """Who types a NIK does not learn whose it is, but says it, from the identity card. Raises NotTheSameName."""
    if _plain(known.name) != _plain(typed):
        wrong = "Nama ini tidak sama dengan yang terdaftar untuk NIK ini. Salin dari KTP, tanpa gelar."
        raise NotTheSameName(wrong, {"nama": wrong})


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalpha())
