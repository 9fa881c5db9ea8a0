"""Who watches over which office (``pengawasan`` in kantor.yaml): the office's own audit team, and the audit posts of
the office that it names."""

from datetime import date

from silastri.apps.accounts.models import Person

from . import queries
from .models import Office
from .queries import Desk


def with_watched(desks: list[Desk]) -> list[Desk]:
    """The desks of a person, and after them one that only reads for each office over which the person watches. A desk
    whose posts do nothing but watch is not among them."""
    watching = [desk for desk in desks if _watches_from(desk)]
    if not watching:
        return desks
    own = {desk.office.slug for desk in watching}
    found = [office for office in queries.offices() if office.slug in own or _watched_by(office) in own]
    found.sort(key=lambda office: (office.slug not in own, office.name))
    return [*(desk for desk in desks if not _only_watches(desk)), *map(reading_desk, found)]


def reading_desk(office: Office) -> Desk:
    """It reads what every post and the managers of the office read."""
    return Desk(office, {post.key: "" for post in queries.definition(office).posts}, True, watches=True)


def watchers(office: Office, on: date) -> list[Person]:
    """Who watches over the office on that day."""
    places = [office, *(one for one in queries.offices() if one.slug == _watched_by(office))]
    found = [
        person
        for place in places
        for post in queries.definition(place).watchers.posts
        for person in queries.holders(place, post, on)
    ]
    return list(dict.fromkeys(found))


def _watched_by(office: Office) -> str:
    return queries.definition(office).watchers.office


def _watches_from(desk: Desk) -> bool:
    return bool(desk.posts.keys() & set(queries.definition(desk.office).watchers.posts))


def _only_watches(desk: Desk) -> bool:
    definition = queries.definition(desk.office)
    others = {*definition.bribe_readers.posts, *definition.oversees_all}
    watching = set(definition.watchers.posts) - others
    return desk.posts.keys() <= watching and not (desk.manages or desk.signs_for)
