"""Finds the steps of which somebody must be told, and who was told. Every query is limited to one office."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from silastri.apps.cases.lists import At, at_one_of
from silastri.apps.cases.models import Case
from silastri.apps.statements.made import Lookup
from silastri.domain.case.workflow import State

from .models import Told

MOST = 500  # in one look; the others follow at the next


def to_remind(office_id: int, at: datetime, until: datetime, *, but_at: Collection[At]) -> list[Case]:
    """The cases whose step is due from ``at`` until then, and of which nobody was reminded yet; not those at one of the
    steps ``but_at``."""
    reminded = Told.objects.filter(case=OuterRef("pk"), turn=OuterRef("turn"), tier=0)
    coming = Case.objects.filter(office_id=office_id, state=State.RUNNING, due_at__gte=at, due_at__lt=until)
    return list(_read(coming.filter(~Exists(reminded)).exclude(at_one_of(but_at))))


def to_tell_above(office_id: int, at: datetime, *, but_at: Collection[At]) -> list[Case]:
    """The cases whose step is late, and of which a superior must be told now; the longest late first."""
    told = Told.objects.filter(case=OuterRef("pk"), turn=OuterRef("turn"), tier__gt=0)
    waits = told.filter(Q(next_at=None) | Q(next_at__gt=at))
    late = Case.objects.filter(office_id=office_id, state=State.RUNNING, due_at__lt=at)
    return list(_read(late.filter(~Exists(waits)).exclude(at_one_of(but_at)))[:MOST])


def _read(found: QuerySet[Case]) -> QuerySet[Case]:
    return (
        found.select_related("office", "applicant", "taken_by")
        .defer("office__definition", "answers", "notes", "applicant__nik")
        .order_by("due_at", "pk")
    )


def told_above(cases: Iterable[Case]) -> dict[int, list[Told]]:
    """For each case, whom of the superiors was told at its present turn; the nearest first."""
    found: dict[int, list[Told]] = {case.pk: [] for case in cases}
    for one in Told.objects.filter(case__in=found, tier__gt=0, turn=F("case__turn")).order_by("tier", "pk"):
        found[one.case_id].append(one)
    return found


def of_case(case: Case) -> list[Told]:
    """Which superiors were told of the case, at any of its turns; the first first."""
    return _of_case.all(case.pk)


def _told_of(case: Any) -> QuerySet[Told]:
    found = Told.objects.filter(case_id=case, tier__gt=0, person__isnull=False)
    return found.select_related("person").order_by("pk")


_of_case = Lookup(_told_of)


def late_below(office_id: int, posts: Collection[str], at: datetime, *, but_at: Collection[At]) -> QuerySet[Case]:
    """The cases that are late at one of those posts; not at one of the steps ``but_at``."""
    late = Case.objects.filter(office_id=office_id, state=State.RUNNING, post__in=posts, due_at__lt=at)
    return late.exclude(at_one_of(but_at))
