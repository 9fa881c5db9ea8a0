"""Whose figures an officer sees: the office's, those of the posts below his own, or only his own."""

from dataclasses import dataclass

from silastri.apps.catalog import queries as catalog
from silastri.apps.offices import queries as offices
from silastri.apps.offices.queries import Desk
from silastri.domain.refusal import NotYours
from silastri.journey.desk.late_below import posts_below
from silastri.journey.office.own_services import own_services


@dataclass(frozen=True)
class Scope:
    """``whole``: of the office. ``below``: there are posts below his own. ``links``: he may open every case that is
    counted."""

    whole: bool
    below: bool
    posts: frozenset[str]
    links: bool

    def holds(self, post: str) -> bool:
        return self.whole or post in self.posts


class NotForYou(NotYours):
    """These figures are for those who answer for others."""


def scope(desk: Desk) -> Scope:
    definition = offices.definition(desk.office)
    below = posts_below(desk)
    over = {definition.head.key, *definition.watchers.posts}
    services = frozenset(catalog.services_of_versions(desk.office).values())
    return Scope(
        whole=desk.manages or bool(over & desk.posts.keys()),
        below=bool(below),
        posts=frozenset(below | desk.posts.keys()),
        links=own_services(desk) >= services,
    )


def must_oversee(desk: Desk) -> Scope:
    """Raises NotForYou."""
    found = scope(desk)
    if not (found.whole or found.below):
        raise NotForYou("Halaman ini untuk pimpinan, atasan, dan pengelola kantor.")
    return found
