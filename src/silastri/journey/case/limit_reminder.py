"""The reminder of a time limit. It is queued when the limit begins, and removed when the case moves on in time."""

from datetime import datetime

from silastri.apps.messages import operations as messages
from silastri.domain import worktime
from silastri.domain.act import Act
from silastri.domain.case.workflow import Position
from silastri.domain.definition.sop import Step
from silastri.domain.words import wording
from silastri.domain.words.called import in_messages
from silastri.domain.words.messages.case import Limit

from .dossier import Dossier
from .links import absolute
from .tell import message

_WHAT = "/ingat"


def forget(dossier: Dossier) -> None:
    """The case has ended."""
    messages.drop(dossier.case, _WHAT)


def follow(act: Act, dossier: Dossier, position: Position) -> None:
    """Queues or removes the reminder; called after the case was recorded at its new position."""
    if _reminds(dossier.step):
        forget(dossier)
    is_limited = dossier.case.limit_at is not None  # a case on the waiting list has no limit yet
    if position.step is not None and is_limited and _reminds(position.step):
        _queue(act, dossier, position.step)


def _reminds(step: Step) -> bool:
    return step.limit is not None and step.limit.remind is not None


def _queue(act: Act, dossier: Dossier, step: Step) -> None:
    case = dossier.case
    assert step.limit
    assert step.limit.remind
    assert case.limit_at
    words = Limit(
        service=in_messages(dossier.definition.standard),
        ref=case.ref,
        step=step.name,
        until=wording.moment(case.limit_at, dossier.time.zone),
        link=absolute("my_case", case.ref),
    )
    queued = message(act, case, case.applicant, words, what=_WHAT)
    queued.due_at = max(act.at, _before(dossier, case.limit_at))
    messages.queue([queued])


def _before(dossier: Dossier, limit_at: datetime) -> datetime:
    step = dossier.definition.sop.step(dossier.case.step)
    assert step.limit
    assert step.limit.remind
    return worktime.before(dossier.time, limit_at, step.limit.remind)
