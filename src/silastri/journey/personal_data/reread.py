"""Whoever agreed to an older edition of the notice is told what changed, and is asked again."""

from django.db import transaction

from silastri.apps.accounts.models import Person
from silastri.apps.audit.operations import log
from silastri.apps.personal_data import operations, queries
from silastri.apps.personal_data.models import Consent
from silastri.domain.act import Act
from silastri.domain.number import sent_back
from silastri.domain.personal_data import notice

_ACCOUNT = Consent.Purpose.ACCOUNT


def changed(person: Person) -> tuple[str, ...]:
    """What the person has not read yet. Whoever was registered at the counter heard the first edition there."""
    if notice.HOUSE == notice.FIRST:
        return ()
    last = queries.agrees(person.pk, _ACCOUNT)
    return notice.changed_since(sent_back(last.edition) if last else notice.FIRST)


@transaction.atomic
def answer(act: Act, *, person: Person, agrees: bool) -> None:
    """Kept with the edition that was read; nothing where there was nothing new to read."""
    if changed(person):
        operations.agree(act, person.pk, _ACCOUNT, edition=str(notice.HOUSE), given=agrees)
        log(act, "answer_notice", whose=person.pk, edition=notice.HOUSE, agrees=agrees)
