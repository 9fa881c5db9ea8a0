"""Who keeps the queue of an office, and what the office says of it."""

from collections.abc import Sequence
from datetime import datetime

from silastri.apps.catalog import queries as catalog
from silastri.apps.catalog.models import Service
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.offices.queries import Desk
from silastri.apps.tickets import queries
from silastri.apps.tickets.models import Counter
from silastri.domain.act import Act
from silastri.domain.definition.involved import at_counter
from silastri.domain.definition.running.queue import Queue
from silastri.domain.refusal import MovedOn, NotThere, NotYours


class NotUsed(NotThere):
    """The office has no queue with numbers."""


class NotKeeper(NotYours):
    """The queue is not for a post of this officer."""


class NoSeat(MovedOn):
    """The officer sits at no counter."""


def rules(office: Office) -> Queue:
    """Raises NotUsed."""
    found = offices.definition(office).queue
    if not found.used:
        raise NotUsed("Kantor ini tidak memakai nomor antrean.")
    return found


def is_used(office: Office) -> bool:
    return offices.definition(office).queue.used


def with_queue() -> list[Office]:
    """The offices at which people take a number."""
    return [one for one in offices.offices() if is_used(one)]


def used_by(slug: str) -> Office:
    """The office of that address. Raises NotUsed."""
    office = offices.by_slug(slug)
    if office is None:
        raise NotUsed("Kantor ini tidak ada.")
    rules(office)
    return office


def keepers(office: Office) -> frozenset[str]:
    """The posts that call the queue: those that the office names, else those before which people stand."""
    named = offices.definition(office).queue.keepers
    if named:
        return frozenset(named)
    return frozenset(post for one in catalog.definitions_of(office) for post in at_counter(one))


def keeps(desk: Desk) -> bool:
    """Whether an officer at this desk calls people; nobody does where the office has no queue."""
    return is_used(desk.office) and bool(keepers(desk.office) & desk.posts.keys())


def keeps_now(act: Act, office: Office) -> bool:
    return is_used(office) and bool(keepers(office) & act.by.posts.keys())


def must_keep(act: Act) -> Office:
    """The office of the officer. Raises NotUsed, NotKeeper."""
    office = offices.by_id(act.by.office or 0)
    rules(office)
    if not keeps_now(act, office):
        raise NotKeeper("Antrean dipanggil petugas loket.")
    return office


def must_read(act: Act) -> Office:
    """The times of the queue are read by all officers of the office. Raises NotUsed."""
    office = offices.by_id(act.by.office or 0)
    rules(office)
    return office


def must_sit(act: Act, office: Office) -> Counter:
    """The counter at which the officer sits. Raises NoSeat."""
    found = queries.counter_of(office.pk, act.by.person)
    if found is None:
        raise NoSeat("Pilih dulu loket tempat Anda melayani.")
    return found


def has_appointments(office: Office, at: datetime) -> bool:
    """Whether any service in force lets the applicant choose an hour at which to come."""
    versions = catalog.in_force(office.pk, offices.today(office, at))
    return any(step.slots for one in versions for step in catalog.definition(one.pk).sop.steps)


def services(office: Office, act: Act) -> list[Service]:
    """For which people take a number today: the services in force that some counter serves, by name."""
    return services_at(office, act.at, queries.counters(office.pk))


def services_at(office: Office, at: datetime, counters: Sequence[Counter]) -> list[Service]:
    found = [version.service for version in catalog.in_force(office.pk, offices.today(office, at))]
    return [one for one in found if any(not c.services or one.pk in c.services for c in counters)]
