"""What only some steps show on the case page: an appointment, a bill, the search of the registry."""

from datetime import datetime
from typing import Any

from silastri.apps.letters import queries as letters
from silastri.apps.payments import queries as payments
from silastri.apps.payments.models import Bill
from silastri.domain.case.workflow import State
from silastri.domain.kinds import Kind
from silastri.domain.refusal import NotFit, Refusal
from silastri.journey.case import products
from silastri.journey.case.dossier import Dossier
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


def of_kind(request: DeskRequest, dossier: Dossier) -> dict[str, Any]:
    bill = payments.of_case(dossier.case)
    found: dict[str, Any] = {"bill": bill, "decided": _decided(dossier)}
    if bill and bill.state == Bill.State.PAID:
        found |= _paid(request, dossier, bill)
    if dossier.case.state == State.RUNNING:
        found |= of_clock(dossier)
    if dossier.case.step and dossier.step.kind is Kind.WAIT:
        when = datetime.fromisoformat
        found["objections"] = [one | {"pada": when(one["pada"])} for one in wait.objections(dossier)]
    if dossier.case.corrects:
        found["correction"] = _correction(dossier)
    found |= parties.of_case(dossier, request.act.at)
    found["booked"] = slots.of_case(dossier.case, request.act.at)
    found["may_arrange"] = appointment.may_arrange(request.act, dossier.case, dossier.step)
    if dossier.case.step and dossier.step.kind is Kind.VISIT:
        found |= _visit(dossier)
    if dossier.case.step and dossier.step.kind is Kind.SIGN:
        found |= _sign(request, dossier)
    if dossier.case.step and dossier.step.kind is Kind.LOOK_UP:
        found |= _look_up(request, dossier)
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


def _visit(dossier: Dossier) -> dict[str, Any]:
    plan = dossier.case.notes.get(dossier.step.key, {}).get("jadwal", {})
    when = dossier.time.local(datetime.fromisoformat(plan["waktu"])) if plan else None
    first = {"turn": dossier.case.turn, "tempat": plan.get("tempat", ""), "tim": plan.get("tim", "")}
    if when:
        first |= {"tanggal": when.date(), "jam": when.time()}
    return {"appointment": AppointmentForm(initial=first), "plan": plan, "planned_at": when}


def _sign(request: DeskRequest, dossier: Dossier) -> dict[str, Any]:
    """Whether the signer can be reached, whether ink may be used instead, and which letters are in doubt."""
    at, office = request.act.at, dossier.case.office_id
    try:
        use_ink.may_use_ink(request.act, dossier)
    except Refusal:
        may = False
    else:
        may = True
    doubtful = [letter for letter in letters.products(dossier.case) if is_in_doubt(letter, at)]
    return {
        "away_since": letters.signer_away_since(office, at),
        "may_use_ink": may,
        "in_ink_instead": products.in_ink_instead(dossier),
        "doubtful": doubtful,
    }


def _look_up(request: DeskRequest, dossier: Dossier) -> dict[str, Any]:
    """The search and what it found; the first search is for the applicant's own NIK."""
    words = (request.POST.get("cari") or request.GET.get("cari", "")).strip()[:100]
    found: dict[str, Any] = {
        "words": words or dossier.case.applicant.nik or "",
        "period": look_up.period(request.act),
        "chosen": request.POST.get("entri", ""),
    }
    if words:
        try:
            found["entries"] = look_up.search(request.act, words)
        except NotFit as refusal:
            found["search_error"] = str(refusal)
    return found


def _decided(dossier: Dossier) -> dict[str, Any] | None:
    """The outcome of the decision table for this case, with what is to be stamped."""
    decided: dict[str, Any] = dossier.facts["hasil"]
    if not decided["kunci"]:
        return None
    row = next((row for row in dossier.definition.standard.outcomes if row.key == decided["kunci"]), None)
    return decided | {"stamp": row.stamp if row else "", "data": dossier.facts["data"]}
