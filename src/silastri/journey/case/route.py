"""The steps that a case still has before it, when all goes well."""

from silastri.apps.payments import queries as payments
from silastri.domain.case import fees, workflow
from silastri.domain.definition.sop import Step
from silastri.domain.kinds import Kind

from . import products
from .dossier import OpenStep


def ahead(opened: OpenStep) -> list[Step]:
    """The step that waits, and those after it; none when the case has ended. Raises ConditionFailed."""
    if not opened.case.step:
        return []
    sop = opened.definition.sop
    here = sop.position(opened.case.step)
    steps = workflow.route(sop, opened.facts, free_of(opened))
    found = [step for step in steps if sop.position(step.key) >= here]
    return [step for step in found if step.key not in _numbered_by_signing(opened)]


def free_of(opened: OpenStep) -> frozenset[Kind]:
    """What this case never comes to: a payment, when it costs nothing or is paid; a refund, without a deposit.

    What was paid counts as it was billed: the tariff is not reckoned anew, and a correction costs nothing.
    """
    fee = opened.definition.standard.fee
    if fee.is_free or opened.case.corrects:
        return frozenset({Kind.PAY, Kind.REFUND})
    if paid := payments.paid(opened.case):
        return frozenset({Kind.PAY} if paid.deposit else {Kind.PAY, Kind.REFUND})
    lines = fees.assess(fee, opened.facts)
    kinds = {Kind.PAY: fees.total(lines), Kind.REFUND: fees.deposit(lines)}
    return frozenset(kind for kind, amount in kinds.items() if not amount)


def _numbered_by_signing(opened: OpenStep) -> set[str]:
    """A certificate needs the number before it is used: a step that would give it afterwards falls away."""
    signs, late = False, set()
    for step in opened.definition.sop.steps:
        signs = signs or step.kind is Kind.SIGN
        if signs and step.kind is Kind.NUMBER and step.key != opened.case.step:
            late.add(step.key)
    return late if late and not products.is_wet(opened) else set()
