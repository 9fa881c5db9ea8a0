"""An officer signs in by the region's account. It finds an officer who is one here already; it makes nobody one."""

from collections.abc import Mapping

from django.db import transaction

from silastri import adapters
from silastri.adapters.sso import provider
from silastri.adapters.sso.port import Question, SsoAway, SsoRefused, Told
from silastri.apps.accounts import queries, sso_links
from silastri.apps.accounts.models import Person
from silastri.apps.audit.operations import log
from silastri.apps.offices import queries as offices
from silastri.domain.act import Act
from silastri.journey.case.links import absolute

from .notice import tell_owner
from .second_proof import How


def name() -> str:
    """What the provider is called; empty where none is offered."""
    return provider().name if adapters.offered("sso") else ""


def ask() -> Question:
    """Raises SsoAway."""
    return provider().ask(back=_back())


def sign_out_there() -> str:
    """The address; empty where there is none, or it cannot be learned now."""
    try:
        return provider().sign_out(back=absolute("home")) if adapters.offered("sso") else ""
    except SsoAway:
        return ""


def answered(act: Act, *, came: Mapping[str, str], kept: Mapping[str, str]) -> tuple[Person, How]:
    """Who came, and how they were proven: without a second proof there, ours is asked. Raises SsoAway, SsoRefused."""
    told = provider().answered(came, kept, back=_back())  # speaks to the network, so before the transaction
    with transaction.atomic():
        person = _found(act, told)
    if person is None:
        raise SsoRefused("Akun SSO ini belum terhubung dengan petugas di sini. Minta pengelola mencatat NIP Anda.")
    return person, How.SSO if told.had_second_proof else How.PASSWORD


def _found(act: Act, told: Told) -> Person | None:
    person = sso_links.person_of(told.issuer, told.subject)
    if person is None:
        person = _by_nip_or_email(told)
        if person and offices.desks(person.pk, act.at) and person.activated_at:
            if not sso_links.add(person, told.issuer, told.subject, at=act.at):
                return None  # another account of the provider is linked to this officer
            log(act, "link_sso", whose=person.pk)
            tell_owner(act, person, f"disambungkan dengan akun {provider().name}")
    is_officer = person is not None and person.activated_at and offices.desks(person.pk, act.at)
    return person if is_officer else None


def _by_nip_or_email(told: Told) -> Person | None:
    if told.nip:
        return queries.by_nip(told.nip)
    return sso_links.by_proven_email(told.email) if told.email else None


def _back() -> str:
    return absolute("sso_back")
