"""The rows of control cards and the cases of a span of time, as the sums of a day need them."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, Min, OuterRef, QuerySet

from silastri.domain.case.workflow import PAUSED, UNDONE, State
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
    """Service, version, post and person of each row that was finished from then until before then."""
    found: Any = _marked(StepRun.objects.filter(case__office=office_id, left_at__gte=since, left_at__lt=until))
    names = ("case__service_id", "case__version_id", "post", "person_id", *_ROW)
    for service, version, post, person, *row in found.values_list(*names):
        yield service, version, post, person, Row(*row)


def submitted_between(office_id: int, since: datetime, until: datetime) -> list[int]:
    """The service of each case that was handed in. A correction has the day of the case that it corrects, and is not
    among them: its first row tells when it came."""
    found = Case.objects.filter(office_id=office_id, submitted_at__gte=since, submitted_at__lt=until, corrects="")
    return list(found.order_by().values_list("service_id", flat=True))


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
