"""Somebody who forgot the password chooses a new one by a link to the number of the account."""

from datetime import timedelta

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import transaction

from silastri.apps.accounts import operations as accounts
from silastri.apps.accounts import queries
from silastri.apps.accounts.models import Person
from silastri.apps.audit.operations import log
from silastri.apps.messages import operations as messages
from silastri.domain.act import Act
from silastri.domain.refusal import TooOften
from silastri.domain.words.messages.account import NewPassword
from silastri.journey.case import links, tell
from silastri.journey.case.links import absolute

from .register import LinkExpired

_link = PasswordResetTokenGenerator()


@transaction.atomic
def send_link(act: Act, *, person: Person) -> None:
    """Raises TooOften."""
    if accounts.too_often(f"new-password/{person.pk}", most=3, window=timedelta(minutes=10), at=act.at):
        raise TooOften("Pesan sudah dikirim beberapa kali. Tunggu 10 menit, lalu coba lagi.")
    uid = links.uid(person.pk)
    words = NewPassword(link=absolute("new_password", uid, _link.make_token(person)))
    about = f"sandi/{person.pk}/{act.at.timestamp():.6f}"
    messages.queue([tell.made(act, words, about=about, person=person)])


def may_renew(uid: str, token: str) -> Person | None:
    """The person of this link; None when it is used, too old or not made here."""
    person = queries.person(links.pk_of(uid))
    return person if person and person.activated_at and _link.check_token(person, token) else None


@transaction.atomic
def renew(act: Act, *, uid: str, token: str, password: str) -> Person:
    """Raises LinkExpired."""
    person = may_renew(uid, token)
    if person is None:
        raise LinkExpired("Tautan ini sudah tidak berlaku. Minta tautan baru.")
    accounts.set_password(person, password)
    log(act, "new_password", str(person.pk))
    return person
