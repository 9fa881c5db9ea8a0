"""Finds what the rules found."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import BigIntegerField, Count, F, Max, Min, Q, QuerySet, Window
from django.db.models.functions import Coalesce, RowNumber

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


@dataclass
class Group:
    """What one rule found about one officer. What is about no officer is alone in its group. ``findings`` are the
    newest, of all there are."""

    rule: str
    count: int
    new: int
    first: datetime
    last: datetime
    findings: list[Anomaly] = field(default_factory=list)


def groups(among: QuerySet[Anomaly], since: int, until: int, most: int) -> list[Group]:
    """The groups from one place to another, the one with the newest finding first, each with at most so many
    findings."""
    named = among.annotate(who=Coalesce("person_id", 0 - F("pk"), output_field=BigIntegerField()))
    rows = (
        named.order_by()
        .values("rule", "who")
        .annotate(n=Count("pk"), new=Count("pk", filter=Q(state=Anomaly.State.NEW)), first=Min("at"), last=Max("at"))
        .order_by("-last", "rule", "who")[since:until]
    )
    found = {
        (row["rule"], row["who"]): Group(row["rule"], row["n"], row["new"], row["first"], row["last"]) for row in rows
    }
    if not found:
        return []
    place = Window(RowNumber(), partition_by=["rule", "who"], order_by=["-at", "-pk"])
    shown = Q.create([Q(rule=rule, who=who) for rule, who in found], connector=Q.OR)
    for one in named.filter(shown).annotate(place=place).filter(place__lte=most):
        found[one.rule, one.who].findings.append(one)
    return list(found.values())


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
