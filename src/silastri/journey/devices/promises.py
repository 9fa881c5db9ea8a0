"""Promise and reality of each service, as the television shows them when nobody is called."""

from dataclasses import dataclass
from datetime import date, datetime
from statistics import median_high

from silastri.apps.catalog import queries as catalog
from silastri.apps.measures import queries as measures
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.words.called import called
from silastri.domain.words.lasted import lasted, minutes_of_a_day
from silastri.domain.worktime import add_months

_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Kept:
    """One service: what it promises, what was usual, and how many percent were in time."""

    name: str
    promised: str
    usually: str
    kept: int


def of_office(office: Office, at: datetime) -> list[Kept]:
    """Of the last three months; a service without a promise or without an ended case is left out."""
    today = offices.today(office, at)
    sums = measures.of_services(office.pk, add_months(today, -_MONTHS), today)
    a_day = minutes_of_a_day(offices.working_time(office))
    return [
        Kept(name, promised, lasted(median_high(one.minutes), a_day), 100 * one.kept // one.promised)
        for name, promised, one in (
            (name, promised, sums[service]) for service, name, promised in _promises(office, today) if service in sums
        )
        if one.minutes and one.promised
    ]


def _promises(office: Office, today: date) -> list[tuple[int, str, str]]:
    """Service, what citizens call it, and what it promises: of the versions in force."""
    found = []
    for version in catalog.in_force(office.pk, today):
        standard = catalog.definition(version.pk).standard
        promised = standard.promise.length.told
        if promised:
            found.append((version.service_id, called(standard), promised))
    return sorted(found, key=lambda one: one[1])
