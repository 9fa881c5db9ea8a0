"""What waits for an officer: the tasks of the posts held at a desk, and how many of them press."""

from datetime import datetime, timedelta

from silastri.apps.cases import usual_lists
from silastri.apps.cases.lists import Counts, Now, Tasks
from silastri.apps.catalog import queries as catalog
from silastri.apps.offices import queries as offices
from silastri.apps.offices.queries import Desk
from silastri.domain.kinds import Kind


def my_tasks(desk: Desk) -> Tasks:
    """Which cases are tasks of this desk, for ``apps/cases/lists.py``."""
    signs_for = desk.signs_for.keys() - desk.posts.keys()
    steps = catalog.steps(desk.office.pk) if signs_for else ()
    signed_at = [(version, step.key) for version, step in steps if step.kind is Kind.SIGN and step.actor in signs_for]
    return Tasks(desk.office.pk, sorted(desk.posts), sorted(signs_for), signed_at)


def count_my_tasks(desk: Desk, at: datetime) -> Counts:
    """How many tasks wait at this desk, how many of them are late and how many are due today: one statement."""
    return usual_lists.counts(my_tasks(desk), now(desk, at))


def now(desk: Desk, at: datetime, person: int = 0) -> Now:
    """The moment by the clock of the office, for somebody's list."""
    time = offices.working_time(desk.office)
    tomorrow = time.day(at) + timedelta(days=1)
    return Now(person, at, time.begins(tomorrow), time.begins(tomorrow + timedelta(days=1)))
