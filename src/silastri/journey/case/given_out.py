"""Whether a letter is its holder's to read: from when it counts, which may be long before its case ends."""

from collections.abc import Iterable

from silastri.apps.letters import queries
from silastri.apps.letters.models import Letter
from silastri.domain.case import keys
from silastri.domain.case.workflow import State
from silastri.domain.definition.sop import Step
from silastri.domain.kinds import Kind
from silastri.domain.letters import wanted

from . import route
from .dossier import Dossier, dossier_of

_UNDER_WAY = (State.RUNNING, State.RETURNED)


def is_given_out(dossier: Dossier, letter: Letter) -> bool:
    """Whether the applicant may open the letter: it is signed and numbered, and neither the counter nor the treasurer
    stands before it any more. Raises ConditionFailed."""
    if not letter.is_in_force or keys.is_of_step(letter.key):
        return False
    state = dossier.case.state
    if state == State.DONE:
        return True
    if state not in _UNDER_WAY:
        return queries.hand_over(dossier.case) is not None
    return not any(_comes_before(step, letter) for step in route.ahead(dossier))


def of_applicant(person_id: int) -> list[Letter]:
    """The letters that were given out to a person, the newest first; also those that ended or were replaced."""
    return list(_given_out(queries.of_applicant(person_id)[:100]))


def _given_out(found: Iterable[Letter]) -> Iterable[Letter]:
    for letter in found:
        if letter.case.state == State.DONE or is_given_out(dossier_of(letter.case), letter):
            yield letter


def _comes_before(step: Step, letter: Letter) -> bool:
    """Whether the step is yet to be done before the letter is out: it signs or hands it over, or it is paid for."""
    if step.kind is Kind.PAY:
        return True
    if step.kind not in (Kind.SIGN, Kind.HAND_OVER):
        return False
    return not step.letters or wanted.base(letter.key) in step.letters
