"""What only some cases show on their page: a bill, what the clock allows, a correction, parties."""

from datetime import datetime
from typing import Any

from silastri.apps.payments import queries as payments
from silastri.apps.payments.models import Bill
from silastri.domain.case.workflow import State
from silastri.journey.case import products
from silastri.journey.case.dossier import Dossier
from silastri.journey.desk import appointment, reopen, slips
from silastri.journey.letters import correct
from silastri.journey.steps import refund
from silastri.web import slots
from silastri.web.answers import shown
from silastri.web.desk.colleague_forms import of_colleagues, of_superior
from silastri.web.guard import DeskRequest

from . import parties
from .clock import of_clock


def of_case(request: DeskRequest, dossier: Dossier) -> dict[str, Any]:
    bill = payments.of_case(dossier.case)
    found: dict[str, Any] = {"bill": bill, "decided": _decided(dossier)}
    if bill and bill.state == Bill.State.PAID:
        found |= _paid(request, dossier, bill)
    if dossier.case.state == State.RUNNING:
        found |= of_clock(dossier)
    if dossier.case.corrects:
        found["correction"] = _correction(dossier)
    found |= parties.of_case(dossier, request.act.at)
    found |= of_colleagues(request, dossier) | of_superior(request, dossier)
    found["slips"] = slips.of_case(request.act, dossier.case)
    found["may_reopen"] = reopen.may_reopen(request.act, dossier)
    found["booked"] = slots.of_case(dossier.case, request.act.at)
    found["may_arrange"] = appointment.may_arrange(request.act, dossier.case, dossier.step)
    return found


def _paid(request: DeskRequest, dossier: Dossier, bill: Bill) -> dict[str, Any]:
    """How much of the bill is a deposit, and whether all of it is owed back since the case ended without its letter."""
    owed = dossier.case.state in refund.ENDED_WITHOUT and not hasattr(bill, "refund")
    return {"deposit": bill.deposit, "may_give_back": owed and refund.may_give_back(request.act, dossier.case)}


def _correction(dossier: Dossier) -> dict[str, Any] | None:
    """The letter that the case corrects, and what it changes: label, before, after."""
    old = products.corrected(dossier)
    if old is None:
        return None
    rows = []
    for change in correct.changes(dossier.case, old.case):
        one = change.question
        before, after = ({label: value for group in shown((one,), {one.key: answer}) for label, value in group.rows}
                         for answer in (change.old, change.new))  # fmt: skip
        labels = [label for label in before | after if before.get(label) != after.get(label)]
        rows += [(label, before.get(label, "-"), after.get(label, "-")) for label in labels]
        rows += [] if labels else [(one.label, "-", "diubah")]  # what differs is masked
    return {"letter": old, "rows": rows}


def _decided(dossier: Dossier) -> dict[str, Any] | None:
    """What the decision table said of this case, with what is to be stamped."""
    known = dossier.work_out_facts()
    decided: dict[str, Any] = known["hasil"]
    if not decided["kunci"]:
        return None
    row = next((row for row in dossier.definition.standard.outcomes if row.key == decided["kunci"]), None)
    searched = known["data"].get("dicari")
    at = datetime.fromisoformat(searched) if searched else None
    return decided | {"stamp": row.stamp if row else "", "data": known["data"], "at": at}
