"""Whether a code to a number is enough to open its account. Numbers are given to others: of an account that nobody used
for long, or whose number is said to have changed hands, the owner alone knows what is asked besides."""

from datetime import datetime, timedelta

from django.db import transaction

from silastri.apps.accounts import attempts
from silastri.apps.accounts import operations as accounts
from silastri.apps.accounts.models import Person
from silastri.apps.audit.operations import log
from silastri.apps.cases import queries as cases
from silastri.domain.accounts import disuse
from silastri.domain.act import Act
from silastri.domain.patience import Patience, in_words
from silastri.domain.refusal import NotFit, TooOften

_PATIENCE = Patience(free=3, longest=timedelta(days=1), forgets_after=timedelta(days=7))


class NotTheOwner(NotFit):
    """What was typed is not what the owner knows."""


def is_asked(person: Person, at: datetime) -> bool:
    """Whether more than the number is asked for."""
    last = max(filter(None, (person.used_at, person.activated_at)), default=None)
    return disuse.may_be_anothers(last, at, doubted=person.number_doubted_at is not None)


def asks_case(person: Person) -> bool:
    """Whether the person has an application to name."""
    return cases.handed_in_by(person.pk).exists()


def must_know(act: Act, *, person: Person, nik: str, ref: str) -> None:
    """Raises NotTheOwner, TooOften. A wrong try is counted before anything is refused."""
    with transaction.atomic():
        if wait := attempts.take(_key(person), _PATIENCE, at=act.at):
            raise TooOften(f"Terlalu banyak jawaban salah. Tunggu {in_words(wait)}, atau datang ke loket membawa KTP.")
    knows = disuse.knows_nik(person.nik or "", nik)
    if asks_case(person):
        knows = knows and cases.handed_in_by(person.pk).filter(ref__iexact=ref.strip()).exists()
    if not knows:
        with transaction.atomic():
            log(act, "owner_not_known", whose=person.pk)
        sentence = "Jawaban tidak cocok. Periksa lagi, atau datang ke loket membawa KTP."
        raise NotTheOwner(sentence)
    with transaction.atomic():
        attempts.forgive(_key(person))
        accounts.believe_number(person)


def _key(person: Person) -> str:
    return f"owner/{person.pk}"
