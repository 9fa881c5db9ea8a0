"""Narrows a list of cases to those of which a figure was counted."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from silastri.domain.case.workflow import State

from .day import ENDED
from .lists import At, at_one_of
from .models import Case, StepRun

Span = tuple[datetime, datetime]  # from then until before then


@dataclass(frozen=True)
class Narrowing:
    """What is empty does not limit. ``hand`` is who has the case in hand, 0 nobody. ``of_officers``: without the cases
    at those steps, at which a citizen is awaited. ``promise`` is "kept" or "broken"; a letter was ready when it came
    to one of ``given_out``."""

    post: str = ""
    hand: int | None = None
    of_officers: Collection[At] | None = None
    submitted: Span | None = None
    ended: Span | None = None
    promise: str = ""
    given_out: Collection[At] = ()
    worked: tuple[int, Span] | None = None  # by whom a step was done, and when


def narrow(cases: QuerySet[Case], by: Narrowing) -> QuerySet[Case]:
    if by.post:
        cases = cases.filter(state=State.RUNNING, post=by.post)
    if by.hand is not None:
        cases = cases.filter(state=State.RUNNING, taken_by=by.hand or None)
    if by.of_officers is not None:
        cases = cases.filter(state=State.RUNNING).exclude(at_one_of(by.of_officers))
    if by.submitted:
        cases = cases.filter(came_in(by.submitted))
    if by.ended:
        cases = cases.filter(ended_at__gte=by.ended[0], ended_at__lt=by.ended[1])
    if by.promise:
        cases = _promised(cases, by)
    if by.worked:
        person, (since, until) = by.worked
        done = StepRun.objects.filter(case=OuterRef("pk"), person=person, left_at__gte=since, left_at__lt=until)
        cases = cases.filter(Exists(done))
    return cases


def came_in(span: Span) -> Q:
    """A correction has the day of the case that it corrects, and came when it was begun."""
    since, until = span
    first = Q(corrects="", submitted_at__gte=since, submitted_at__lt=until)
    return first | (~Q(corrects="") & Q(created_at__gte=since, created_at__lt=until))


def _promised(cases: QuerySet[Case], by: Narrowing) -> QuerySet[Case]:
    """As ``domain/measures/case_time.ready_at`` has it."""
    places = Q(pk__in=())
    for version, step in by.given_out:
        places |= Q(case__version=version, step=step)
    ready = StepRun.objects.filter(places, case=OuterRef("pk"), arrived_at__lte=OuterRef("promise_due_at"))
    kept = Q(ended_at__lte=F("promise_due_at")) | (Q(state=State.DONE) & Exists(ready))
    cases = cases.filter(state__in=ENDED, promise_due_at__isnull=False)
    return cases.filter(kept) if by.promise == "kept" else cases.exclude(kept)
