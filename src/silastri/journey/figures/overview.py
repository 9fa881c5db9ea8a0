"""The figures of the first page: what an officer has before him, and what the office did in a span of days."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from silastri.apps.anomalies.models import Anomaly
from silastri.apps.cases import day as cases
from silastri.apps.cases.lists import Counts
from silastri.apps.measures import queries as measures
from silastri.apps.measures.queries import ServiceSum
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.offices.queries import Desk
from silastri.apps.tickets.models import Ticket
from silastri.domain.act import Act
from silastri.domain.case.workflow import State
from silastri.domain.complaints.month import Month, of_day
from silastri.domain.measures import share, span, spoken
from silastri.domain.measures.span import Span
from silastri.journey.desk.my_tasks import count_my_tasks

MONTHS = 12


@dataclass(frozen=True)
class Own:
    """What waits for the officer, and how many steps he did today."""

    tasks: Counts
    done_today: int


@dataclass(frozen=True)
class Today:
    """What came in and ended today."""

    submitted: int
    done: int
    refused: int
    with_citizens: int  # cases that their applicants mend


@dataclass(frozen=True)
class MonthKept:
    """How many promises of a month were kept."""

    month: Month
    sums: ServiceSum

    @property
    def percent(self) -> int:
        return share.percent(self.sums.kept, self.sums.promised)

    @property
    def broken(self) -> int:
        return self.sums.promised - self.sums.kept


@dataclass(frozen=True)
class InHall:
    """The queue of today; ``since`` is when the first of those who wait came."""

    waiting: int
    since: datetime | None


def own(act: Act, desk: Desk) -> Own:
    since, until = _today(desk.office, act.at)
    done = cases.steps_done(desk.office.pk, act.by.person or 0, since, until)
    return Own(count_my_tasks(desk, act.at), done)


def today(act: Act, office: Office) -> Today:
    since, until = _today(office, act.at)
    ended = cases.ended_counts(office.pk, since, until)
    came = cases.came_in_count(office.pk, since, until)
    mend = cases.with_citizens_count(office.pk)
    return Today(came, ended.get(State.DONE, 0), ended.get(State.REFUSED, 0), mend)


def of_span(office: Office, wanted: Span) -> tuple[ServiceSum, int | None]:
    """What happened in those days, and within how many working minutes half of the cases ended."""
    found = measures.of_services(office.pk, wanted.since, wanted.until).values()
    total = ServiceSum()
    for one in found:
        for name in ("submitted", "done", "refused", "withdrawn", "unpromised", "kept"):
            setattr(total, name, getattr(total, name) + getattr(one, name))
        total.minutes.extend(one.minutes)
    return total, spoken.median(total.minutes) if total.minutes else None


def trend(office: Office, on: date) -> list[MonthKept]:
    """The last twelve months up to this one, from the first with a promise that fell due."""
    months = span.months_until(of_day(on), MONTHS)
    found = measures.counts_by_month(office.pk, months[0].first, on)
    told = [MonthKept(month, found.get((month.year, month.number), ServiceSum())) for month in months]
    first = next((n for n, one in enumerate(told) if one.sums.promised), len(told))
    return told[first:]


def in_hall(act: Act, office: Office) -> InHall | None:
    """None where the office has no queue."""
    if not offices.definition(office).queue.used:
        return None
    waits = Ticket.objects.filter(office=office, on=offices.today(office, act.at), state=Ticket.State.WAITING)
    moments = list(waits.values_list("arrived_at", flat=True))
    return InHall(len(moments), min((moment for moment in moments if moment), default=None))


def anomalies(office: Office) -> int:
    """How many wait for somebody to say what they are."""
    open_ones = (Anomaly.State.NEW, Anomaly.State.LOOKED_AT)
    return Anomaly.objects.filter(office=office, state__in=open_ones).count()


def made_at(office: Office, at: datetime) -> datetime | None:
    """When the sums of today were made last."""
    return measures.last_made(office.pk, offices.today(office, at))


def _today(office: Office, at: datetime) -> tuple[datetime, datetime]:
    time = offices.working_time(office)
    on = time.day(at)
    return time.begins(on), time.begins(on + timedelta(days=1))
