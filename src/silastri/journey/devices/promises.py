"""Promise and reality of each service, as the television shows them when nobody is called."""

from dataclasses import dataclass
from datetime import date, datetime

from silastri.apps.catalog import queries as catalog
from silastri.apps.measures import queries as measures
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.duration import Duration
from silastri.domain.measures import spoken
from silastri.domain.measures.open_minutes import OpenMinutes
from silastri.domain.words.called import called
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
    a_day = OpenMinutes(offices.working_time(office)).of_a_day
    return [
        Kept(
            name,
            promise.told,
            spoken.within(spoken.median(one.minutes), a_day, promise),
            spoken.percent(one.kept, one.promised),
        )
        for name, promise, one in (
            (name, promise, sums[service]) for service, name, promise in _promises(office, today) if service in sums
        )
        if one.minutes and one.promised
    ]


def _promises(office: Office, today: date) -> list[tuple[int, str, Duration]]:
    """Service, what citizens call it, and what it promises: of the versions in force."""
    found = []
    for version in catalog.in_force(office.pk, today):
        standard = catalog.definition(version.pk).standard
        promise = standard.promise.length
        if promise.told:
            found.append((version.service_id, called(standard), promise))
    return sorted(found, key=lambda one: one[1])
