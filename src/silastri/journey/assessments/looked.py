"""What a source of evidence is told, and what it gives."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from silastri.apps.catalog import queries as catalog
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.act import Act
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.office import Office as OfficeDefinition

Drawn = Callable[[], bytes]


@dataclass(frozen=True)
class Paper:
    """A paper of the folder, drawn only when the folder is made."""

    name: str
    draw: Drawn


@dataclass(frozen=True)
class Evidence:
    """What one source found, in words. ``route`` leads to it; ``table`` is put into the folder as CSV."""

    said: str
    route: tuple[str, ...] = ()
    papers: tuple[Paper, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()


@dataclass
class Looked:
    """Where evidence is looked for: one office, one year."""

    act: Act
    office: Office
    year: int
    definition: OfficeDefinition
    services: list[tuple[str, str, Definition]] = field(default_factory=list)  # slug and name

    @property
    def first(self) -> date:
        return date(self.year, 1, 1)

    @property
    def last(self) -> date:
        return date(self.year, 12, 31)

    @property
    def days(self) -> dict[str, Any]:
        """The moments at which the year begins and ends."""
        time = offices.working_time(self.office)
        return {"since": time.begins(self.first), "until": time.begins(date(self.year + 1, 1, 1))}


Source = Callable[[Looked], Evidence | None]


def look(act: Act, office: Office, year: int) -> Looked:
    on = min(date(year, 12, 31), offices.today(office, act.at))
    versions = catalog.in_force(office.pk, on)
    services = [(one.service.slug, one.service.name, catalog.definition(one.pk)) for one in versions]
    return Looked(act, office, year, offices.definition(office), services)


def when(
    there: object,
    said: str,
    route: tuple[str, ...] = (),
    papers: tuple[Paper, ...] = (),
    table: tuple[tuple[str, ...], ...] = (),
) -> Evidence | None:
    return Evidence(said, route, papers, table) if there else None
