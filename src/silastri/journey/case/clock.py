"""The clock of the promise: it starts when the standard says, stands still while the applicant or somebody else must
act, and then goes on with what was left (requirement C7)."""

from datetime import datetime

from silastri.domain import worktime
from silastri.domain.case.workflow import counts_after
from silastri.domain.definition.sop import Step

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
