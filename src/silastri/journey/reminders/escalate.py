"""Tells superiors of a step that is late (requirement C9): the nearest first, and after a while in which nobody did it
the one above, up to the head. Each is told once for each turn of the case."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from silastri.apps.accounts.models import Person
from silastri.apps.audit.operations import log_all
from silastri.apps.cases.models import Case
from silastri.apps.catalog import queries as catalog
from silastri.apps.messages import operations as messages
from silastri.apps.messages.models import Message
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.reminders import operations as reminders
from silastri.apps.reminders import queries
from silastri.apps.reminders.models import Told
from silastri.domain import opening
from silastri.domain.act import Act
from silastri.domain.case import reminding
from silastri.domain.words import wording
from silastri.domain.words.called import in_messages
from silastri.domain.words.messages.work import LateBelow
from silastri.journey.case import tell
from silastri.journey.case.awaited import steps_of_citizens
from silastri.journey.case.links import absolute

_AT_ONCE = 100  # messages in one statement


@transaction.atomic
def escalate(act: Act) -> int:
    """Everything in the office of the act of which a superior must hear now, and how much there was. While the office
    is closed it tells nothing."""
    office = reminders.one_at_a_time(act.by.office or 0)
    rule, time = offices.definition(office).reminding, offices.working_time(office)
    if not rule.is_on or not opening.is_open(time, act.at):
        return 0
    late = queries.to_tell_above(office.pk, act.at, but_at=steps_of_citizens(office))
    before = queries.told_above(late)
    next_at = reminding.next_tier_at(rule, time, act.at) if late else act.at
    told = [one for case in late for one in _told(act, office, case, before[case.pk], next_at)]
    reminders.add(told)
    heard = [one for one in told if one.person]
    _queue([_message(act, office, one) for one in heard if one.person and one.person.phone])
    log_all(act, "escalate", dict.fromkeys((one.case.ref, one.case.applicant_id) for one in heard))
    return len(heard)


def _told(act: Act, office: Office, case: Case, before: list[Told], next_at: datetime) -> Iterator[Told]:
    """The rows of the next tier; one without a person where nobody is above."""
    above = _next_above(act, office, case, before)
    tier = before[-1].tier + 1 if before else 1
    row = {"case": case, "turn": case.turn, "tier": tier, "at": act.at}
    if above is None:
        yield Told(post="", **row)
        return
    for person in above.people:
        yield Told(post=above.post, person=person, next_at=next_at, **row)


@dataclass(frozen=True)
class _Above:
    post: str
    people: list[Person]


def _next_above(act: Act, office: Office, case: Case, before: list[Told]) -> _Above | None:
    """The nearest post above with somebody who was not told yet, does not do the step himself, and has not applied."""
    on, definition = offices.today(office, act.at), offices.definition(office)
    not_these = {one.person_id for one in before} | {case.applicant_id} | _who_does_it(office, case, act)
    for post in reminding.superiors(definition, before[-1].post if before else case.post):
        people = [person for person in offices.in_charge(office, post, on) if person.pk not in not_these]
        if people:
            return _Above(post, people)
    return None


def _who_does_it(office: Office, case: Case, act: Act) -> set[int]:
    if case.taken_by_id:
        return {case.taken_by_id}
    return {person.pk for person in offices.in_charge(office, case.post, offices.today(office, act.at))}


def _message(act: Act, office: Office, one: Told) -> Message:
    definition, case = catalog.definition(one.case.version_id), one.case
    assert one.person
    assert case.due_at
    words = LateBelow(
        post=offices.title(office, case.post),
        step=definition.sop.step(case.step).name,
        service=in_messages(definition.standard),
        ref=case.ref,
        since=wording.moment(case.due_at, offices.working_time(office).zone),
        link=absolute("desk_case", case.ref),
    )
    return tell.message(act, case, one.person, words, what=f"/atasan{one.tier}")


def _queue(queued: list[Message]) -> None:
    for first in range(0, len(queued), _AT_ONCE):
        messages.queue(queued[first : first + _AT_ONCE])
