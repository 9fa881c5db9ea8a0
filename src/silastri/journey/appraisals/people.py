"""Who is appraised in which post, by whom, and who stands above."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from silastri.apps.accounts.models import Person
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office, Posting
from silastri.domain.act import Act
from silastri.domain.appraisals import line
from silastri.domain.appraisals.peers import Officer
from silastri.domain.refusal import NotFit, NotYours


@dataclass(frozen=True)
class Above:
    """Who is in charge of the nearest post above somebody: those who stand in, or else its holders."""

    post: str
    people: tuple[Person, ...]

    def holds(self, person: int | None) -> bool:
        return any(one.pk == person for one in self.people)


def office_of(act: Act) -> Office:
    return offices.by_id(act.by.office or 0)


def today(act: Act, office: Office) -> date:
    return offices.today(office, act.at)


def head(office: Office) -> str:
    return offices.definition(office).head.key


def is_head(act: Act, office: Office) -> bool:
    """Whether the officer is in charge of the office's first post."""
    charge = offices.in_charge(office, head(office), today(act, office))
    return head(office) in act.by.posts and act.by.person in {one.pk for one in charge}


def must_be_head(act: Act) -> Office:
    """Raises NotYours."""
    office = office_of(act)
    if not is_head(act, office):
        raise NotYours("Ini tugas pimpinan kantor.")
    return office


def posted(office: Office, on: date) -> dict[int, Posting]:
    """Each officer's main post: what he holds goes before what he stands in for, then what he has had longest."""
    there = [one for one in offices.postings(office) if one.is_in_force(on) and not one.only_signs]
    found: dict[int, Posting] = {}
    for one in sorted(there, key=lambda one: (bool(one.mark), one.since, one.pk)):
        found.setdefault(one.person_id, one)
    return found


def officer(office: Office, person: int, on: date) -> Posting:
    """Raises NotFit with the field ``petugas``."""
    found = posted(office, on).get(person)
    if found is None:
        raise NotFit("Pilih petugas.", {"petugas": "Pilih petugas kantor ini."})
    return found


def superior(office: Office, post: str, person: int, on: date, *, but: Sequence[int] = ()) -> Above | None:
    """The nearest post above that somebody else is in charge of. None for the head, whom nobody here appraises."""
    for up in line.above(offices.definition(office).posts, post):
        people = [one for one in offices.in_charge(office, up, on) if one.pk not in (person, *but)]
        if people:
            return Above(up, tuple(people))
    return None


def stands_above(act: Act, office: Office, post: str) -> bool:
    """Whether the officer is in charge of any post above that one."""
    above = set(line.above(offices.definition(office).posts, post)) & act.by.posts.keys()
    on = today(act, office)
    return any(act.by.person in {one.pk for one in offices.in_charge(office, up, on)} for up in above)


def has_below(act: Act, office: Office) -> bool:
    return bool(line.below(offices.definition(office).posts, set(act.by.posts)))


def title(act: Act, office: Office, post: str) -> str:
    """What the officer is called in that post: Plt. Kepala Dinas."""
    return f"{act.by.posts.get(post, '')} {offices.title(office, post)}".strip()


def for_round(office: Office, on: date) -> list[Officer]:
    """Every officer with the post above his, as a round asks them."""
    posts = {post.key: post.superior or "" for post in offices.definition(office).posts}
    return [Officer(pk, one.post, posts.get(one.post, "")) for pk, one in posted(office, on).items()]
