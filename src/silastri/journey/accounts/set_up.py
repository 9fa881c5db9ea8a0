"""Somebody sets up an app that shows codes, and gets a paper with codes for the day on which it is lost."""

from base64 import b64encode
from dataclasses import dataclass

from django.db import transaction

from silastri.adapters.pdf import qr
from silastri.apps.accounts import factors, sessions
from silastri.apps.accounts.models import Person
from silastri.apps.audit.operations import log
from silastri.domain.accounts import app_code, printed_code
from silastri.domain.act import Act
from silastri.domain.refusal import NotFit
from silastri.domain.visible import seen_number
from silastri.journey.case.links import host

from .notice import tell_owner
from .second_proof import FIELD


@dataclass(frozen=True)
class Key:
    """What the page shows to set up the app: a QR, and the same to type. ``pk`` is kept in the browser's session."""

    picture: str
    typed: str
    pk: int


@transaction.atomic
def begin(act: Act, *, person: Person, began: int) -> Key:
    """The key that this browser ``began`` with, or a new one: whoever saw the page in another browser must not know the
    key that comes to count. Nothing changes until its first code was typed."""
    waiting = factors.waiting_authenticator(person, began)
    if waiting is None:
        waiting = factors.begin_authenticator(person, app_code.new_secret(), at=act.at)
    address = app_code.address(waiting.secret, person=person.name, site=host())
    picture = "data:image/svg+xml;base64," + b64encode(str(qr.svg(address)).encode()).decode()
    return Key(picture, app_code.as_typed(waiting.secret), waiting.pk)


@transaction.atomic
def confirm(act: Act, *, person: Person, began: int, typed: str, session: str) -> list[str]:
    """The app counts from now on, in place of the one before. The codes for the paper, which are shown this once; none
    where a paper is still good. Raises NotFit."""
    waiting = factors.waiting_authenticator(person, began)
    digits = "".join(seen_number(typed).split())
    step = app_code.step_of(waiting.secret, digits, at=act.at, after=waiting.last_step) if waiting else None
    if waiting is None or step is None:
        sentence = "Kode salah. Ketik 6 angka yang sekarang tampak di aplikasi."
        if waiting is None:
            sentence = "Kode QR di halaman tadi tidak berlaku lagi. Pindai kode QR yang baru."
        raise NotFit(sentence, {FIELD: sentence})
    factors.confirm_authenticator(waiting, step=step, at=act.at)
    log(act, "set_up_app", whose=person.pk)
    changed(act, person, "aplikasi kode dipasang", session=session)
    return [] if factors.printed_left(person) else _new_paper(person)


@transaction.atomic
def print_codes(act: Act, *, person: Person) -> list[str]:
    """Ten new codes; those before hold no more."""
    codes = _new_paper(person)
    log(act, "print_codes", whose=person.pk)
    tell_owner(act, person, "kode cadangan baru dibuat, yang lama tidak berlaku lagi")
    return codes


def paper_if_none(person: Person) -> list[str]:
    """For whoever has no code left. Needs a transaction."""
    return [] if factors.printed_left(person) else _new_paper(person)


def changed(act: Act, person: Person, told: str, *, session: str) -> None:
    """Something that opens the account is another now: the owner is told, and all other browsers are signed out."""
    sessions.end_all(person, but=session)
    tell_owner(act, person, told)


def _new_paper(person: Person) -> list[str]:
    codes = [printed_code.new() for _ in range(printed_code.HOW_MANY)]
    factors.keep_printed(person, [printed_code.plain(one) for one in codes])
    return codes
