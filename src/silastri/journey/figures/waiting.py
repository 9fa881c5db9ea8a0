"""Where files wait now, by post and officer, beside how long they took there in the last thirty days."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from silastri.apps.accounts import queries as people
from silastri.apps.cases import day as cases
from silastri.apps.measures import queries as measures
from silastri.apps.measures.queries import StepSum
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.act import Act
from silastri.domain.definition.sop import APPLICANT
from silastri.journey.case.awaited import steps_of_citizens

from .scope import Scope

DAYS = 30


@dataclass
class Place:
    """A post, or an officer at it; 0 is what nobody has in hand, None the whole post. Minutes are the means of one
    step in working minutes; None where none was done."""

    post: str
    title: str
    person: int | None
    name: str
    count: int = 0
    late: int = 0
    oldest: datetime | None = None
    runs: int = 0
    waited: float | None = None
    worked: float | None = None

    def add(self, count: int, late: int, oldest: datetime | None) -> None:
        self.count, self.late = self.count + count, self.late + late
        self.oldest = min((moment for moment in (self.oldest, oldest) if moment), default=None)

    def took(self, found: Sequence[StepSum]) -> None:
        self.runs = sum(one.runs for one in found)
        if self.runs:
            self.waited = sum(one.waiting for one in found) / self.runs
            self.worked = sum(one.working for one in found) / self.runs


def by_officer(act: Act, office: Office, scope: Scope) -> list[Place]:
    """Every post of the scope at which something waits or was done, each officer and what nobody has in hand."""
    since, until = span(office, act.at)
    sums = _sums(office, since, until)
    groups = _groups(act, office, scope)
    found: dict[tuple[str, int], Place] = {}
    keys = {(group["post"], group["taken_by_id"] or 0) for group in groups}
    keys |= {(post, person) for post, person in sums if scope.holds(post)}
    names = people.names({person for _, person in keys if person})
    for post, person in sorted(keys):
        name = names.get(person, "Petugas lain") if person else "Belum diambil"
        found[post, person] = Place(post, offices.title(office, post), person, name)
    for group in groups:
        found[group["post"], group["taken_by_id"] or 0].add(group["count"], group["late"], group["oldest"])
    for key, one in sums.items():
        if key in found:
            found[key].took(one)
    return [place for place in found.values() if place.count or (place.person and place.runs)]


def by_post(places: Iterable[Place], office: Office) -> list[Place]:
    """The same, put together for each post, in the order in which the office names them."""
    of: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        of[place.post].append(place)
    order = [post.key for post in offices.definition(office).posts]
    found = []
    for post in sorted(of, key=lambda key: order.index(key) if key in order else len(order)):
        whole = Place(post, of[post][0].title, None, "")
        for one in of[post]:
            whole.add(one.count, one.late, one.oldest)
        whole.runs = sum(one.runs for one in of[post])
        if whole.runs:
            whole.waited = sum((one.waited or 0) * one.runs for one in of[post]) / whole.runs
            whole.worked = sum((one.worked or 0) * one.runs for one in of[post]) / whole.runs
        found.append(whole)
    return found


def span(office: Office, at: datetime) -> tuple[date, date]:
    """The last thirty days, today among them."""
    today = offices.today(office, at)
    return today - timedelta(days=DAYS - 1), today


def _groups(act: Act, office: Office, scope: Scope) -> list[dict[str, Any]]:
    """Without what waits for a citizen."""
    awaited = set(steps_of_citizens(office))
    return [
        group
        for group in cases.waiting_by_hand(office.pk, act.at)
        if group["post"] != APPLICANT
        and scope.holds(group["post"])
        and (group["version_id"], group["step"]) not in awaited
    ]


def _sums(office: Office, since: date, until: date) -> dict[tuple[str, int], list[StepSum]]:
    """By post and officer, without the steps at which a citizen is awaited: their minutes are nobody's."""
    awaited = {step for _, step in steps_of_citizens(office)}
    found: dict[tuple[str, int], list[StepSum]] = defaultdict(list)
    for (post, person, step), one in measures.of_steps(office.pk, since, until, "post", "person_id", "step").items():
        if step not in awaited:
            found[str(post), person if isinstance(person, int) else 0].append(one)
    return found
