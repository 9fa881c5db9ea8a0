"""Passkeys: a key in somebody's telephone or computer (WebAuthn). It is opened by finger, face or PIN: by itself it
proves what a password and a second proof prove together."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, structs
from webauthn.helpers.exceptions import WebAuthnException

from silastri.apps.accounts import factors
from silastri.apps.accounts.keys import index_of
from silastri.apps.accounts.models import Passkey, Person
from silastri.apps.audit.operations import log
from silastri.domain import visible
from silastri.domain.act import Act
from silastri.domain.refusal import MovedOn, NotFit, NotYours

from .set_up import changed, paper_if_none

MOST = 10  # of a person
_WRONG = "Kunci sandi tidak dikenali. Coba lagi, atau masuk dengan kata sandi."


class WrongPasskey(NotFit):
    """It is none of ours, was made for another site, or answers another question."""


@dataclass(frozen=True)
class Asked:
    """What the browser is asked, and the challenge that its answer must hold."""

    options: dict[str, Any]
    challenge: str


def ask_to_make(person: Person) -> Asked:
    options = generate_registration_options(
        rp_id=_host(),
        rp_name="SILASTRI",
        user_name=person.phone or person.name,
        user_display_name=person.name,
        user_id=bytes.fromhex(index_of(f"passkey/{person.pk}")),
        authenticator_selection=structs.AuthenticatorSelectionCriteria(
            resident_key=structs.ResidentKeyRequirement.REQUIRED,
            user_verification=structs.UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[structs.PublicKeyCredentialDescriptor(id=_of_text(one)) for one in _names(person)],
    )
    return _asked(options)


@transaction.atomic
def add(act: Act, *, person: Person, answer: str, challenge: str, name: str, session: str) -> list[str]:
    """The key opens the account from now on. Codes for a paper, where the person has none. Raises WrongPasskey,
    MovedOn."""
    if len(factors.passkeys(person)) >= MOST:
        raise MovedOn(f"Paling banyak {MOST} kunci sandi. Hapus dulu yang tidak dipakai.")
    found = _checked(
        verify_registration_response,
        credential=answer,
        expected_challenge=_of_text(challenge),
        expected_rp_id=_host(),
        expected_origin=settings.SITE_URL,
        require_user_verification=True,
    )
    credential = _text(found.credential_id)
    if factors.passkey(credential):
        raise MovedOn("Kunci sandi ini sudah terdaftar.")
    public_key, count = found.credential_public_key, found.sign_count
    factors.add_passkey(person, credential=credential, public_key=public_key, sign_count=count, name=name, at=act.at)
    log(act, "add_passkey", whose=person.pk)
    changed(act, person, f"kunci sandi baru ditambahkan ({name})", session=session)
    return paper_if_none(person)


def ask_to_show(person: Person | None) -> Asked:
    """Of whoever has one, or of that person."""
    names = _names(person) if person else []
    options = generate_authentication_options(
        rp_id=_host(),
        allow_credentials=[structs.PublicKeyCredentialDescriptor(id=_of_text(one)) for one in names],
        user_verification=structs.UserVerificationRequirement.REQUIRED,
    )
    return _asked(options)


@transaction.atomic
def show(act: Act, *, answer: str, challenge: str, person: Person | None) -> Person:
    """Whose key it is: of ``person``, if one is expected. Raises WrongPasskey, NotYours."""
    key = factors.passkey(_credential_of(answer))
    if key is None or not key.person.activated_at:
        raise WrongPasskey(_WRONG)
    if person is not None and key.person_id != person.pk:
        raise NotYours("Kunci sandi ini milik akun lain.")
    found = _checked(
        verify_authentication_response,
        credential=answer,
        expected_challenge=_of_text(challenge),
        expected_rp_id=_host(),
        expected_origin=settings.SITE_URL,
        credential_public_key=bytes(key.public_key),
        credential_current_sign_count=key.sign_count,
        require_user_verification=True,
    )
    factors.use_passkey(key, sign_count=found.new_sign_count, at=act.at)
    log(act, "second_proof", whose=key.person_id, by="passkey")
    return key.person


def of(person: Person) -> list[Passkey]:
    return factors.passkeys(person)


def _names(person: Person) -> list[str]:
    return [one.credential for one in factors.passkeys(person)]


def _credential_of(answer: str) -> str:
    try:
        return str(visible.json_object(answer).get("id", ""))
    except ValueError:
        return ""


def _checked(verify: Any, **given: Any) -> Any:
    try:
        return verify(**given)
    except (WebAuthnException, ValueError, TypeError, KeyError, RecursionError):
        raise WrongPasskey(_WRONG) from None


def _asked(options: Any) -> Asked:
    return Asked(json.loads(options_to_json(options)), _text(options.challenge))


def _host() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"


_text, _of_text = bytes_to_base64url, base64url_to_bytes
