"""Those who watch over an office hear that something looks odd, once a day: what it is stands on their page alone."""

from collections.abc import Sequence

from silastri.apps.messages import operations as messages
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.offices.watched import watchers
from silastri.domain import opening
from silastri.domain.act import Act
from silastri.domain.words.messages.bribes import SomethingToRead
from silastri.journey.case import tell
from silastri.journey.case.links import absolute


def tell_watchers(act: Act, office: Office, about: Sequence[int | None]) -> None:
    """Queues it for when the office is open. ``about`` whom what was found is: nobody hears of what is about himself
    alone. Needs a transaction."""
    working = offices.working_time(office)
    due = opening.next_open(working, act.at)
    words = SomethingToRead(link=absolute("anomalies"))
    made = []
    for person in watchers(office, working.day(due)):
        if any(one != person.pk for one in about):
            key = f"keanehan/{office.pk}/{working.day(due)}/{person.pk}"
            made.append(tell.made(act, words, about=key, person=person, office=office.pk))
    for one in made:
        one.due_at = due
    messages.queue([one for one in made if one.to])
