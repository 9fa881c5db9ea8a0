"""The promise's clock: it starts when the standard says, stands still while it is the applicant's turn, and goes on
with what was left (requirement C7)."""

from datetime import datetime

from silastri.apps.cases.models import Case
from silastri.domain import worktime
from silastri.domain.definition.sop import Step
from silastri.domain.definition.standard import Promise, Start
from silastri.domain.kinds import Kind
from silastri.domain.worktime import OfficeTime

Reading = tuple[datetime | None, int | None]  # due while it runs, what is left while it stands still


def read(case: Case, promise: Promise, time: OfficeTime, *, leaving: Step, to: Step | None, at: datetime) -> Reading:
    unit = promise.length.unit
    due_at, left = case.promise_due_at, case.promise_left
    if not promise.length.is_said:
        return None, None
    if due_at is None and left is None and leaving.kind is _STARTS[promise.start] and not _waits_for_applicant(to):
        due_at = worktime.due(time, at, promise.length).at
    elif left is not None and not _waits_for_applicant(to):
        due_at, left = worktime.due_with_left(time, at, left, unit), None
    if due_at is not None and _waits_for_applicant(to):
        return None, worktime.left(time, at, due_at, unit)
    return due_at, left


def _waits_for_applicant(step: Step | None) -> bool:
    return step is not None and step.by_applicant


_STARTS = {Start.SUBMITTED: Kind.SUBMIT, Start.COMPLETE: Kind.CHECK}
