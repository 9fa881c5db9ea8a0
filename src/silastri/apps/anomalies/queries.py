"""Finds what the rules found."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet

from silastri.domain.refusal import NotThere

from .models import Anomaly


class NoAnomaly(NotThere):
    """There is none with that number for this person."""


@dataclass(frozen=True)
class Wanted:
    """What a watcher looks for; an empty part asks for nothing. ``until`` is not part of the time."""

    rule: str = ""
    state: str = ""
    person: str = ""
    since: datetime | None = None
    until: datetime | None = None


def of_office(office_id: int, reader: int | None, rules: Collection[str] | None = None) -> QuerySet[Anomaly]:
    """The newest first, but for those about the reader; of all rules, or of some."""
    found = Anomaly.objects.filter(office=office_id).exclude(person=reader) if reader else Anomaly.objects.none()
    found = found if rules is None else found.filter(rule__in=rules)
    return found.select_related("case", "person", "decided_by").order_by("-at", "-pk")


def wanted(among: QuerySet[Anomaly], asked: Wanted) -> QuerySet[Anomaly]:
    filters = {
        "rule": asked.rule,
        "state": asked.state,
        "person__name__icontains": asked.person,
        "at__gte": asked.since,
        "at__lt": asked.until,
    }
    return among.filter(**{name: value for name, value in filters.items() if value})


def counted(among: QuerySet[Anomaly]) -> dict[str, dict[str, int]]:
    """How many there are of each rule, by state."""
    found: dict[str, dict[str, int]] = {}
    for rule, state, n in among.order_by().values_list("rule", "state").annotate(n=Count("pk")):
        found.setdefault(rule, {})[state] = n
    return found


def of_case(case_id: int, rules: Collection[str]) -> list[Anomaly]:
    return list(Anomaly.objects.filter(case=case_id, rule__in=rules).order_by("pk"))


def known_keys(office_id: int, rule: str, keys: Collection[str]) -> set[str]:
    return set(Anomaly.objects.filter(office=office_id, rule=rule, key__in=keys).values_list("key", flat=True))
