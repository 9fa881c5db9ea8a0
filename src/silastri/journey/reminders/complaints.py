"""Reminds of complaints before they are due, and tells superiors of those that are late, one above the other. Each is
told once for each limit of a complaint."""

from collections.abc import Iterator

from django.db import transaction

from silastri.apps.accounts.models import Person
from silastri.apps.complaints import queries
from silastri.apps.complaints.models import Complaint
from silastri.apps.messages import operations as messages
from silastri.apps.messages import queries as outgoing
from silastri.apps.messages.models import Message
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.reminders import operations as reminders
from silastri.domain import opening
from silastri.domain.act import Act
from silastri.domain.case import reminding
from silastri.domain.words import wording
from silastri.domain.words.messages.complaint_news import ComplaintDueSoon, ComplaintLate
from silastri.journey.case.links import absolute
from silastri.journey.complaints import access, tell


def watch(act: Act) -> int:
    """Tells whoever has a complaint in hand that is due soon, and the superiors of whoever has a late one: the nearest
    at once, the one above after a while. How many were told; while the office is closed it tells nothing."""
    office = offices.by_id(act.by.office or 0)
    rule, time = offices.definition(office).reminding, offices.working_time(office)
    if not rule.is_on or not opening.is_open(time, act.at):
        return 0
    found = queries.due_before(office.pk, reminding.due_until(rule, time, act.at))
    return _tell(act, office, found) if found else 0


@transaction.atomic
def _tell(act: Act, office: Office, found: list[Complaint]) -> int:
    reminders.one_at_a_time(office.pk)
    rule, time = offices.definition(office).reminding, offices.working_time(office)
    queued: list[Message] = []
    for one in found:
        assert one.due_at
        if one.due_at < act.at:
            queued += [_message(act, one, person, post, late=True) for post, person in _above(act, office, one)]
            continue
        remind_at = reminding.remind_at(rule, time, one.received_at, one.due_at)
        if remind_at is not None and remind_at <= act.at:
            post, people = tell.holders(act, one)
            queued += [_message(act, one, person, post, late=False) for person in people]
    return _queue(queued)


def _above(act: Act, office: Office, found: Complaint) -> Iterator[tuple[str, Person]]:
    """Who must have heard of it by now, with what the post is called that has it."""
    definition, time = offices.definition(office), offices.working_time(office)
    post = found.post or sorted(access.roles(office).handlers)[0]
    assert found.due_at
    due, on = found.due_at, offices.today(office, act.at)
    for superior in reminding.superiors(definition, post):
        if due > act.at:
            return
        people = [one for one in offices.in_charge(office, superior, on) if one.pk != found.person_id]
        for person in people:
            yield offices.title(office, post), person
        if people:
            due = reminding.next_tier_at(definition.reminding, time, due)


def _message(act: Act, found: Complaint, person: Person, post: str, *, late: bool) -> Message:
    assert found.due_at
    kind = ComplaintLate if late else ComplaintDueSoon
    due = wording.moment(found.due_at, tell.zone(found))
    words = kind(number=found.number, post=post, due=due, link=absolute("complaint", str(found.pk)))
    what = "atasan" if late else "tempo"
    return tell.work(act, found, person, words, f"{what}{found.due_at.timestamp():.0f}")


def _queue(queued: list[Message]) -> int:
    reached = {one.about: one for one in queued if one.to}
    new = [reached[about] for about in reached.keys() - outgoing.known(reached)]
    if new:
        messages.queue(sorted(new, key=lambda one: one.about))
    return len(new)
