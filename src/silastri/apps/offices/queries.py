"""Which offices there are, when they are open, and who holds which post."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import DateField, Q, QuerySet

from silastri.apps.accounts.models import Person
from silastri.apps.statements.made import Lookup, Slot
from silastri.domain.definition import definition as definitions
from silastri.domain.definition.office import Office as OfficeDefinition
from silastri.domain.worktime import OfficeTime, national_day

from .models import Holiday, KeptView, Office, Posting, ProposedPosting


def offices(only: int | None = None) -> list[Office]:
    """All, or the one with that number."""
    return _offices.all() if only is None else list(Office.objects.filter(pk=only))


_offices = Lookup(lambda: Office.objects.order_by("name"))


def by_slug(slug: str) -> Office | None:
    return Office.objects.filter(slug=slug).first()


def by_id(pk: int) -> Office:
    return Office.objects.get(pk=pk)


def only_one() -> Office | None:
    """The office of an installation that has just one."""
    found = _first_two.all()
    return found[0] if len(found) == 1 else None


_first_two = Lookup(lambda: Office.objects.defer("definition")[:2])


def definition(office: Office) -> OfficeDefinition:
    """The office's kantor.yaml as last published."""
    return _definition(office.pk, office.definition_hash)


@lru_cache(maxsize=256)
def _definition(pk: int, definition_hash: str) -> OfficeDefinition:
    published = Office.objects.values_list("definition", "emblem__svg")
    text, emblem = published.get(pk=pk, definition_hash=definition_hash)
    found, findings = definitions.read_office(text)
    if found is None:
        raise ValueError(f"the published definition of office {pk} cannot be read: {findings}")
    return found.with_emblem(emblem or "")


def title(office: Office, post: str) -> str:
    """What the post is called."""
    found = definition(office).post(post)
    return found.title if found else post


def working_time(office: Office) -> OfficeTime:
    """The office's hours and holidays, read again only after a change."""
    return _working_time(office.pk, office.definition_hash, office.turn)


@lru_cache(maxsize=256)
def _working_time(pk: int, definition_hash: str, turn: int) -> OfficeTime:
    works = _definition(pk, definition_hash).works_on_collective_leave
    closed = Holiday.objects.filter(office_id=pk)
    if works:
        closed = closed.exclude(kind=Holiday.Kind.COLLECTIVE)
    return _definition(pk, definition_hash).time(dict(closed.values_list("day", "name")))


def today(office: Office, at: datetime) -> date:
    """The day that the office has at that moment: it may be another than the day of UTC, or of another office."""
    return working_time(office).day(at)


def holidays(office: Office, year: int) -> QuerySet[Holiday]:
    return Holiday.objects.filter(office=office, day__year=year).order_by("day")


def years_with_holidays(office: Office) -> list[int]:
    return [day.year for day in Holiday.objects.filter(office=office).dates("day", "year")]


def in_force(on: date) -> Q:
    return Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gte=on))


def holders(office: Office, post: str, on: date, *, to_sign: bool = False) -> tuple[Person, ...]:
    """The holders of the post on that day, with those who stand in; ``to_sign`` adds those who only sign in its name.
    Read again only after a change of postings."""
    found = _postings(office.pk, post, on, office.turn)
    return tuple(posting.person for posting in found if to_sign or not posting.only_signs)


def in_charge(office: Office, post: str, on: date) -> tuple[Person, ...]:
    """Who answers for the post on that day: those who stand in for its holder, or else who holds it."""
    does = [posting for posting in _postings(office.pk, post, on, office.turn) if not posting.only_signs]
    stand_in = [posting.person for posting in does if posting.mark]
    return tuple(dict.fromkeys(stand_in or [posting.person for posting in does]))


def in_posts(office: Office, posts: Iterable[str], on: date) -> list[Posting]:
    """Who holds those posts on that day, stands in, or signs in their name: by post. Read again only after a change of
    postings."""
    return [posting for post in sorted(posts) for posting in _postings(office.pk, post, on, office.turn)]


@lru_cache(maxsize=4096)
def _postings(pk: int, post: str, on: date, turn: int) -> tuple[Posting, ...]:
    found = Posting.objects.filter(in_force(on), office_id=pk, post=post).select_related("person").order_by("id")
    return tuple(found)


def signatories(office: Office, post: str, on: date, *, service: int | None = None) -> list[Posting]:
    """Who may sign a letter of that service, or of any service, for the post on that day: first those who stand in,
    then the holder, then those who sign in its name. Read again only after a change of postings."""
    found = _postings(office.pk, post, on, office.turn)
    may = [posting for posting in found if not posting.only_for or service in posting.only_for]
    return sorted(may, key=lambda posting: (posting.only_signs, not posting.mark))


