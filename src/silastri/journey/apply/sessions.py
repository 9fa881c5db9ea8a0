"""People see where they are signed in, and sign out there; a new password signs out everywhere else."""

from datetime import datetime

from django.db import transaction

from silastri.apps.accounts import operations as accounts
from silastri.apps.accounts import sessions
from silastri.apps.accounts.models import Person, SignedIn
from silastri.apps.audit.operations import log
from silastri.domain.act import Act
from silastri.domain.refusal import MovedOn
from silastri.journey.accounts import passwords
from silastri.journey.accounts.notice import tell_owner


@transaction.atomic
def begin(act: Act, *, person: Person, key: str, browser: str) -> None:
    sessions.begin(person, key=key, browser=browser, at=act.at)
    log(act, "sign_in", whose=person.pk)


def of(person: Person, at: datetime) -> list[SignedIn]:
    return list(sessions.of(person, at))


@transaction.atomic
def end(act: Act, *, person: Person, pk: int) -> bool:
    """Signs out in one browser; False where that was done before, or it is another's."""
    ended = sessions.end(person, pk)
    if ended:
        log(act, "end_session", whose=person.pk)
    return ended


@transaction.atomic
def end_others(act: Act, *, person: Person, key: str) -> int:
    """Signs out everywhere but in the browser with that key."""
    ended = sessions.end_all(person, but=key)
    log(act, "end_session", whose=person.pk)
    return ended


@transaction.atomic
def change_password(act: Act, *, person: Person, password: str, key: str) -> None:
    """Whoever asks has said the old one. All other browsers are signed out. Raises WeakPassword, MovedOn."""
    passwords.must_be_good(person, password, field="baru", at=act.at)
    if not accounts.set_password(person, password):
        raise MovedOn("Kata sandi baru saja diganti di tempat lain. Masuk lagi dengan yang baru.")
    sessions.end_all(person, but=key)
    log(act, "new_password", str(person.pk), whose=person.pk)
    tell_owner(act, person, "kata sandi diganti")
