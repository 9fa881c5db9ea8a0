"""A citizen opens an account and activates it with the link that comes by WhatsApp."""

from datetime import timedelta

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import transaction
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from silastri.apps.accounts import operations as accounts
from silastri.apps.accounts import queries
from silastri.apps.accounts.models import Person
from silastri.apps.audit.operations import log
from silastri.apps.messages import operations as messages
from silastri.domain.act import Act
from silastri.domain.refusal import MovedOn, TooOften
from silastri.domain.words.messages.account import Activation, NewPassword
from silastri.domain.words.messages.template import Template
from silastri.journey.case import tell
from silastri.journey.case.links import absolute


class AlreadyRegistered(MovedOn):
    """The NIK or the telephone number belongs to an account in use."""


class LinkUsed(MovedOn):
    """The activation link was used before."""


class LinkExpired(MovedOn):
    """The link is too old, or was not made here."""


class _Activation(PasswordResetTokenGenerator):
    """A link that works once: using it changes what it is made of. It ends after PASSWORD_RESET_TIMEOUT."""

    key_salt = "silastri.activation"

    def _make_hash_value(self, user: Person, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{user.activated_at}"


_activation = _Activation()
_new_password = PasswordResetTokenGenerator()


@transaction.atomic
def register(act: Act, *, name: str, nik: str, phone: str, password: str) -> Person:
    """Raises AlreadyRegistered."""
    for known in queries.by_phone_or_nik(phone=phone, nik=nik):
        if known.activated_at:
            what = "Nomor WhatsApp" if known.phone == phone else "NIK"
            raise AlreadyRegistered(f"{what} ini sudah terdaftar. Silakan masuk, atau buat kata sandi baru.")
        if known.seen_at_counter and known.phone != phone:
            # Knowing somebody's NIK must not open what that person left at the counter.
            raise AlreadyRegistered(
                "NIK ini sudah tercatat di loket. Minta petugas loket mencatat nomor WhatsApp Anda, lalu daftar lagi."
            )
    person = accounts.register(name=name, nik=nik, phone=phone, password=password, at=act.at)
    _send_activation(act, person)
    log(act, "register", str(person.pk))
    return person


@transaction.atomic
def send_activation_again(act: Act, *, person: Person) -> None:
    """Raises TooOften. Sends nothing to an active account."""
    _not_too_often(act, f"activation/{person.pk}")
    if not person.activated_at:
        _send_activation(act, person)


@transaction.atomic
def send_new_password(act: Act, *, person: Person) -> None:
    """Raises TooOften."""
    _not_too_often(act, f"new-password/{person.pk}")
    link = absolute("new_password", _uid(person), _new_password.make_token(person))
    _send(act, person, "sandi", NewPassword(name=person.name, link=link))


def _not_too_often(act: Act, key: str) -> None:
    if accounts.too_often(key, most=3, window=timedelta(minutes=10), at=act.at):
        raise TooOften("Pesan sudah dikirim beberapa kali. Tunggu 10 menit, lalu coba lagi.")


def _send_activation(act: Act, person: Person) -> None:
    link = absolute("activate", _uid(person), _activation.make_token(person))
    _send(act, person, "aktivasi", Activation(name=person.name, link=link))


def _send(act: Act, person: Person, what: str, words: Template) -> None:
    about = f"{what}/{person.pk}/{act.at.timestamp():.6f}"
    messages.queue([tell.made(act, words, about=about, person=person)])


@transaction.atomic
def activate(act: Act, *, uid: str, token: str) -> Person:
    """Raises LinkUsed, LinkExpired."""
    person = _person(uid)
    if person and person.activated_at:
        raise LinkUsed("Akun ini sudah aktif. Silakan masuk.")
    if not (person and _activation.check_token(person, token)):
        raise LinkExpired("Tautan ini sudah tidak berlaku. Minta kirim ulang, lalu ketuk tautan yang terbaru.")
    if not accounts.activate(person, at=act.at):
        raise LinkUsed("Akun ini sudah aktif. Silakan masuk.")
    log(act, "activate", str(person.pk))
    return person


def may_renew_password(uid: str, token: str) -> Person | None:
    """The person of this new-password link; None when it is used, too old or not made here."""
    person = _person(uid)
    return person if person and _new_password.check_token(person, token) else None


@transaction.atomic
def renew_password(act: Act, *, uid: str, token: str, password: str) -> Person:
    """Raises LinkExpired. It also activates the account, since the link has proved the telephone number."""
    person = may_renew_password(uid, token)
    if person is None:
        raise LinkExpired("Tautan ini sudah tidak berlaku. Minta tautan baru.")
    accounts.set_password(person, password)
    accounts.activate(person, at=act.at)
    log(act, "new_password", str(person.pk))
    return person


def _uid(person: Person) -> str:
    return urlsafe_base64_encode(force_bytes(person.pk))


def _person(uid: str) -> Person | None:
    try:
        pk = int(urlsafe_base64_decode(uid))
    except (ValueError, OverflowError):
        return None
    return queries.person(pk) if pk < 2**62 else None
