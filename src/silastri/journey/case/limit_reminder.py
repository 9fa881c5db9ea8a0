"""A limit that comes near: its reminder waits in the queue, and is taken out when the case moves on before."""

from datetime import datetime

from silastri.apps.messages import operations as messages
from silastri.domain import worktime
from silastri.domain.act import Act
from silastri.domain.case.workflow import Position
from silastri.domain.definition.sop import Step
from silastri.domain.words import wording

from .dossier import OpenStep
from .links import absolute
from .tell import message

_WHAT = "/ingat"


def follow(act: Act, opened: OpenStep, position: Position) -> None:
    """After the case was recorded at its new position."""
    if _reminds(opened.step):
        messages.drop(opened.case, _WHAT)
    is_limited = opened.case.limit_at is not None  # not while it waits for a place
    if position.step is not None and is_limited and _reminds(position.step) and opened.case.applicant.phone:
        _queue(act, opened, position.step)


def _reminds(step: Step) -> bool:
    return step.limit is not None and step.limit.remind is not None


def _queue(act: Act, opened: OpenStep, step: Step) -> None:
    case = opened.case
    assert step.limit
    assert step.limit.remind
    assert case.limit_at
    body = wording.limit(
        service=opened.definition.standard.name,
        ref=case.ref,
        step=step.name,
        until=wording.moment(case.limit_at, opened.time.zone),
        link=absolute("my_case", case.ref),
    )
    queued = message(act, case, case.applicant, body, what=_WHAT)
    queued.due_at = max(act.at, _before(opened, case.limit_at))
    messages.queue([queued])


def _before(opened: OpenStep, limit_at: datetime) -> datetime:
    step = opened.definition.sop.step(opened.case.step)
    assert step.limit
    assert step.limit.remind
    return worktime.before(opened.time, limit_at, step.limit.remind)
