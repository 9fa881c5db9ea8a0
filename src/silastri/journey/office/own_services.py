"""The services that are an officer's: whoever has nothing to do with a service does not see its cases."""

from silastri.apps.catalog import queries as catalog
from silastri.apps.offices import queries as offices
from silastri.apps.offices.queries import Desk
from silastri.domain.definition import involved


def own_services(desk: Desk) -> frozenset[int]:
    """The services of the office in which a post of this desk takes part, under any version: cases run under older ones
    too."""
    versions = catalog.services_of_versions(desk.office).items()
    return frozenset(service for version, service in versions if takes_part(desk, version))


def takes_part(desk: Desk, version: int) -> bool:
    """Whether a post of this desk has to do with the cases of that version of a service."""
    mine = desk.posts.keys() | desk.signs_for.keys()
    return bool(mine & involved.posts(catalog.definition(version), offices.definition(desk.office)))
