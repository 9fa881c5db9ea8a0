"""When an officer may take back the step that he did last: soon afterwards, and only where nothing left the house."""

from datetime import datetime, timedelta

from silastri.domain.definition.definition import Definition
from silastri.domain.definition.exits import Lead
from silastri.domain.definition.promise import Promise
from silastri.domain.definition.sop import Step
from silastri.domain.kinds import Kind

from .workflow import ONWARD, counts_after

WITHIN = timedelta(minutes=10)
# A check is not among them: it gives the applicant a receipt at once, or opens his papers for repair.
_DONE = (Kind.REVIEW, Kind.FORWARD, Kind.VERIFY, Kind.INITIAL, Kind.APPROVE)
# Steps that begin nothing when a case comes there.
_NEXT = (*_DONE, Kind.CHECK, Kind.LOOK_UP, Kind.NUMBER, Kind.SIGN)


def stays_inside(definition: Definition, promise: Promise, step: Step, outcome: str, to: Step | None) -> bool:
    """Whether that outcome of the step changes nothing but where the case is: no paper, number, bill, question, booking
    or limit, no clock that starts or stops, and no end."""
    if to is None or step.kind not in _DONE or to.kind not in _NEXT:
        return False
    if outcome != ONWARD and outcome.partition(":")[0] != Lead.BACK:
        return False
    brings = any(one.slots or one.limit or one.parties or one.stands_still for one in (step, to))
    books = step.kind is Kind.APPROVE and definition.standard.reservation is not None
    return not (brings or books or step.letter_text) and _clock_ran(definition, promise, step)


def is_in_time(left_at: datetime, at: datetime) -> bool:
    return left_at <= at < left_at + WITHIN


def _clock_ran(definition: Definition, promise: Promise, step: Step) -> bool:
    """Whether the clock of the promise ran before the step was left, or never runs."""
    start = counts_after(definition.sop, promise) if promise.length.is_said else None
    return start is None or definition.sop.position(step.key) > start
