"""What only some steps show on the case page: a visit's appointment, a bill, who is in the registry."""

from datetime import datetime
from typing import Any

from silastri.apps.letters import queries as letters
from silastri.apps.payments import queries as payments
from silastri.apps.payments.models import Bill
from silastri.domain.case.workflow import State
from silastri.domain.kinds import Kind
from silastri.domain.refusal import NotFit, Refusal
from silastri.journey.case import products
from silastri.journey.case.dossier import OpenStep
from silastri.journey.desk import appointment
from silastri.journey.frame.signing_claim import is_in_doubt
from silastri.journey.letters import correct
from silastri.journey.signing import use_ink
from silastri.journey.steps import look_up, refund, wait
from silastri.web import slots
from silastri.web.answers import shown
from silastri.web.guard import DeskRequest

from . import parties
from .clock import of_clock
from .forms import AppointmentForm


def of_kind(request: DeskRequest, opened: OpenStep) -> dict[str, Any]:
    bill = payments.of_case(opened.case)
    found: dict[str, Any] = {"bill": bill, "decided": _decided(opened)}
    if bill and bill.state == Bill.State.PAID:
        found |= _paid(request, opened, bill)
    if opened.case.state == State.RUNNING:
        found |= of_clock(opened)
    if opened.case.step and opened.step.kind is Kind.WAIT:
        when = datetime.fromisoformat
        found["objections"] = [one | {"pada": when(one["pada"])} for one in wait.objections(opened)]
    if opened.case.corrects:
        found["correction"] = _correction(opened)
    found |= parties.of_case(opened, request.act.at)
    found["booked"] = slots.of_case(opened.case, request.act.at)
    found["may_arrange"] = appointment.may_arrange(request.act, opened.case, opened.step)
    if opened.case.step and opened.step.kind is Kind.VISIT:
        found |= _visit(opened)
    if opened.case.step and opened.step.kind is Kind.SIGN:
        found |= _sign(request, opened)
    if opened.case.step and opened.step.kind is Kind.LOOK_UP:
        found |= _look_up(request, opened)
    return found


def _paid(request: DeskRequest, opened: OpenStep, bill: Bill) -> dict[str, Any]:
    """What of it is a deposit, and whether all of it is owed back since the case ended without its letter."""
    owed = opened.case.state in refund.ENDED_WITHOUT and not hasattr(bill, "refund")
    return {"deposit": bill.deposit, "may_give_back": owed and refund.may_give_back(request.act, opened.case)}


def _correction(opened: OpenStep) -> dict[str, Any] | None:
    """The letter that the case corrects, and what it changes: label, before, after."""
    old = products.corrected(opened)
    if old is None:
        return None
    rows = []
    for change in correct.changes(opened.case, old.case):
        one = change.question
        before, after = ({label: value for group in shown((one,), {one.key: answer}) for label, value in group.rows}
                         for answer in (change.old, change.new))  # fmt: skip
        labels = [label for label in before | after if before.get(label) != after.get(label)]
        rows += [(label, before.get(label, "-"), after.get(label, "-")) for label in labels]
        rows += [] if labels else [(one.label, "-", "diubah")]  # what differs is masked
    return {"letter": old, "rows": rows}


def _visit(opened: OpenStep) -> dict[str, Any]:
    plan = opened.case.notes.get(opened.step.key, {}).get("jadwal", {})
    when = opened.time.local(datetime.fromisoformat(plan["waktu"])) if plan else None
    first = {"turn": opened.case.turn, "tempat": plan.get("tempat", ""), "tim": plan.get("tim", "")}
    if when:
        first |= {"tanggal": when.date(), "jam": when.time()}
    return {"appointment": AppointmentForm(initial=first), "plan": plan, "planned_at": when}


def _sign(request: DeskRequest, opened: OpenStep) -> dict[str, Any]:
    """Whether the signer can be reached, and ink may take its place; which letters are in doubt."""
    at, office = request.act.at, opened.case.office_id
    try:
        use_ink.may_use_ink(request.act, opened)
    except Refusal:
        may = False
    else:
        may = True
    doubtful = [letter for letter in letters.products(opened.case) if is_in_doubt(letter, at)]
    return {
        "away_since": letters.signer_away_since(office, at),
        "may_use_ink": may,
        "in_ink_instead": products.in_ink_instead(opened),
        "doubtful": doubtful,
    }


def _look_up(request: DeskRequest, opened: OpenStep) -> dict[str, Any]:
    """The search, and what it found; the applicant's own NIK stands in it from the start."""
    words = (request.POST.get("cari") or request.GET.get("cari", "")).strip()[:100]
    found: dict[str, Any] = {
        "words": words or opened.case.applicant.nik or "",
        "period": look_up.period(request.act),
        "chosen": request.POST.get("entri", ""),
    }
    if words:
        try:
            found["entries"] = look_up.search(request.act, words)
        except NotFit as refusal:
            found["search_error"] = str(refusal)
    return found


def _decided(opened: OpenStep) -> dict[str, Any] | None:
    """What the decision table said of this case, with what is to be stamped."""
    decided: dict[str, Any] = opened.facts["hasil"]
    if not decided["kunci"]:
        return None
    row = next((row for row in opened.definition.standard.outcomes if row.key == decided["kunci"]), None)
    return decided | {"stamp": row.stamp if row else "", "data": opened.facts["data"]}
