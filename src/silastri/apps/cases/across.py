"""Counts over all offices, for who looks after an installation: numbers, and nobody's data."""

from datetime import datetime

from django.db.models import Count, Q

from silastri.domain.case.workflow import State

from .models import Case


def by_state() -> dict[str, int]:
    return dict(Case.objects.values_list("state").order_by("state").annotate(n=Count("pk")))


def running_by_office(at: datetime) -> dict[int, tuple[int, int]]:
    """By office: how many cases run, and how many of these are late."""
    late = Q(due_at__lt=at) | Q(promise_due_at__lt=at)  # as domain/case/lateness.py says
    found = Case.objects.filter(state=State.RUNNING).values_list("office").order_by()
    rows = found.annotate(n=Count("pk"), late=Count("pk", filter=late))
    return {office: (n, many) for office, n, many in rows}
