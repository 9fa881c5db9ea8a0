"""Letters that end and duties that fall due are written down and people reminded; nothing is decided here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from silastri.apps.accounts.models import Person
from silastri.apps.catalog import queries as catalog
from silastri.apps.catalog.models import Version
from silastri.apps.duties import operations as duty_operations
from silastri.apps.duties import queries as duties
from silastri.apps.duties.models import Duty
from silastri.apps.letters import queries as letters
from silastri.apps.messages import operations as messages
from silastri.apps.messages import queries as outgoing
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.act import Act
from silastri.domain.case.workflow import State
from silastri.domain.definition.standard import Product
from silastri.domain.letters import renewal
from silastri.domain.words.called import in_messages
from silastri.domain.words.messages.letter import DutyDue, Renewal
from silastri.domain.words.messages.template import Template
from silastri.journey.apply import renew
from silastri.journey.case import tell
from silastri.journey.case.links import absolute
from silastri.journey.frame.in_force import write_down

_FAR = timedelta(days=800)  # the earliest reminder before a letter's end
_LONG_PAST = timedelta(days=60)  # a duty that fell due longer ago than this is not reminded of any more


@dataclass(frozen=True)
class _News:
    """A message that somebody is to get once: ``about`` names the event."""

    about: str
    person: Person
    case_id: int
    words: Template


def remind(act: Act) -> int:
    """Everything that this day brings to the office of the act, or to every office, and how much there was.

    A second time there is nothing to do.
    """
    return sum(_of_office(act, office) for office in offices.offices(act.by.office))


def _of_office(act: Act, office: Office) -> int:
    on = offices.today(office, act.at)
    made = _write_down_what_follows(act, office, on)
    return made + _tell(act, office, [*_letters_that_end(office, on), *_duties(office, on)])


@transaction.atomic
def _write_down_what_follows(act: Act, office: Office, on: date) -> int:
    found = {duty.letter_id: duty.letter for duty in duties.to_follow(office.pk, on)}
    made = 0
    for letter in found.values():
        made += write_down(act, letter, on=on)
        duty_operations.follow(letter, until=on)
    return made


def _letters_that_end(office: Office, on: date) -> Iterator[_News]:
    for version in catalog.in_force(office.pk, on):
        for product in catalog.definition(version.pk).standard.products:
            if product.renewal and product.renewal.reminders:
                yield from _ending(office, version, product, on)


def _ending(office: Office, version: Version, product: Product, on: date) -> Iterator[_News]:
    """Tells the holder once for each reminder in the standard, unless the holder has applied for renewal already."""
    standard, rule, time = catalog.definition(version.pk).standard, product.renewal, offices.working_time(office)
    assert rule
    for letter in letters.that_end(office.pk, version.service_id, key=product.key, since=on, until=on + _FAR):
        assert letter.on and letter.valid_until
        length = renewal.reminder(rule, letter.valid_until, letter.on, on, time)
        begun = renew.begun(letter, rule) if length else None
        if length is None or (begun and begun.state != State.DRAFT):
            continue
        words = Renewal(
            letter=in_messages(standard, letter.name),
            number=letter.number,
            ends=letter.valid_until,
            then=renewal.window(standard, rule, letter.valid_until, time).told(on),
            link=absolute("my_letters"),
        )
        yield _News(f"{letter.code}/berakhir/{length}", letter.case.applicant, letter.case_id, words)


def _duties(office: Office, on: date) -> Iterator[_News]:
    """Reminds of a duty before its last day, and once more after it."""
    for duty in duties.to_remind(office.pk, on, since=on - _LONG_PAST):
        late = duty.due_on < on
        for person in _whose(office, duty, on):
            page = ("my_case", duty.case.ref) if duty.by_applicant else ("duty", str(duty.pk))
            words = DutyDue(
                label=duty.label,
                letter=in_messages(catalog.definition(duty.case.version_id).standard, duty.letter.name),
                number=duty.letter.number,
                due=duty.due_on,
                late=late,
                link=absolute(*page),
            )
            yield _News(f"kewajiban/{duty.pk}/{'lewat' if late else 'ingat'}/{person.pk}", person, duty.case_id, words)


def _whose(office: Office, duty: Duty, on: date) -> tuple[Person, ...]:
    """The applicant in whatever way he can be told; officers by their telephones."""
    if duty.by_applicant:
        return (duty.case.applicant,)
    return tuple(holder for holder in offices.holders(office, duty.post, on) if holder.phone)


def _tell(act: Act, office: Office, news: list[_News]) -> int:
    known = outgoing.known(one.about for one in news)
    queued = [
        tell.made(act, one.words, about=one.about, person=one.person, case=one.case_id, office=office.pk)
        for one in news
        if one.about not in known
    ]
    for first in range(0, len(queued), 100):
        messages.queue(queued[first : first + 100])
    return len(queued)
