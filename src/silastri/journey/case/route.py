"""The steps that a case still has to pass if it is neither returned nor refused."""

from silastri.apps.payments import queries as payments
from silastri.domain.case import fees, workflow
from silastri.domain.definition.condition import ConditionFailed
from silastri.domain.definition.sop import Step
from silastri.domain.kinds import Kind

from . import products
from .dossier import Dossier


def ahead(dossier: Dossier) -> list[Step]:
    """The present step and those after it; none when the case has ended. Raises ConditionFailed."""
    if not dossier.case.step:
        return []
    sop = dossier.definition.sop
    here = sop.position(dossier.case.step)
    steps = workflow.route(sop, dossier.work_out_facts(), free_of(dossier))
    found = [step for step in steps if sop.position(step.key) >= here]
    return [step for step in found if step.key not in _numbered_by_signing(dossier)]


def free_of(dossier: Dossier) -> frozenset[Kind]:
    """The kinds of step that this case skips: payment if nothing is owed or all is paid; refund if there is no deposit.

    A paid bill is not assessed again, a deposit is given back once, and a correction costs nothing. What cannot be
    reckoned yet, because an officer has still to find it out, is not free.
    """
    fee = dossier.definition.standard.fee
    if fee.is_free or dossier.case.corrects:
        return frozenset({Kind.PAY, Kind.REFUND})
    if paid := payments.paid(dossier.case):
        owes = paid.deposit and not payments.is_refunded(paid)
        return frozenset({Kind.PAY} if owes else {Kind.PAY, Kind.REFUND})
    try:
        lines = fees.assess(fee, dossier.work_out_facts())
    except (fees.FeeFailed, ConditionFailed):
        return frozenset()
    kinds = {Kind.PAY: fees.total(lines), Kind.REFUND: fees.deposit(lines)}
    return frozenset(kind for kind, amount in kinds.items() if not amount)


def _numbered_by_signing(dossier: Dossier) -> set[str]:
    """The numbering steps after a signature with certificates, which are skipped: signing needs the number before."""
    signs, late = False, set()
    for step in dossier.definition.sop.steps:
        signs = signs or step.kind is Kind.SIGN
        if signs and step.kind is Kind.NUMBER and step.key != dossier.case.step:
            late.add(step.key)
    return late if late and not products.is_wet(dossier) else set()
