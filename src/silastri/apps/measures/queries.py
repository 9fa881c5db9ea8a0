"""Sums over a period, by service, post and officer."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import Sum

from .models import MeasuredDay, ServiceDay, StepDay

K = TypeVar("K", bound=Hashable)
_COUNTS = ("submitted", "done", "refused", "withdrawn", "unpromised", "kept")


@dataclass
class ServiceSum:
    """What happened to one service's cases in a period. ``minutes`` are those of every done or refused case."""

    submitted: int = 0
    done: int = 0
    refused: int = 0
    withdrawn: int = 0
    unpromised: int = 0
    kept: int = 0
    minutes: list[int] = field(default_factory=list)

    @property
    def promised(self) -> int:
        """How many promises fell due: of done and refused cases, those whose promise ran."""
        return self.done + self.refused - self.unpromised


@dataclass(frozen=True)
class StepSum:
    """Working minutes of steps; ``waiting`` until somebody took the case, ``working`` from then on."""

    runs: int
    late: int
    returned: int
    waiting: int
    working: int


def measured(office_id: int) -> dict[date, datetime]:
    """The days of which there are sums, and when these were made."""
    return dict(MeasuredDay.objects.filter(office_id=office_id).values_list("on", "at"))


def of_services(office_id: int, since: date, until: date) -> dict[int, ServiceSum]:
    """By service id, both days included. A service without a day in the period is absent."""
    return _summed(ServiceDay.objects.filter(office_id=office_id, on__range=(since, until)), lambda day: day.service_id)


def of_months(
    office_id: int, since: date, until: date, service: int | None = None
) -> dict[tuple[int, int], ServiceSum]:
    """By year and month, of one service or of all."""
    found = ServiceDay.objects.filter(office_id=office_id, on__range=(since, until))
    found = found.filter(service_id=service) if service else found
    return _summed(found, lambda day: (day.on.year, day.on.month))


def of_services_by_month(office_id: int, since: date, until: date) -> dict[tuple[int, int, int], ServiceSum]:
    """By service id, year and month."""
    found = ServiceDay.objects.filter(office_id=office_id, on__range=(since, until))
    return _summed(found, lambda day: (day.service_id, day.on.year, day.on.month))


def counts_by_month(
    office_id: int, since: date, until: date, services: Collection[int] | None = None
) -> dict[tuple[int, int], ServiceSum]:
    """By year and month, without the minutes: these need no reading of every case's."""
    found = ServiceDay.objects.filter(office_id=office_id, on__range=(since, until))
    found = found if services is None else found.filter(service__in=services)
    added = {name: Sum(name) for name in _COUNTS}
    rows: Any = found.order_by().values_list("on__year", "on__month").annotate(**added)
    return {(year, month): ServiceSum(**dict(zip(_COUNTS, counts, strict=True))) for year, month, *counts in rows}


def last_made(office_id: int, on: date) -> datetime | None:
    """When the sums of that day were made; None where they were not."""
    return MeasuredDay.objects.filter(office_id=office_id, on=on).values_list("at", flat=True).first()


def _summed(days: Iterable[ServiceDay], by: Callable[[ServiceDay], K]) -> dict[K, ServiceSum]:
    sums: dict[K, ServiceSum] = defaultdict(ServiceSum)
    for day in days:
        one = sums[by(day)]
        one.submitted += day.submitted
        one.done += day.done
        one.refused += day.refused
        one.withdrawn += day.withdrawn
        one.unpromised += day.unpromised
        one.kept += day.kept
        one.minutes.extend(day.minutes)
    return dict(sums)


def of_steps(office_id: int, since: date, until: date, *by: str) -> dict[tuple[object, ...], StepSum]:
    """By the columns named: "post", "person_id", "service_id", "step". Both days included."""
    found = StepDay.objects.filter(office_id=office_id, on__range=(since, until)).values_list(*by)
    summed = found.annotate(*(Sum(name) for name in ("runs", "late", "returned", "waiting", "working"))).order_by(*by)
    return {tuple(row[: len(by)]): StepSum(*row[len(by) :]) for row in summed}


def kept_by_office(since: date, until: date) -> dict[int, tuple[int, int]]:
    """By office, both days included: how many promises were kept, and how many fell due."""
    found = ServiceDay.objects.filter(on__range=(since, until)).values_list("office_id")
    rows = found.annotate(kept=Sum("kept"), due=Sum("done") + Sum("refused") - Sum("unpromised")).order_by()
    return {office: (kept, due) for office, kept, due in rows}
