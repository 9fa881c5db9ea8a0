"""Whom the survey asks: who was served in a case, once, and from when.

An invitation is there from when a letter waits at the counter. It is offered after the letter was handed over, or
before it where the standard of the service makes the survey obligatory.
"""

from silastri.apps.cases.models import Case
from silastri.apps.catalog import queries as catalog
from silastri.apps.surveys import operations as surveys
from silastri.apps.surveys import queries
from silastri.apps.surveys.models import Invitation
from silastri.domain.case.workflow import Position, State
from silastri.domain.definition.sop import Step
from silastri.domain.kinds import Kind

from .links import absolute

OBLIGATORY = "wajib"


def when_served(case: Case, position: Position) -> None:
    """Invites as the case comes to the counter where its letter waits, or ends without one. Who gets a letter once
    more, because the office had made a mistake, was asked before."""
    waits = position.step is not None and position.step.kind is Kind.HAND_OVER
    if (waits or position.state is State.DONE) and not case.corrects and queries.invitation(case) is None:
        surveys.invite(case)


def is_settled(case: Case) -> bool:
    """Whether nobody is to be asked any more: it was answered, also on paper, or declined, or the case only corrects a
    letter."""
    found = queries.invitation(case)
    return bool(case.corrects) or (found is not None and found.state != Invitation.State.OPEN)


def is_open(case: Case) -> bool:
    """Whether the survey of this case may be answered now."""
    return (case.state == State.DONE or is_ready(case)) and not is_settled(case)


def is_offered(case: Case) -> bool:
    """Whether the applicant is asked now to answer."""
    if case.state == State.DONE:
        return not is_settled(case)
    return is_ready(case) and _step(case).survey == OBLIGATORY and not is_settled(case)


def is_ready(case: Case) -> bool:
    """Whether a letter waits at the counter to be taken."""
    return case.state == State.RUNNING and _step(case).kind is Kind.HAND_OVER


def address(case: Case, way: str = "") -> str:
    """Where the survey of a case is answered; ``way`` tells by what it was found: wa, qr."""
    return absolute("answer_survey", surveys.code_of(case.ref)) + (f"?dari={way}" if way else "")


def _step(case: Case) -> Step:
    return catalog.definition(case.version_id).sop.step(case.step)
