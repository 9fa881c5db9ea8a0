"""People mend their name and their number; for who comes to the counter, an officer who sees the identity card does."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import IntegrityError, transaction

from silastri.apps.accounts import attempts, codes, keys, queries, sessions
from silastri.apps.accounts import operations as accounts
from silastri.apps.accounts.models import Person
from silastri.apps.audit.operations import log
from silastri.apps.cases import queries as cases
from silastri.apps.messages import operations as messages
from silastri.apps.offices import queries as offices
from silastri.domain import identity, sealing
from silastri.domain.act import Act
from silastri.domain.refusal import MovedOn, NotYours
from silastri.domain.words.messages.account import (
    HasAccount,
    NameMended,
    NewNumber,
    NewNumberLater,
    NumberAsked,
    NumberChanged,
    OldNumberCode,
)
from silastri.domain.words.messages.template import Template
from silastri.journey.case import tell
from silastri.journey.case.links import absolute

from . import limits
from .typed_code import right

_LASTS = timedelta(days=1)
_LASTS_BY_CARD, _WAITS = timedelta(days=7), timedelta(hours=24)


class NotByYourself(NotYours):
    """The name was compared with an identity card, is on its way into a letter, or is that of an officer."""


class LinkEnded(MovedOn):
    """The link is used, too old, or was not made here."""


class NumberTaken(MovedOn):
    """The number is of another person."""


@dataclass(frozen=True, slots=True)
class _Change:
    person: int
    was: str
    to: str
    until: float  # seconds since 1970
    by_card: bool  # an officer saw the identity card
    waits_until: float  # before then the code is asked for that went to the old number
    password: str  # a mark of the one that was: a new one ends the link


@transaction.atomic
def name(act: Act, *, person: Person, name: str) -> None:
    """The person's own change. Raises NotByYourself."""
    if why := why_not_name(act, person):
        raise NotByYourself(why)
    accounts.rename(person, name)
    log(act, "mend_name", str(person.pk))


def why_not_name(act: Act, person: Person) -> str:
    """Why the person may not change the name; empty if they may."""
    if offices.desks(person.pk, act.at):
        return "Nama petugas dibetulkan oleh pengelola sistem, karena dicetak di surat."
    if person.identified_at:
        return "Nama Anda sudah dicocokkan dengan KTP. Untuk membetulkannya, datang ke loket membawa KTP."
    if cases.underway(person.pk):
        return "Permohonan Anda sedang diproses dengan nama ini. Untuk membetulkannya, datang ke loket membawa KTP."
    return ""


def name_at_counter(act: Act, *, person: Person, name: str) -> None:
    """What stands on the identity card; whoever has the account is told. Needs a transaction."""
    if person.name == name:
        return
    accounts.rename(person, name)
    if person.activated_at and person.phone:
        _tell(act, person.phone, NameMended(link=absolute("my_account")), "nama")
    log(act, "mend_name", str(person.pk))


@transaction.atomic
def ask_number(act: Act, *, person: Person, phone: str) -> None:
    """Sends a link to the new number, and a code to the old one; until both were used nothing changes. A number that
    has an account gets word of that instead, so that nobody else learns it.

    Where an officer saw the identity card, the link does without the code after a day. Within that day the old number
    hears of it, and a new password ends the link. A code to that number opens the account no longer by itself: whoever
    found or took the telephone could else end the link.

    Raises TooOften."""
    limits.asked_by(act, person)
    limits.a_message_to(act, phone, "number")
    other = queries.by_phone(phone)
    by_card = act.via == "counter"
    words: Template = (NewNumberLater if by_card and person.phone else NewNumber)(
        link=absolute("new_number", _sealed(act, person, phone, by_card=by_card))
    )
    if other and other.activated_at:
        words = HasAccount(link=absolute("sign_in"))
    _tell(act, phone, words, "nomor")
    if person.phone:
        code = codes.make(_key(person), at=act.at)
        _tell(act, person.phone, OldNumberCode(link=absolute("my_account"), code=code), "lama")
        if by_card:
            masked = identity.Phone(phone, True).masked
            _tell(act, person.phone, NumberAsked(number=masked, link=absolute("my_account")), "loket")
            accounts.doubt_number(person.phone, at=act.at)
    log(act, "ask_number", str(person.pk))


