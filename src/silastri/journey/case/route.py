"""The steps that a case still has before it, when all goes well."""

from silastri.apps.payments import queries as payments
from silastri.domain.case import fees, workflow
from silastri.domain.definition.sop import Step
from silastri.domain.kinds import Kind

from . import products
from .dossier import Dossier


def ahead(dossier: Dossier) -> list[Step]:
    """The step that waits, and those after it; none when the case has ended. Raises ConditionFailed."""
    if not dossier.case.step:
        return []
    sop = dossier.definition.sop
    here = sop.position(dossier.case.step)
    steps = workflow.route(sop, dossier.work_out_facts(), free_of(dossier))
    found = [step for step in steps if sop.position(step.key) >= here]
    return [step for step in found if step.key not in _numbered_by_signing(dossier)]


def free_of(dossier: Dossier) -> frozenset[Kind]:
    """What this case never comes to: a payment, when it costs nothing or is paid; a refund, without a deposit.

    What was paid counts as it was billed: the tariff is not reckoned anew, and a correction costs nothing.
    """
    fee = dossier.definition.standard.fee
    if fee.is_free or dossier.case.corrects:
        return frozenset({Kind.PAY, Kind.REFUND})
    if paid := payments.paid(dossier.case):
        return frozenset({Kind.PAY} if paid.deposit else {Kind.PAY, Kind.REFUND})
    lines = fees.assess(fee, dossier.work_out_facts())
    kinds = {Kind.PAY: fees.total(lines), Kind.REFUND: fees.deposit(lines)}
    return frozenset(kind for kind, amount in kinds.items() if not amount)


def _numbered_by_signing(dossier: Dossier) -> set[str]:
    """A certificate needs the number before it is used: a step that would give it afterwards falls away."""
    signs, late = False, set()
    for step in dossier.definition.sop.steps:
        signs = signs or step.kind is Kind.SIGN
        if signs and step.kind is Kind.NUMBER and step.key != dossier.case.step:
            late.add(step.key)
    return late if late and not products.is_wet(dossier) else set()
