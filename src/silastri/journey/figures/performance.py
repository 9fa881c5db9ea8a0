"""What an office makes public of its promises: promised and real time of each service, by month.

Only months that have ended: the changes of a running one would tell of single people from day to day. Of fewer than
five cases nothing is told but that there were few; and the office as a whole is not told where that could be worked out
from it.
"""

from dataclasses import dataclass
from datetime import date, datetime

from silastri.apps.catalog import queries as catalog
from silastri.apps.catalog.models import Service
from silastri.apps.catalog.shelf import shelf
from silastri.apps.measures import queries as measures
from silastri.apps.measures.queries import ServiceSum
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.complaints.month import Month, of_day
from silastri.domain.duration import Duration
from silastri.domain.measures import share, span, spoken
from silastri.domain.measures.open_minutes import OpenMinutes

MONTHS = 12
LEAST = 5  # cases of which a month must tell


@dataclass(frozen=True)
class Figure:
    """One month of a service or of the whole office. ``half`` is the time within which half of the cases ended;
    ``percent`` the share of promises kept, None where few promises fell due."""

    month: Month
    cases: int
    is_few: bool
    kept: int = 0
    promised: int = 0
    minutes: int = 0
    half: str = ""

    @property
    def percent(self) -> int | None:
        return share.percent(self.kept, self.promised) if self.promised >= LEAST and not self.is_few else None


@dataclass(frozen=True)
class ServiceTold:
    """``slug`` is empty for a service that is not offered any more; ``promise`` is None where the office has not said
    it."""

    slug: str
    title: str
    promise: Duration | None
    months: tuple[Figure, ...]

    @property
    def newest(self) -> Figure | None:
        return self.months[-1] if self.months and not self.months[-1].is_few else None


@dataclass(frozen=True)
class Told:
    services: tuple[ServiceTold, ...]
    office: tuple[Figure, ...]  # the months of all services, without those that must not be told

    @property
    def left_out(self) -> list[str]:
        """The months that a service shows and the whole office does not."""
        shown = {one.month for one in self.office}
        found = {one.month for service in self.services for one in service.months} - shown
        return [month.name for month in sorted(found, key=lambda month: month.first)]


def of_office(office: Office, at: datetime) -> Told:
    """The last twelve months that have ended, the earliest first."""
    months = _months(offices.today(office, at))
    found = measures.of_services_by_month(office.pk, months[0].first, span.last_day(months[-1]))
    of_a_day = OpenMinutes(offices.working_time(office)).of_a_day
    offers = {one.slug: one.offer.title for one in shelf([office], at).all}
    told = []
    for service in catalog.all_services(office.pk):
        of = {(year, number): sums for (pk, year, number), sums in found.items() if pk == service.pk}
        if of or service.slug in offers:
            promise = _promise(service, offices.today(office, at))
            slug, title = (service.slug, offers[service.slug]) if service.slug in offers else ("", service.name)
            told.append(ServiceTold(slug, title, promise, _figures(months, of, promise, of_a_day)))
    return Told(tuple(sorted(told, key=lambda one: one.title.lower())), _whole(months, found, of_a_day))


def last_month(service: Service, at: datetime) -> Figure | None:
    """The last month of one service; None where it has too few cases to be told."""
    office = service.office
    month = _months(offices.today(office, at))[-1]
    found = measures.of_months(office.pk, month.first, span.last_day(month), service.pk)
    promise = _promise(service, offices.today(office, at))
    of_a_day = OpenMinutes(offices.working_time(office)).of_a_day
    figures = _figures([month], found, promise, of_a_day)
    return figures[0] if figures and not figures[0].is_few else None


def _months(today: date) -> list[Month]:
    return span.months_until(of_day(today).before, MONTHS)


def _promise(service: Service, today: date) -> Duration | None:
    version = catalog.current(service, today)
    length = catalog.definition(version.pk).standard.promise.length if version else None
    return length if length and length.is_said else None


def _figures(
    months: list[Month], found: dict[tuple[int, int], ServiceSum], promise: Duration | None, of_a_day: int
) -> tuple[Figure, ...]:
    """The months in which cases ended."""
    told = ((month, found.get((month.year, month.number))) for month in months)
    return tuple(_figure(month, sums, promise, of_a_day) for month, sums in told if sums and sums.done + sums.refused)


def _figure(month: Month, sums: ServiceSum, promise: Duration | None, of_a_day: int) -> Figure:
    cases = sums.done + sums.refused
    if cases < LEAST:
        return Figure(month, cases, is_few=True)
    half = spoken.median(sums.minutes)
    return Figure(month, cases, False, sums.kept, sums.promised, half, spoken.within(half, of_a_day, promise))


def _whole(
    months: list[Month], found: dict[tuple[int, int, int], ServiceSum], of_a_day: int
) -> tuple[Figure, ...]:  # fmt: skip
    """Of all services; not where the few of a service are what is left of them."""
    told = []
    for month in months:
        of = [sums for (_, *when), sums in found.items() if tuple(when) == (month.year, month.number)]
        few = sum(cases for sums in of if (cases := sums.done + sums.refused) < LEAST)
        whole = ServiceSum()
        for sums in of:
            whole.done, whole.refused = whole.done + sums.done, whole.refused + sums.refused
            whole.kept, whole.unpromised = whole.kept + sums.kept, whole.unpromised + sums.unpromised
            whole.minutes.extend(sums.minutes)
        if whole.done + whole.refused >= LEAST and not 0 < few < LEAST:
            told.append(_figure(month, whole, None, of_a_day))
    return tuple(told)
