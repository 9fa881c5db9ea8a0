"""Which services were not measured for a year: each is measured at least once a year."""

from dataclasses import dataclass
from datetime import date

from silastri.apps.catalog import queries as catalog
from silastri.apps.catalog.models import Service
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.reviews import queries
from silastri.apps.reviews.models import Review

A_YEAR = 365  # days


@dataclass(frozen=True)
class Standing:
    """How a service stands: this year's measurement if there is one, the last that was approved, and whether it is a
    year since then."""

    service: Service
    now: Review | None
    last: Review | None
    is_due: bool


def standings(office: Office, today: date) -> list[Standing]:
    """Of each service that the office offers. One is due when a year has passed since its last approved measurement,
    or since it came into force."""
    last = queries.last_approved(office.pk)
    running = {one.service_id: one for one in queries.of_office(office.pk).filter(year=today.year)}
    found = []
    for version in catalog.in_force(office.pk, today):
        done = last.get(version.service_id)
        since = offices.today(office, done.approved_at) if done and done.approved_at else None
        first = since or min(one.effective_on for one in catalog.versions(version.service))
        is_due = (today - first).days >= A_YEAR
        found.append(Standing(version.service, running.get(version.service_id), done, is_due))
    return found
