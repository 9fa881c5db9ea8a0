"""People say where else they are reached: by their own e-mail, or by the number of somebody they trust. Either is used
once whoever reads there has agreed, by the link that was sent there."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from silastri.adapters.messaging import channels
from silastri.apps.accounts import addresses, keys
from silastri.apps.accounts.models import Address, Person
from silastri.apps.audit.operations import log
from silastri.apps.messages import operations as messages
from silastri.apps.personal_data import operations as personal_data
from silastri.apps.personal_data.models import Consent
from silastri.domain import identity, sealing
from silastri.domain.act import Act
from silastri.domain.personal_data import notice
from silastri.domain.refusal import MovedOn, NotFit, NotThere
from silastri.domain.words.messages.reach import AskTrusted, ProveAddress, TryAddress
from silastri.domain.words.messages.template import Template
from silastri.journey.case import reach, tell
from silastri.journey.case.links import absolute

from . import limits
from .ways import way

_LASTS = timedelta(days=1)
_ABOUT = b"link of an address"
_ENDED = "Tautan ini sudah tidak berlaku. Minta tautan baru di halaman Akun saya, atau di loket."


class AddressLinkEnded(MovedOn):
    """The link is used, too old, was not made here, or its address was removed."""


class HisOwnNumber(NotFit):
    """The number of somebody trusted is that of the person himself."""


class NoEmail(NotFit):
    """What was typed is no address, or the office sends no e-mail."""


@transaction.atomic
def add_email(act: Act, *, person: Person, email: str) -> Address:
    """Kept, and used once the link that goes there was opened. Raises NoEmail, TooOften."""
    typed = email.strip().lower()
    if "email" not in channels():
        raise NoEmail("Kantor ini belum bisa mengirim pos-el.", {"posel": "Kantor ini belum bisa mengirim pos-el."})
    if not identity.is_email(typed):
        sentence = "Alamat pos-el tidak benar. Contoh: nama@contoh.id."
        raise NoEmail(sentence, {"posel": sentence})
    limits.asked_by(act, person)
    limits.a_message_to(act, typed, "address")
    kept = addresses.add(person, Address.Channel.EMAIL, typed, at=act.at)
    _ask(act, kept, ProveAddress(link=_link(act, kept)))
    log(act, "add_address", str(person.pk), whose=person.pk)
    return kept


@transaction.atomic
def name_trusted(act: Act, *, person: Person, whose: str, phone: str) -> Address:
    """The person agrees by asking for it, the other by the link. Raises HisOwnNumber, NoWay, TooOften."""
    if phone == person.phone:
        sentence = "Ini nomor pemohon sendiri. Isi nomor orang lain, atau kosongkan."
        raise HisOwnNumber(sentence, {"orang_telepon": sentence})
    channel = way()
    limits.asked_by(act, person)
    limits.a_message_to(act, phone, "address")
    kept = addresses.add(person, channel, phone, whose=whose, at=act.at)
    if not kept.proven_at:
        _ask(act, kept, AskTrusted(link=_link(act, kept)))
    log(act, "name_trusted", str(person.pk), whose=person.pk)
    return kept


def _ask(act: Act, to: Address, words: Template) -> None:
    about = f"alamat/{to.pk}/{act.at.timestamp():.6f}"
    messages.queue([tell.made(act, words, about=about, to=to.value, channel=to.channel)])


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page of a link asks about; the name of the applicant is half hidden."""

    address: Address
    applicant: str


def asked(at: datetime, *, token: str) -> Asked:
    """Raises AddressLinkEnded."""
    found = _opened(at, token)
    return Asked(found, identity.mask_name(found.person.name))


@transaction.atomic
def agree(act: Act, *, token: str) -> Address:
    """Whoever reads there wants the messages. Raises AddressLinkEnded."""
    found = _opened(act.at, token)
    if not addresses.prove(found.pk, at=act.at):
        raise AddressLinkEnded(_ENDED)
    addresses.remove_others(found.person, but=found.pk, whose=bool(found.whose))
    _consented(act, found.person_id, found, given=True)
    log(act, "prove_address", str(found.person_id), whose=found.person_id)
    return found


@transaction.atomic
def decline(act: Act, *, token: str) -> None:
    """Whoever reads there does not want them. Raises AddressLinkEnded."""
    found = _opened(act.at, token)
    addresses.remove(found.person, found.pk)
    log(act, "remove_address", str(found.person_id), whose=found.person_id)


@transaction.atomic
def remove(act: Act, *, person: Person, pk: int) -> None:
    """Raises NotThere."""
    found = addresses.by_id(pk)
    if found is None or not addresses.remove(person, pk):
        raise NotThere("Alamat ini sudah dihapus.")
    _consented(act, person.pk, found, given=False)
    log(act, "remove_address", str(person.pk), whose=person.pk)


def _consented(act: Act, person: int, to: Address, *, given: bool) -> None:
    """The proof that it was agreed to, or taken back: the address itself is gone then."""
    purpose = Consent.Purpose.TRUSTED if to.whose else Consent.Purpose.EMAIL
    personal_data.agree(act, person, purpose, edition=str(notice.HOUSE), given=given)


@transaction.atomic
def send_trial(act: Act, *, person: Person) -> list[str]:
    """A message by every way that he is told, so that he sees what comes; by which it went. Raises TooOften."""
    limits.a_message_to(act, f"{person.pk}", "trial")
    about, words = f"coba/{person.pk}/{act.at.timestamp():.6f}", TryAddress(link=absolute("my_account"))
    own = [told for told in reach.shown(person) if not told.whose]
    messages.queue([tell.made(act, words, about=about, to=one.to, channel=one.channels[0]) for one in own])
    return [one.channels[0] for one in own]


def _link(act: Act, kept: Address) -> str:
    sealed = json.dumps([kept.pk, kept.value, kept.whose, (act.at + _LASTS).timestamp()]).encode()
    token = urlsafe_b64encode(keys.sealed(sealed, _ABOUT)).decode().rstrip("=")
    return absolute("prove_address", token)


def _opened(at: datetime, token: str) -> Address:
    """The address of a link, while it holds. Raises AddressLinkEnded."""
    try:
        sealed = urlsafe_b64decode(token + "=" * (-len(token) % 4))
        pk, value, whose, until = json.loads(keys.opened(sealed, _ABOUT))
    except (ValueError, TypeError, sealing.CannotOpen):
        raise AddressLinkEnded(_ENDED) from None
    found = addresses.by_id(pk) if isinstance(pk, int) else None
    if found is None or found.proven_at or [found.value, found.whose] != [value, whose] or until < at.timestamp():
        raise AddressLinkEnded(_ENDED)
    return found
