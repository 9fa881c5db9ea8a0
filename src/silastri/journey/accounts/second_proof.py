"""The second proof of an account: a code of the app, a code on paper, or one that two colleagues gave."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db import transaction

from silastri.apps.accounts import attempts, factors, rescues, sessions
from silastri.apps.accounts.models import Person
from silastri.apps.audit.operations import log
from silastri.apps.offices import queries as offices
from silastri.domain.accounts import app_code, printed_code
from silastri.domain.act import Act
from silastri.domain.number import is_digits
from silastri.domain.patience import Patience, in_words
from silastri.domain.refusal import NotFit, TooOften
from silastri.domain.visible import seen_number

from .notice import tell_of_guesses, tell_owner

FIELD = "kode"
_PATIENCE = Patience(free=5, longest=timedelta(minutes=15), forgets_after=timedelta(days=1))
_TOLD_AFTER = 5


class Owed(StrEnum):
    NOTHING = "nothing"
    PROOF = "proof"
    SET_UP = "set up"


class How(StrEnum):
    """By what somebody was proven who signed in."""

    PASSWORD = "password"
    APP = "app"
    PAPER = "paper"
    PASSKEY = "passkey"
    RESCUE = "rescue"
    SSO = "sso"


class WrongProof(NotFit):
    """Another code was typed, or one that was used."""


@dataclass(frozen=True)
class Ways:
    """By what the account can be proved beside the password."""

    app: bool
    passkey: bool
    printed: int  # codes on paper that are left

    @property
    def any(self) -> bool:
        return self.app or self.passkey


def ways(person: Person) -> Ways:
    return Ways(factors.authenticator(person) is not None, bool(factors.passkeys(person)), factors.printed_left(person))


def is_staff(person: Person, at: datetime) -> bool:
    return bool(offices.desks(person.pk, at))


def owed(person: Person, at: datetime) -> Owed:
    """What is still to be proved by somebody who said the password. Whoever holds a post needs a second proof, and
    whoever set up an app asked for one."""
    works_here = is_staff(person, at)
    if factors.authenticator(person) or (works_here and factors.has_any(person)):
        return Owed.PROOF
    return Owed.SET_UP if works_here else Owed.NOTHING


def give(act: Act, *, person: Person, typed: str) -> How:
    """By what the code proves the person. A code that colleagues gave forgets the proofs that were lost, and ends what
    is signed in. Raises WrongProof, TooOften."""
    with transaction.atomic():  # counted before it is looked at, and kept when it was wrong
        if wait := attempts.take(_key(person), _PATIENCE, at=act.at):
            raise TooOften(f"Terlalu banyak kode salah. Tunggu {in_words(wait)}, lalu coba lagi.")
    with transaction.atomic():
        how = _taken(act, person, typed)
        if how:
            attempts.forgive(_key(person))
            log(act, "second_proof", whose=person.pk, by=str(how))
            return how
        is_repeated = _is_repeated(act, person, typed)
        log(act, "second_proof_failed", whose=person.pk, **({"why": "used"} if is_repeated else {}))
        if is_repeated:
            tell_of_guesses(act, person, "ada yang mengetik kode aplikasi yang baru saja dipakai")
        if attempts.has_tried(_key(person), most=_TOLD_AFTER, at=act.at):
            tell_of_guesses(act, person, "ada yang tahu kata sandinya dan berkali-kali salah mengetik kode kedua")
    sentence = "Kode salah, atau sudah dipakai. Periksa lagi, atau tunggu kode berikutnya."
    raise WrongProof(sentence, {FIELD: sentence})


def _taken(act: Act, person: Person, typed: str) -> How | None:
    digits = "".join(seen_number(typed).split())
    if len(digits) == 6 and is_digits(digits):
        return How.APP if _of_app(act, person, digits) else None
    code = printed_code.plain(typed)
    if not code:
        return None
    if factors.use_printed(person, code, at=act.at):
        left = factors.printed_left(person)
        tell_owner(act, person, f"satu kode cadangan dipakai untuk masuk, sisa {left}")
        return How.PAPER
    if rescues.use(person, code, at=act.at):
        factors.forget_all(person)
        sessions.end_all(person)
        tell_owner(act, person, "bukti kedua yang lama dihapus dengan kode dari rekan, dan semua perangkat dikeluarkan")
        return How.RESCUE
    return None


def _of_app(act: Act, person: Person, digits: str) -> bool:
    app = factors.authenticator(person)
    if app is None:
        return False
    step = app_code.step_of(app.secret, digits, at=act.at, after=app.last_step)
    return step is not None and factors.use_step(app, step)


def _is_repeated(act: Act, person: Person, typed: str) -> bool:
    """Whether somebody typed a code after it was taken: they may have read it over a shoulder, or on a false page."""
    app, digits = factors.authenticator(person), "".join(seen_number(typed).split())
    return app is not None and app_code.was_used(app.secret, digits, at=act.at, last=app.last_step)


def _key(person: Person) -> str:
    return f"proof/{person.pk}"
