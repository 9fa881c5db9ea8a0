"""A citizen opens an account: a code or a link sent to the number proves it, and only then a password is chosen."""

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import IntegrityError, transaction

from silastri.apps.accounts import codes, queries
from silastri.apps.accounts import operations as accounts
from silastri.apps.accounts.models import Person, Registration
from silastri.apps.audit.operations import log
from silastri.apps.messages import operations as messages
from silastri.apps.personal_data import operations as personal_data
from silastri.apps.personal_data.models import Consent
from silastri.domain.act import Act
from silastri.domain.personal_data import notice
from silastri.domain.refusal import MovedOn
from silastri.domain.words.messages.account import Activation, ActivationCode, HasAccount
from silastri.domain.words.messages.template import Template
from silastri.journey.accounts import passwords
from silastri.journey.case import links, tell
from silastri.journey.case.links import absolute

from . import limits
from .typed_code import right
from .ways import way


class AlreadyRegistered(MovedOn):
    """The number or the NIK is another's: of an account, or written down at the counter."""


class LinkUsed(MovedOn):
    """The activation link was used before."""


class LinkExpired(MovedOn):
    """The link is too old, or was not made here."""


class _Link(PasswordResetTokenGenerator):
    """A link that ends after PASSWORD_RESET_TIMEOUT; that it works once is kept in ``used_at``."""

    key_salt = "silastri.activation"

    def _make_hash_value(self, user: Registration, timestamp: int) -> str:  # type: ignore[override]
        return f"{user.pk}{user.phone}{user.registered_at.timestamp()}{timestamp}"


_link = _Link()


@transaction.atomic
def register(act: Act, *, name: str, nik: str, phone: str, then: str = "") -> Registration:
    """Keeps what was typed, and the page to go to ``then``, and sends the link. It does the same for every number and
    NIK, so that nobody learns here which are known; and it changes nothing that is another's.

    Raises TooOften, NoWay."""
    channel = way()
    limits.a_message_to(act, phone, "registration")
    registration = accounts.register(name=name, nik=nik, phone=phone, then=then, at=act.at)
    _send(act, registration, channel)
    log(act, "register", str(registration.pk))
    return registration


@transaction.atomic
def send_again(act: Act, *, registration: Registration, by: str = "") -> None:
    """``by`` is the channel that was asked for. Raises TooOften, NoWay."""
    channel = way(by)
    limits.a_message_to(act, registration.phone, "registration")
    _send(act, registration, channel)


def _send(act: Act, registration: Registration, channel: str) -> None:
    """The code and the link. Digits are made for a number that has an account too: nobody learns of it by them."""
    code = codes.make(_key(registration), at=act.at)
    words = _words(registration, ActivationCode(link=_link_of(registration), code=code))
    about = f"aktivasi/{registration.pk}/{act.at.timestamp():.6f}"
    messages.queue([tell.made(act, words, about=about, to=registration.phone, channel=channel)])


def in_chat(registration: Registration) -> Template:
    """What is answered in a chat with that very number: the link alone, for who reads there."""
    return _words(registration, Activation(link=_link_of(registration)))


def _words(registration: Registration, words: Template) -> Template:
    known = queries.by_phone(registration.phone)
    return HasAccount(link=absolute("sign_in")) if known and known.activated_at else words


def _key(registration: Registration) -> str:
    return f"register/{registration.pk}"


def _token(registration: Registration) -> tuple[str, str]:
    return links.uid(registration.pk), _link.make_token(registration)  # type: ignore[arg-type]


def _link_of(registration: Registration) -> str:
    return absolute("activate", *_token(registration))


def by_code(act: Act, *, registration: Registration, typed: str) -> tuple[str, str]:
    """Where the browser that registered goes on, when it typed the right digits: the parts of the activation link.

    Raises WrongCode, CodeEnded.
    """
    right(act, _key(registration), typed)
    return _token(registration)


def waiting(uid: str, token: str) -> Registration:
    """The registration of this link. Raises LinkUsed, LinkExpired."""
    found = queries.registration(links.pk_of(uid))
    if not (found and _link.check_token(found, token)):  # type: ignore[arg-type]
        raise LinkExpired("Tautan ini sudah tidak berlaku. Daftar lagi, lalu ketuk tautan yang terbaru.")
    if found.used_at:
        raise LinkUsed("Akun ini sudah aktif. Silakan masuk.")
    return found


def activate(act: Act, *, uid: str, token: str, password: str) -> Person:
    """Opens the account with the password that whoever holds the number chose.

    Raises LinkUsed, LinkExpired, AlreadyRegistered, WeakPassword.
    """
    try:
        return _activate(act, uid, token, password)
    except IntegrityError:
        raise AlreadyRegistered("Nomor atau NIK ini baru saja dipakai akun lain. Coba masuk.") from None


@transaction.atomic
def _activate(act: Act, uid: str, token: str, password: str) -> Person:
    registration = waiting(uid, token)
    passwords.must_be_good_for(registration, password, field="sandi")
    person = _whose(registration)
    if not accounts.use(registration, at=act.at):
        raise LinkUsed("Akun ini sudah aktif. Silakan masuk.")
    person = accounts.open_account(registration, person, password=password, at=act.at)
    personal_data.agree(act, person.pk, Consent.Purpose.ACCOUNT, edition=str(notice.HOUSE), given=True)
    log(act, "activate", str(person.pk))
    return person


def _whose(registration: Registration) -> Person | None:
    """The person of the counter for whom this account is; None for somebody new. Raises LinkUsed, AlreadyRegistered."""
    by_phone, by_nik = queries.by_phone(registration.phone), queries.by_nik(registration.nik or "")
    if by_phone and by_phone.activated_at:
        raise LinkUsed("Nomor ini sudah punya akun. Silakan masuk, atau minta kata sandi baru.")
    if by_nik and by_nik.activated_at:
        raise AlreadyRegistered("NIK ini sudah dipakai akun lain. Jika ini NIK Anda, datang ke loket membawa KTP.")
    if by_nik != by_phone:
        # Knowing somebody's NIK must not open what that person left at the counter, nor take the number from another.
        what = "NIK ini sudah tercatat" if by_nik else "Nomor ini sudah tercatat untuk orang lain"
        raise AlreadyRegistered(f"{what} di loket. Minta petugas loket mencatat nomor WhatsApp Anda, lalu daftar lagi.")
    return by_nik
