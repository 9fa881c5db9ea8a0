"""Why a case was sent back: for whoever must act now, and for whoever sees it again afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from silastri.apps.cases.models import StepRun
from silastri.domain.case.workflow import UNDONE
from silastri.domain.definition.exits import Lead

from .dossier import Dossier


@dataclass(frozen=True)
class SentBack:
    run: StepRun
    step: str  # the name of the step from which it was sent back
    is_here: bool  # the step that waits is the one to which it was sent
    by_applicant: bool  # it was sent to the applicant, or to a step at which he acts
    mended_at: datetime | None  # when whoever it was sent to had done their part


def standing(runs: Sequence[StepRun]) -> list[StepRun]:
    """Without the rows that were undone, and those that undid them."""
    undoing = {run.turn for run in runs if run.outcome == UNDONE}
    return [run for run in runs if run.turn not in undoing and run.turn + 1 not in undoing]


def sent_back(dossier: Dossier, runs: Sequence[StepRun]) -> SentBack | None:
    """The last return of an open case, until the case has passed the step that sent it back; else None."""
    case, sop = dossier.case, dossier.definition.sop
    runs = standing(runs)
    run = next((run for run in reversed(runs) if run.outcome.partition(":")[0] == Lead.BACK), None)
    if run is None or not case.step or sop.position(case.step) > sop.position(run.step):
        return None
    since = [later for later in runs if later.turn > run.turn]
    moved_since = any(later.to_step != later.step for later in since)
    mended = next((later.left_at for later in since if later.step == run.to_step and later.to_step != later.step), None)
    to = sop.step(run.to_step)
    is_here = not moved_since and run.to_step == case.step
    return SentBack(run, sop.step(run.step).name, is_here, to.by_applicant, mended)