def _key(person: Person) -> str:
    return f"number/{person.pk}"


def use_number(act: Act, *, token: str, typed: str = "") -> Person:
    """The number whose link was opened is the person's from now on; the old number is told. ``typed`` is the code that
    was sent to the old one.

    Raises LinkEnded, NumberTaken, WrongCode, CodeEnded.
    """
    if asks_old(act.at, token=token):
        _, person = _opened(act.at, token)
        right(act, _key(person), typed)
    try:
        return _use_number(act, token)
    except IntegrityError:
        raise NumberTaken("Nomor ini baru saja dipakai akun lain.") from None


def asks_old(at: datetime, *, token: str) -> bool:
    """Whether the code is asked for that went to the old number. Raises LinkEnded."""
    change, _ = _opened(at, token)
    return bool(change.was) and at.timestamp() < change.waits_until


def waits_until(at: datetime, *, token: str) -> datetime | None:
    """From when on the link does without that code. Raises LinkEnded."""
    change, _ = _opened(at, token)
    return datetime.fromtimestamp(change.waits_until, UTC) if change.by_card else None


@transaction.atomic
def _use_number(act: Act, token: str) -> Person:
    change, person = _opened(act.at, token)
    if queries.by_phone(change.to):
        raise NumberTaken("Nomor ini sudah dipakai akun lain, atau dicatat di loket untuk orang lain.")
    if not accounts.change_phone(person, was=change.was, to=change.to):
        raise LinkEnded(_ENDED)
    if change.was:
        masked = identity.Phone(change.to, True).masked
        _tell(act, change.was, NumberChanged(number=masked, link=absolute("offices")), "ganti")
    sessions.end_all(person)
    log(act, "change_number", str(person.pk), by_card=change.by_card)
    return person


def number_of(at: datetime, *, token: str) -> str:
    """The number that a link would make the person's. Raises LinkEnded."""
    return _opened(at, token)[0].to


_ABOUT = b"link of a number"
_ENDED = "Tautan ini sudah tidak berlaku. Minta tautan baru di halaman Akun saya, atau di loket."


def _sealed(act: Act, person: Person, phone: str, *, by_card: bool) -> str:
    until = act.at + (_LASTS_BY_CARD if by_card else _LASTS)
    waits_until = act.at + _WAITS if by_card else until
    mark = keys.index_of(f"number/{person.password}")
    kept = [person.pk, person.phone or "", phone, until.timestamp(), by_card, waits_until.timestamp(), mark]
    return urlsafe_b64encode(keys.sealed(json.dumps(kept).encode(), _ABOUT)).decode().rstrip("=")


def _opened(at: datetime, token: str) -> tuple[_Change, Person]:
    """What the link says, while it holds: it is used up when number or password has changed. Raises LinkEnded."""
    try:
        sealed = urlsafe_b64decode(token + "=" * (-len(token) % 4))
        change = _Change(*json.loads(keys.opened(sealed, _ABOUT)))
    except (ValueError, TypeError, sealing.CannotOpen):
        raise LinkEnded(_ENDED) from None
    person = queries.person(change.person)
    if person is None or (person.phone or "") != change.was or change.until < at.timestamp():
        raise LinkEnded(_ENDED)
    if change.password not in keys.indexes_of(f"number/{person.password}"):
        raise LinkEnded(_ENDED)
    return change, person


def _tell(act: Act, to: str, words: Template, what: str) -> None:
    about = f"{attempts.key_of(what, to)[:50]}/{act.at.timestamp():.6f}"
    messages.queue([tell.made(act, words, about=about, to=to)])
