"""Somebody gives up a second proof. Whoever holds a post keeps at least one."""

from django.db import transaction

from silastri.apps.accounts import factors
from silastri.apps.accounts.models import Person
from silastri.apps.audit.operations import log
from silastri.apps.offices import queries as offices
from silastri.domain.act import Act
from silastri.domain.refusal import NotYours

from .set_up import changed


class LastProof(NotYours):
    """The account would have no second proof left."""


@transaction.atomic
def passkey(act: Act, *, person: Person, pk: int, session: str) -> bool:
    """False where it was gone. Raises LastProof."""
    others = [one for one in factors.passkeys(person) if one.pk != pk]
    _must_keep_one(act, person, bool(others or factors.authenticator(person)))
    removed = factors.remove_passkey(person, pk)
    if removed:
        log(act, "remove_passkey", whose=person.pk)
        changed(act, person, "satu kunci sandi dihapus", session=session)
    return removed


@transaction.atomic
def app(act: Act, *, person: Person, session: str) -> bool:
    """False where there was none. Raises LastProof."""
    found = factors.authenticator(person)
    _must_keep_one(act, person, bool(factors.passkeys(person)))
    if found:
        found.delete()
        log(act, "remove_app", whose=person.pk)
        changed(act, person, "aplikasi kode dilepas", session=session)
    return found is not None


def _must_keep_one(act: Act, person: Person, is_kept: bool) -> None:
    if not is_kept and offices.desks(person.pk, act.at):
        raise LastProof("Petugas harus punya paling sedikit satu bukti kedua. Pasang dulu yang baru, lalu hapus ini.")
