"""The rows of control cards that stop a clock or send a case back to its applicant."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery

from silastri.domain.case.workflow import PAUSED, RECOUNTED
from silastri.domain.definition.exits import Lead

from .models import StepRun


def pauses(office_id: int, since: datetime, until: datetime) -> QuerySet[StepRun]:
    """Every pause that began then, the newest first, with when it ended: None where the clock still stands."""
    after = StepRun.objects.filter(case=OuterRef("case"), turn__gt=OuterRef("turn")).exclude(outcome=RECOUNTED)
    found = _between(office_id, since, until).filter(outcome=PAUSED)
    return found.annotate(ended=Subquery(after.order_by("turn").values("left_at")[:1])).order_by("-left_at", "-pk")


def returns(office_id: int, since: datetime, until: datetime, submits: Collection[str]) -> QuerySet[StepRun]:
    """Every time that a case was sent back to its applicant then, the newest first. ``submits`` are the keys of the
    steps of handing in."""
    back = _between(office_id, since, until).filter(outcome__in=[f"{Lead.BACK}:{step}" for step in submits])
    return back.order_by("-left_at", "-pk")


def _between(office_id: int, since: datetime, until: datetime) -> QuerySet[StepRun]:
    found = StepRun.objects.filter(case__office=office_id, left_at__gte=since, left_at__lt=until)
    return found.select_related("case__service", "person").defer("case__answers", "case__notes")
