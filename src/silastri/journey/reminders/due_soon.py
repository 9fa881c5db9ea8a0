"""Reminds of a step before it is due: who has it in hand, or else whoever holds its post. Once for each turn."""

from collections.abc import Iterator

from django.db import transaction

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.apps.catalog import queries as catalog
from silastri.apps.messages import operations as messages
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.reminders import operations as reminders
from silastri.apps.reminders import queries
from silastri.apps.reminders.models import Told
from silastri.domain import opening
from silastri.domain.act import Act
from silastri.domain.case import reminding
from silastri.domain.kinds import Kind
from silastri.domain.words import wording
from silastri.domain.words.called import in_messages
from silastri.domain.words.messages.work import DueSoon
from silastri.journey.case import tell
from silastri.journey.case.awaited import steps_of_citizens
from silastri.journey.case.links import absolute

_AT_ONCE = 100  # messages in one statement


@transaction.atomic
def remind(act: Act) -> int:
    """Of everything that is due soon in the office of the act; how many were reminded of. While the office is closed it
    reminds of nothing."""
    office = reminders.one_at_a_time(act.by.office or 0)
    rule, time = offices.definition(office).reminding, offices.working_time(office)
    if not rule.is_on or not opening.is_open(time, act.at):
        return 0
    until = reminding.due_until(rule, time, act.at)
    coming = queries.to_remind(office.pk, act.at, until, but_at=steps_of_citizens(office))
    return tell_all(act, office, [case for case in coming if _is_time(act, office, case)])


def _is_time(act: Act, office: Office, case: Case) -> bool:
    assert case.arrived_at
    assert case.due_at
    rule, time = offices.definition(office).reminding, offices.working_time(office)
    remind_at = reminding.remind_at(rule, time, case.arrived_at, case.due_at)
    return remind_at is not None and remind_at <= act.at


def tell_all(act: Act, office: Office, cases: list[Case]) -> int:
    told, queued = [], []
    for case in cases:
        people = list(_who(act, office, case))
        told += [_row(act, case, person) for person in people] or [_row(act, case, None)]
        words = _words(office, case)
        queued += [tell.message(act, case, person, words, what="/tempo") for person in people if person.phone]
    reminders.add(told)
    for first in range(0, len(queued), _AT_ONCE):
        messages.queue(queued[first : first + _AT_ONCE])
    return len(cases)


def _who(act: Act, office: Office, case: Case) -> Iterator[Person]:
    """Nobody is reminded of his own application: a colleague does it."""
    if case.taken_by:
        yield case.taken_by
        return
    on = offices.today(office, act.at)
    signs = catalog.definition(case.version_id).sop.step(case.step).kind is Kind.SIGN
    posts = filter(None, (case.post, case.recorder))
    found = [person for post in posts for person in offices.holders(office, post, on, to_sign=signs)]
    yield from (person for person in dict.fromkeys(found) if person.pk != case.applicant_id)


def _row(act: Act, case: Case, person: Person | None) -> Told:
    return Told(case=case, turn=case.turn, tier=0, post=case.post, person=person, at=act.at)


def _words(office: Office, case: Case) -> DueSoon:
    definition = catalog.definition(case.version_id)
    assert case.due_at
    return DueSoon(
        post=offices.title(office, case.post),
        step=definition.sop.step(case.step).name,
        service=in_messages(definition.standard),
        ref=case.ref,
        due=wording.moment(case.due_at, offices.working_time(office).zone),
        link=absolute("desk_case", case.ref),
    )
