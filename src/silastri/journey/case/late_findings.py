"""Returns to the applicant that came late: what they name could be seen before, or it was the last day (the clock must
not be gamed). The applicant, the officer before he sends it, and the head are told."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from silastri.apps.cases import marks
from silastri.apps.cases.models import StepRun
from silastri.domain import worktime
from silastri.domain.case import late_finding
from silastri.domain.case.late_finding import Return
from silastri.domain.case.workflow import State
from silastri.domain.definition.exits import Lead
from silastri.domain.kinds import Kind

from .dossier import Dossier
from .returns import standing


@dataclass(frozen=True)
class LateFinding:
    """What is late about one return. ``seen_at`` tells of each requirement, by its label, when it could be seen."""

    run: StepRun | None  # None where it has not been sent yet
    seen_at: dict[str, datetime] = field(default_factory=dict)
    last_day: bool = False

    @property
    def names(self) -> list[str]:
        return list(self.seen_at)


def of_last_return(dossier: Dossier, runs: Sequence[StepRun]) -> LateFinding | None:
    """Of the return after which the applicant must act now; None where there is none, or nothing late about it."""
    returns = returns_of(dossier, runs)
    waits = bool(returns) and returns[-1].turn == dossier.case.turn
    return of_return(dossier, runs, returns[-1]) if waits else None


def of_return(dossier: Dossier, runs: Sequence[StepRun], run: StepRun) -> LateFinding | None:
    """Of that return; None where there is nothing late about it. Whether it was the last day of the promise is known
    only while the case is still returned."""
    seen = _seen(dossier, runs, run.turn)
    last_day = _last_day(dossier, run)
    return LateFinding(run, seen, last_day) if seen or last_day else None


def of_step(dossier: Dossier, runs: Sequence[StepRun], at: datetime) -> LateFinding | None:
    """What a return from the step that waits would be: which requirements, were they found wrong now, and whether it
    is the last day. None where a return would be in time."""
    case, step = dossier.case, dossier.step
    leads_back = any(way.goes_back for way in step.otherwise)
    if case.state != State.RUNNING or not leads_back:
        return None
    asked = [one.key for one in dossier.definition.standard.requirements]
    seen = _seen(dossier, runs, case.turn + 1, wrong=asked) if step.kind is Kind.CHECK else {}
    time = dossier.time
    last_day = late_finding.on_last_day(
        time, since=case.arrived_at, at=at, due_at=case.due_at
    ) or late_finding.on_last_day(time, since=case.submitted_at, at=at, due_at=case.promise_due_at)
    return LateFinding(None, seen, last_day) if seen or last_day else None


def returns_of(dossier: Dossier, runs: Sequence[StepRun]) -> list[StepRun]:
    """The returns to the applicant that stand, the oldest first."""
    sop = dossier.definition.sop
    back = [run for run in standing(runs) if run.outcome.partition(":")[0] == Lead.BACK and run.to_step]
    return [run for run in back if sop.step(run.to_step).by_applicant]


def _seen(
    dossier: Dossier, runs: Sequence[StepRun], turn: int, *, wrong: Sequence[str] | None = None
) -> dict[str, datetime]:
    earlier = {run.turn: run for run in returns_of(dossier, runs) if run.turn < turn}
    if not earlier:
        return {}
    said = marks.by_turn(dossier.case.pk)
    if wrong is None:
        wrong = [key for key, is_right in said.get(turn, {}).items() if not is_right]
    returns = [Return(one, said.get(one, {})) for one in earlier]
    found = late_finding.seen_before(turn, wrong, returns, marks.handed_in(dossier.case.pk))
    labels = {one.key: one.label for one in dossier.definition.standard.requirements}
    return {labels.get(key, key): earlier[at].left_at for key, at in found.items()}


def _last_day(dossier: Dossier, run: StepRun) -> bool:
    case, time = dossier.case, dossier.time
    if late_finding.on_last_day(time, since=run.arrived_at, at=run.left_at, due_at=run.due_at):
        return True
    if case.turn != run.turn or case.promise_left is None:
        return False
    unit = dossier.promise().length.unit
    due_at = worktime.due_with_left(time, run.left_at, case.promise_left, unit)
    return late_finding.on_last_day(time, since=case.submitted_at, at=run.left_at, due_at=due_at)
