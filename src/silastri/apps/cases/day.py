"""The rows of control cards and the cases of a span of time, as the sums of a day need them."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet

from silastri.domain.case.workflow import EXTENDED, PAUSED, RECOUNTED, RESUMED, UNDONE, State
from silastri.domain.measures.case_time import Row

from .models import Case, StepRun

_ROW = ("step", "arrived_at", "taken_at", "left_at", "due_at", "outcome", "to_step", "paused", "undone")
ENDED = (State.DONE, State.REFUSED)


def _marked(runs: QuerySet[StepRun]) -> QuerySet[StepRun]:
    """With what other rows of the card say of each: a pause ended as it began, the next one took it back."""
    same = StepRun.objects.filter(case=OuterRef("case"))
    return runs.annotate(
        paused=Exists(same.filter(left_at=OuterRef("arrived_at"), outcome=PAUSED)),
        undone=Exists(same.filter(turn=OuterRef("turn") + 1, outcome=UNDONE)),
    )


def runs_between(office_id: int, since: datetime, until: datetime) -> Iterator[tuple[int, int, str, int | None, Row]]:
    """Service, version, post and officer of each row that was finished from then until before then. What its applicant
    did at an officer's post, such as to withdraw, has no officer."""
    found: Any = _marked(StepRun.objects.filter(case__office=office_id, left_at__gte=since, left_at__lt=until))
    names = ("case__service_id", "case__version_id", "case__applicant_id", "post", "person_id", *_ROW)
    for service, version, applicant, post, person, *row in found.values_list(*names):
        yield service, version, post, None if person == applicant else person, Row(*row)


def submitted_between(office_id: int, since: datetime, until: datetime) -> list[tuple[int, datetime]]:
    """Each case that was handed in: its service, and when. A correction has the day of the case that it corrects, and
    is not among them: its first row tells when it came."""
    found = Case.objects.filter(office_id=office_id, submitted_at__gte=since, submitted_at__lt=until, corrects="")
    rows: Any = found.order_by().values_list("service_id", "submitted_at")
    return list(rows)


def came_in_count(office_id: int, since: datetime, until: datetime) -> int:
    """How many cases were handed in, corrections not among them."""
    found = Case.objects.filter(office_id=office_id, submitted_at__gte=since, submitted_at__lt=until, corrects="")
    return found.count()


def ended_counts(office_id: int, since: datetime, until: datetime) -> dict[str, int]:
    """How many cases ended, by state."""
    found = Case.objects.filter(office_id=office_id, ended_at__gte=since, ended_at__lt=until).order_by()
    return dict(found.values_list("state").annotate(Count("pk")))


def steps_done(office_id: int, person_id: int, since: datetime, until: datetime) -> int:
    """How many steps that person did."""
    done = StepRun.objects.filter(case__office=office_id, person=person_id, left_at__gte=since, left_at__lt=until)
    return done.exclude(outcome__in=(PAUSED, RESUMED, EXTENDED, UNDONE, RECOUNTED)).count()


def waiting_by_hand(office_id: int, at: datetime) -> list[dict[str, Any]]:
    """The running cases by post, in whose hand, version and step: how many, how many late, since when the oldest."""
    running = Case.objects.filter(office_id=office_id, state=State.RUNNING).order_by()
    late = Q(due_at__lt=at) | Q(promise_due_at__lt=at)
    found = running.values("post", "taken_by_id", "version_id", "step").annotate(
        count=Count("pk"), late=Count("pk", filter=late), oldest=Min("arrived_at")
    )
    return [dict(row) for row in found]


def with_citizens_count(office_id: int) -> int:
    """How many cases their applicants must mend."""
    return Case.objects.filter(office_id=office_id, state=State.RETURNED).count()


def ended_between(office_id: int, since: datetime, until: datetime) -> list[dict[str, Any]]:
    """The cases that ended."""
    found = Case.objects.filter(office_id=office_id, ended_at__gte=since, ended_at__lt=until).order_by()
    return [dict(row) for row in found.values("pk", "service_id", "version_id", "state", "ended_at", "promise_due_at")]


def cards_ended_between(office_id: int, since: datetime, until: datetime) -> dict[int, list[Row]]:
    """The whole control card of each case that was done or refused."""
    of = StepRun.objects.filter(
        case__office=office_id, case__ended_at__gte=since, case__ended_at__lt=until, case__state__in=ENDED
    )
    found: dict[int, list[Row]] = {}
    rows: Any = _marked(of).order_by("case_id", "turn").values_list(F("case_id"), *_ROW)
    for case, *row in rows:
        found.setdefault(case, []).append(Row(*row))
    return found


def first_submitted(office_id: int) -> datetime | None:
    """When the first case of the office was handed in."""
    found: datetime | None = Case.objects.filter(office_id=office_id).aggregate(first=Min("submitted_at"))["first"]
    return found
