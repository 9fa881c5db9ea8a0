"""Somebody who forgot the password chooses a new one, by a code or a link to the number of the account."""

import secrets

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import transaction

from silastri.apps.accounts import attempts, codes, queries, sessions
from silastri.apps.accounts import operations as accounts
from silastri.apps.accounts.models import Person
from silastri.apps.audit.operations import log
from silastri.apps.messages import operations as messages
from silastri.domain.act import Act
from silastri.domain.words.messages.account import NoAccount, PasswordCode
from silastri.domain.words.messages.template import Template
from silastri.journey.accounts import passwords
from silastri.journey.accounts.notice import tell_owner
from silastri.journey.case import links, tell
from silastri.journey.case.links import absolute

from . import limits, owner, sign_in
from .register import LinkExpired
from .typed_code import CodeEnded, right
from .ways import way


class _Link(PasswordResetTokenGenerator):
    """A link that works once, and only while the number to which it was sent is the account's."""

    key_salt = "silastri.new-password"

    def _make_hash_value(self, user: Person, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{user.phone}"


_link = _Link()
_ENDED = "Tautan ini sudah tidak berlaku. Minta tautan baru."


@transaction.atomic
def send_link(act: Act, *, phone: str) -> str:
    """Sends a code and a link to the account of that number, or word that it has none: nobody else learns which of the
    two. What it returns stays in the browser, and names the code there.

    Raises TooOften, NoWay.
    """
    channel = way()
    limits.a_message_to(act, phone, "new-password")
    person = queries.by_phone(phone)
    known = person if person and person.activated_at else None
    asked = secrets.token_urlsafe(16)
    code = codes.make(_key(asked), at=act.at, person=known)
    words: Template = NoAccount(link=absolute("register"))
    if known:
        words = PasswordCode(link=absolute("new_password", *_token(known)), code=code)
    about = f"sandi/{attempts.key_of('', phone)[:40]}/{act.at.timestamp():.6f}"
    messages.queue([tell.made(act, words, about=about, to=phone, channel=channel)])
    log(act, "ask_new_password")
    return asked


def by_code(act: Act, *, asked: str, typed: str) -> tuple[str, str]:
    """Where the browser goes on that asked, when it typed the right digits: the parts of the link.

    Raises WrongCode, CodeEnded.
    """
    person = right(act, _key(asked), typed)
    if person is None:
        raise CodeEnded("Kode ini tidak berlaku lagi. Minta kode baru.")
    return _token(person)


def _key(asked: str) -> str:
    return f"password/{asked}"


def _token(person: Person) -> tuple[str, str]:
    return links.uid(person.pk), _link.make_token(person)


def first_link(person: Person) -> str:
    """For an account that an operator made: whoever opens it chooses the password, once."""
    return absolute("new_password", *_token(person))


def may_renew(uid: str, token: str) -> Person | None:
    """The person of this link; None when it is used, too old or not made here."""
    person = queries.person(links.pk_of(uid))
    return person if person and person.activated_at and _link.check_token(person, token) else None


def renew(act: Act, *, uid: str, token: str, password: str, nik: str = "", ref: str = "") -> Person:
    """``nik`` and ``ref`` are what the owner knows, where it is asked (``owner``).

    Raises LinkExpired, WeakPassword, NotTheOwner, TooOften.
    """
    person = may_renew(uid, token)
    if person is None:
        raise LinkExpired(_ENDED)
    passwords.must_be_good(person, password, field="sandi", at=act.at)
    if owner.is_asked(person, act.at):
        owner.must_know(act, person=person, nik=nik, ref=ref)
    return _renewed(act, person, password)


@transaction.atomic
def _renewed(act: Act, person: Person, password: str) -> Person:
    if not accounts.set_password(person, password):  # the same link, opened by another at the same moment
        raise LinkExpired(_ENDED)
    accounts.was_used(person, at=act.at)
    sessions.end_all(person)
    sign_in.forgive(person)
    log(act, "new_password", str(person.pk))
    tell_owner(act, person, "kata sandi baru dibuat dengan kode ke nomor ini")
    return person
