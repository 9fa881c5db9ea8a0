"""The applicant withdraws the application."""

from django.db import transaction

from silastri.apps.cases import operations as cases
from silastri.apps.cases.models import Case
from silastri.apps.letters import queries as letters
from silastri.apps.letters.models import Letter
from silastri.apps.messages import operations as messages
from silastri.apps.payments import queries as payments
from silastri.domain.act import Act
from silastri.domain.case.workflow import State
from silastri.domain.refusal import MovedOn
from silastri.journey.case import tell
from silastri.journey.case.dossier import dossier_of
from silastri.journey.frame import effects

from .draft import hold

_REASON = "Dibatalkan oleh pemohon."
_NOT_SIGNED = (Letter.State.DRAFTED, Letter.State.NUMBERED)


class TooLateToWithdraw(MovedOn):
    """The letter is signed, the bill is paid, or the case has ended."""


@transaction.atomic
def withdraw(act: Act, *, ref: str, reason: str = "") -> Case:
    """Raises CaseNotFound, TooLateToWithdraw."""
    case = hold(act, ref)
    if not may_withdraw(case):
        raise TooLateToWithdraw("Permohonan ini tidak bisa dibatalkan lagi.")
    dossier = dossier_of(case)
    note = f"{_REASON} {reason.strip()}".strip()
    cases.record(act, case, outcome="batal", note=note, arrival=cases.Arrival(State.WITHDRAWN))
    effects.end(act, dossier, reason=_REASON)
    messages.send_held(case, act.at)
    tell.moved(act, case, definition=dossier.definition, office=dossier.office, kind=dossier.step.kind, outcome="batal")
    return case


def may_withdraw(case: Case) -> bool:
    if case.corrects or not State(case.state).is_open or payments.is_paid(case):
        return False
    return all(letter.state in _NOT_SIGNED for letter in letters.products(case))