@dataclass(frozen=True)
class Desk:
    """An officer's place of work: an office, the posts held there, and whether the officer manages it."""

    office: Office
    posts: dict[str, str]  # post -> "", "Plt.", "Plh." or "Pj."
    manages: bool
    signs_for: dict[str, str] = field(default_factory=dict)  # post -> "a.n." or "u.b."
    watches: bool = False  # over the office: it reads what every post of it reads, and changes nothing


def desks(person_id: int, at: datetime) -> list[Desk]:
    """The offices in which a person holds posts at that moment, each by its own day."""
    a_day = timedelta(days=1)  # no office's day is further from the day in the capital
    found: dict[int, Desk] = {}
    for posting in _near.all(person_id, national_day(at) + a_day, national_day(at) - a_day):
        if not posting.is_in_force(today(posting.office, at)):
            continue
        desk = found.setdefault(posting.office_id, Desk(posting.office, {}, False))
        (desk.signs_for if posting.only_signs else desk.posts)[posting.post] = posting.mark
        if posting.manages:
            found[posting.office_id] = replace(desk, manages=True)
    return list(found.values())


def _postings_near(person_id: Any, latest: Any, earliest: Any) -> QuerySet[Posting]:
    near = Q(since__lte=latest) & (Q(until__isnull=True) | Q(until__gte=earliest))
    found = Posting.objects.filter(near, person_id=person_id).select_related("office").defer("office__definition")
    return found.order_by("office_id", "post")


_near = Lookup(_postings_near, Slot(0), Slot(1, DateField()), Slot(2, DateField()))


def desks_of(office: Office, on: date) -> dict[int, Desk]:
    """The desk of each officer of the office on that day."""
    found: dict[int, Desk] = {}
    for posting in Posting.objects.filter(in_force(on), office=office).order_by("id"):
        desk = found.setdefault(posting.person_id, Desk(office, {}, False))
        (desk.signs_for if posting.only_signs else desk.posts)[posting.post] = posting.mark
    return found


def works_at(office: Office, person_id: int, at: datetime) -> bool:
    """Whether the person holds a post there now."""
    return person_id in desks_of(office, today(office, at))


def manages(office_id: int, person_id: int, on: date) -> bool:
    """Whether that person is a manager of the office on that day."""
    return _managing(office_id, person_id, on) is not None


def _postings_of_manager(office: Any, person: Any, on: Any) -> QuerySet[Posting]:
    return Posting.objects.filter(in_force(on), office_id=office, person_id=person, manages=True)[:1]


_managing = Lookup(_postings_of_manager, Slot(0), Slot(1), Slot(2, DateField()))


def managers(office: Office, on: date) -> list[Person]:
    """Who manages the office on that day."""
    found = Posting.objects.filter(in_force(on), office=office, manages=True).select_related("person").order_by("id")
    return list({posting.person_id: posting.person for posting in found}.values())


def postings(office: Office) -> QuerySet[Posting]:
    return Posting.objects.filter(office=office).select_related("person").order_by("post", "-since")


def officers(office: Office) -> set[int]:
    """Whoever holds or held a post of the office."""
    return set(Posting.objects.filter(office=office).values_list("person_id", flat=True))


def colleagues(office: Office) -> QuerySet[Person]:
    """Who may be assigned: whoever holds or held a post here, and people with a NIP who hold none anywhere. Citizens
    are not among them."""
    here = Posting.objects.filter(office=office).values("person")
    free = Person.objects.filter(nip__gt="", posting=None).values("pk")
    return Person.objects.filter(pk__in=here.union(free), activated_at__isnull=False).order_by("name", "id")


def proposals(office: Office) -> QuerySet[ProposedPosting]:
    """The proposed postings of the office, the newest first."""
    found = ProposedPosting.objects.filter(office=office)
    return found.select_related("office", "person", "proposed_by", "decided_by", "file").order_by("-id")


def post_titles() -> dict[tuple[int, str], str]:
    """The title of every post of every office."""
    return {(office.pk, post.key): post.title for office in offices() for post in definition(office).posts}


def views(office_id: int, person_id: int, page: str) -> list[KeptView]:
    """What an officer keeps of a list, by name."""
    return _views.all(office_id, person_id, page)


_views = Lookup(
    lambda office, person, page: KeptView.objects.filter(office_id=office, person_id=person, page=page).order_by("name")
)


def view(pk: int, *, office_id: int, person_id: int) -> KeptView | None:
    return KeptView.objects.filter(pk=pk, office_id=office_id, person_id=person_id).first()
