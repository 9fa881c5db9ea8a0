"""Which minutes of a control card the office had, and when what it promised was there (requirement C7).

What the applicant holds, a pause holds, or an officer took back does not count. A letter that waits to be collected is
ready: its promise is judged by the moment at which it began to wait.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from silastri.domain.case import lateness
from silastri.domain.case.workflow import EXTENDED, GIVE_UP, ONWARD, PAUSED, RECOUNTED, RESUMED, UNDONE, counts_after
from silastri.domain.definition.promise import Promise
from silastri.domain.definition.sop import Sop, Step
from silastri.domain.kinds import Kind

from .open_minutes import OpenMinutes

_BETWEEN = (PAUSED, RESUMED, EXTENDED)  # rows after which the step still waits


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a control card. ``paused``: a pause held the case until then. ``undone``: the next row took it
    back."""

    step: str
    arrived_at: datetime
    taken_at: datetime
    left_at: datetime
    due_at: datetime | None
    outcome: str
    to_step: str
    paused: bool
    undone: bool

    @property
    def counts(self) -> bool:
        """Whether its time is not told by another row too."""
        return not self.undone and self.outcome not in (UNDONE, RECOUNTED)

    @property
    def finishes(self) -> bool:
        """Whether the step was done."""
        return self.counts and self.outcome not in (*_BETWEEN, GIVE_UP)

    @property
    def was_late(self) -> bool:
        return self.finishes and lateness.passed(self.due_at, self.left_at)


def waited_and_worked(row: Row, step: Step | None, open_minutes: OpenMinutes) -> tuple[int, int]:
    """Until somebody took the case, and from then on; nothing where the citizen or a pause held it."""
    if not row.counts or row.paused or step is None or of_citizen(step):
        return 0, 0
    taken = min(max(row.taken_at, row.arrived_at), row.left_at)
    return open_minutes.between(row.arrived_at, taken), open_minutes.between(taken, row.left_at)


def of_citizen(step: Step) -> bool:
    """Whether a citizen or a law is awaited there: ``journey/case/awaited``, and where the clock stands still."""
    return step.stands_still or step.kind is Kind.HAND_OVER or step.slots is not None


def ready_at(rows: Sequence[Row], steps: Mapping[str, Step], ended_at: datetime) -> datetime:
    """When a case that ended had all that was promised."""
    last = steps.get(rows[-1].step) if rows else None
    if last is None or last.kind is not Kind.HAND_OVER:
        return ended_at
    ready = ended_at
    for row in reversed(rows):
        if row.step != last.key:
            break
        ready = min(ready, row.arrived_at)
    return ready


def office_minutes(
    rows: Sequence[Row], sop: Sop, promise: Promise, ready: datetime, open_minutes: OpenMinutes
) -> int:  # fmt: skip
    """Working minutes that the office had the case while its promise ran; from the beginning where that never ran."""
    steps = {step.key: step for step in sop.steps}
    total = 0
    for row in rows[_begins(rows, sop, promise) :]:
        step = steps.get(row.step)
        if row.counts and not row.paused and row.left_at <= ready and not (step and step.stands_still):
            total += open_minutes.between(row.arrived_at, row.left_at)
    return total


def _begins(rows: Sequence[Row], sop: Sop, promise: Promise) -> int:
    """The place of the row with which the promise begins to run."""
    start = counts_after(sop, promise) if promise.length.is_said else None
    key = sop.steps[start].key if start is not None else ""
    return next((n + 1 for n, row in enumerate(rows) if row.step == key and row.outcome == ONWARD), 0)
