"""Wrong passphrases slow down the next try: a session left open must not let anybody guess."""

from datetime import timedelta

from django.db import transaction

from silastri.apps.accounts import attempts
from silastri.apps.accounts.models import Person
from silastri.domain.act import Act
from silastri.domain.patience import Patience, in_words
from silastri.domain.refusal import TooOften

_PATIENCE = Patience(free=4, longest=timedelta(minutes=15), forgets_after=timedelta(days=1))


def must_be_taken(act: Act, signer: Person) -> None:
    """Raises TooOften while this signer has to wait. Costs no statement: the signer was read by the request."""
    if signer.passphrase_from and signer.passphrase_from > act.at:
        wait = in_words(signer.passphrase_from - act.at)
        raise TooOften(f"Frasa sandi salah beberapa kali. Tunggu {wait}, lalu coba lagi.")


@transaction.atomic
def was_wrong(act: Act, signer: Person) -> None:
    wait = attempts.count(_key(signer), _PATIENCE, at=act.at)
    signer.passphrase_from = act.at + wait
    signer.save(update_fields=["passphrase_from"])


@transaction.atomic
def was_right(signer: Person) -> None:
    if signer.passphrase_from:
        attempts.forgive(_key(signer))
        signer.passphrase_from = None
        signer.save(update_fields=["passphrase_from"])


def _key(signer: Person) -> str:
    return f"passphrase/{signer.pk}"
