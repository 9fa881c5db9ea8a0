"""Who answers citizens in an office, and the conversations that are there for them."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from silastri import adapters
from silastri.adapters.messaging import messenger
from silastri.apps.accounts.models import Person
from silastri.apps.catalog import queries as catalog
from silastri.apps.conversations import queries
from silastri.apps.conversations.models import Conversation
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.act import Act
from silastri.domain.definition.involved import at_counter
from silastri.domain.refusal import NotThere, NotYours

# In which some providers take free text: a day, less what a message may take to get there (``journey/outbox/forms``).
WINDOW = timedelta(hours=24) - timedelta(minutes=5)


class NotHelper(NotYours):
    """Citizens are answered by those who hold the counter, or manage the office."""


class NoConversation(NotThere):
    """There is no such conversation, or it is with another office."""


class OwnConversation(NotYours):
    """Nobody answers himself."""


def counters(office: Office) -> set[str]:
    """The posts at the counter, under any version of any service."""
    return {post for one in catalog.definitions_of(office) for post in at_counter(one)}


def helps(act: Act, office: Office) -> bool:
    """Whether the officer answers citizens of that office."""
    if act.by.person is None or act.by.office != office.pk:
        return False
    is_manager = offices.manages(office.pk, act.by.person, offices.today(office, act.at))
    return bool(counters(office) & act.by.posts.keys()) or is_manager


def must_help(act: Act) -> Office:
    """The office for which the officer answers. Raises NotHelper."""
    office = offices.by_id(act.by.office or 0) if act.by.office else None
    if office is None or not helps(act, office):
        raise NotHelper("Percakapan dijawab petugas loket dan pengelola kantor.")
    return office


def helpers(office: Office, at: datetime) -> Mapping[int, Person]:
    """Everybody who answers citizens of that office, by name."""
    on = offices.today(office, at)
    found = [one.person for one in offices.in_posts(office, counters(office), on) if not one.only_signs]
    people = {person.pk: person for person in [*found, *offices.managers(office, on)]}
    return dict(sorted(people.items(), key=lambda pair: pair[1].name))


def conversation(act: Act, pk: int) -> Conversation:
    """One of the office. Raises NotHelper, NoConversation, OwnConversation."""
    office = must_help(act)
    found = queries.of_office(office.pk).filter(pk=pk).first()
    if found is None:
        raise NoConversation("Percakapan ini tidak ada.")
    if found.sender.person_id == act.by.person:
        raise OwnConversation("Ini percakapan Anda sendiri. Rekan Anda yang menjawabnya.")
    return found


def free_until(found: Conversation) -> datetime | None:
    """Until when one may write what one likes; None where that has no end."""
    channel = found.sender.channel
    if not adapters.offered(channel) or not messenger(channel).needs_forms:
        return None
    wrote_at = queries.sender_wrote_at(found.sender) or found.last_in_at
    return wrote_at + WINDOW


def is_free(found: Conversation, at: datetime) -> bool:
    until = free_until(found)
    return until is None or at < until
