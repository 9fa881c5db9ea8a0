"""The clock of the promise: it starts when the standard says, stands still while the applicant or somebody else must
act, and then goes on with what was left (requirement C7)."""

from datetime import datetime

from silastri.domain import worktime
from silastri.domain.case import lateness
from silastri.domain.case.workflow import counts_after
from silastri.domain.definition.condition import ConditionFailed
from silastri.domain.definition.sop import Step
from silastri.domain.kinds import Kind

from .dossier import Dossier

Reading = tuple[datetime | None, int | None]  # the due moment while the clock runs, what is left while it stands still


def read(dossier: Dossier, *, to: Step | None, at: datetime) -> Reading:
    """The reading of the clock when the case goes on to that step."""
    case, sop, time = dossier.case, dossier.definition.sop, dossier.time
    promise = dossier.promise()
    due_at, left = case.promise_due_at, case.promise_left
    stands = to is not None and to.stands_still
    if not promise.length.is_said:
        return None, None
    if due_at is None and left is None:
        start = counts_after(sop, promise)
        begins = to is not None and start is not None and sop.position(to.key) > start
        return (worktime.due(time, at, promise.length).at, None) if begins and not stands else (None, None)
    if left is not None and not stands:
        due_at, left = worktime.due_with_left(time, at, left, promise.length.unit), None
    if due_at is not None and stands:
        return None, worktime.left(time, at, due_at, promise.length.unit)
    return due_at, left


def step_due(dossier: Dossier, step: Step, *, since: datetime, promise: datetime | None) -> datetime | None:
    """When a step is due that began at a moment: not after the promise, unless a law lets the time pass."""
    if step.time is None or not step.time.is_said or step.by_applicant:
        return None
    begins = step_begins(dossier, step, since)
    due_at = worktime.due(dossier.time, begins, step.time).at
    free = step.kind is Kind.WAIT or step.counts_from is not None
    return due_at if free else lateness.step_due(due_at, promise, since)


def step_begins(dossier: Dossier, step: Step, since: datetime) -> datetime:
    """When the time of a step begins: a deposit is given back after the event, however early the case comes there."""
    try:
        day = step.day_from(dossier.work_out_facts())
    except ConditionFailed:  # the question was not answered in this case
        day = None
    return since if day is None else max(since, dossier.time.begins(day))
