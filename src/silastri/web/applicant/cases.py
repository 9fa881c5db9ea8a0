"""One of my applications, and what can be done with it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.after_issue import mailings
from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case, StepRun
from silastri.apps.catalog import queries as catalog
from silastri.apps.duties import queries as duties
from silastri.apps.letters import queries as letters
from silastri.apps.letters.models import Letter
from silastri.apps.offices import queries as offices
from silastri.apps.payments import queries as payments
from silastri.domain.case import keys, objection, step_notes
from silastri.domain.case.step_notes import Appointment
from silastri.domain.case.workflow import RECOUNTED, State
from silastri.domain.definition.exits import Referral
from silastri.domain.definition.sop import Step
from silastri.domain.kinds import Kind
from silastri.domain.refusal import NotThere
from silastri.domain.words.called import called
from silastri.domain.words.cost import cost
from silastri.domain.words.whereabouts import said
from silastri.journey.apply import renew, withdraw
from silastri.journey.case import given_out, invite, late_findings, products
from silastri.journey.case.dossier import dossier_of
from silastri.journey.case.returns import sent_back
from silastri.journey.desk.where import where
from silastri.journey.papers import receipt as receipts
from silastri.web import day_picker, filing, slots
from silastri.web.case import repair
from silastri.web.case.progress import contact, way
from silastri.web.guard import Request, applicant
from silastri.web.zone import show_time_of

from .filing import SIDE
from .letter_state import of_letter


@applicant
def my_case(request: Request, ref: str) -> HttpResponse:
    case = cases.case(ref, applicant=request.user.pk)
    show_time_of(case.office)
    definition = catalog.definition(case.version_id)
    if case.state == "draft":
        return filing.draft_page(request, SIDE, case)
    page = {"case": case, "standard": definition.standard, "office": offices.definition(case.office)}
    runs, given = cases.runs(case), _letters(request, case)
    page |= {
        "name": called(definition.standard),
        "cost": cost(definition.standard, offices.today(case.office, case.submitted_at or request.act.at)),
        "where": said(where(case, request.act.at, runs, has_letter=bool(given))),
        "way": way(case, runs),
        "reach": contact(case),
        "repair": repair.of_case(case) if case.state == "returned" else None,
        "last": cases.last_said(runs),
        "sent_back": sent_back(dossier_of(case), runs),
        "late_finding": late_findings.of_last_return(dossier_of(case), runs),
        "recounted": _recounted(case, runs),
        "asks_opinion": invite.is_offered(case),
        "is_ready": invite.is_ready(case),
        "has_receipt": receipts.has_receipt(definition, runs),
        "letters": given,
        "mailings": mailings.of_case(case),
        "sheets": products.sheets(dossier_of(case)) if case.state == "done" else [],
        "refused": _refused(case) if case.state == "refused" else None,
        "respond": _respond(case),
        "records": _records(case),
        "own_clocks": products.own_clocks(dossier_of(case)),
        "referral": _referral(case, cases.last_said(runs).outcome),
        "bill": payments.of_case(case),
        "plan": _plan(case),
        "kept_days": day_picker.kept(case, definition),
        "booked": slots.of_case(case, request.act.at),
        "may_withdraw": withdraw.may_withdraw(case),
        "duties": duties.of_case(case),
        "now": request.act.at,
    }
    return render(request, "applicant/case.html", page)


def _letters(request: Request, case: Case) -> list[tuple[Letter, renew.Offer | None, dict[str, Any]]]:
    """The letters that the applicant may take home, each with its state and what may be done about its end."""
    dossier, at = dossier_of(case), request.act.at
    found = [letter for letter in letters.products(case) if given_out.is_given_out(dossier, letter)]
    return [(letter, renew.offer(letter, at=at), of_letter(letter, at)) for letter in found]


def _refused(case: Case) -> dict[str, Any]:
    """What the applicant may do against a refusal, and until when."""
    time = dossier_of(case).time
    return {
        "letter": letters.letter(case, keys.REFUSAL),
        "marks": [mark for mark in cases.last_marks(case).values() if not mark.is_right],
        "until": objection.until(time, time.day(case.ended_at)) if case.ended_at else None,
        "objection": objection,
    }


def _recounted(case: Case, runs: list[StepRun]) -> StepRun | None:
    """The last row of an open case that says that a holiday moved what is due."""
    is_open = State(case.state).is_open
    return next((run for run in reversed(runs) if is_open and run.outcome == RECOUNTED), None)


def _respond(case: Case) -> Step | None:
    """What the applicant has to answer now."""
    step = catalog.definition(case.version_id).sop.step(case.step) if case.step else None
    return step if step and step.kind is Kind.RESPOND and case.state == "running" else None


def _records(case: Case) -> list[tuple[str, str]]:
    """The other systems in which the case is recorded, and its number there."""
    steps = [step for step in catalog.definition(case.version_id).sop.steps if step.system]
    found = [(step.system, step_notes.answers(case.notes, step.key)) for step in steps]
    return [(system, note["nomor"]) for system, note in found if note.get("nomor")]


def _referral(case: Case, outcome: str) -> Referral | None:
    """The office or service to which the case was sent on."""
    return catalog.definition(case.version_id).sop.referral(outcome.partition(":")[2])


def _plan(case: Case) -> Appointment | None:
    """The appointment of the visit that waits."""
    return step_notes.facts(case.notes, case.step).appointment


@applicant
def withdraw_case(request: Request, ref: str) -> HttpResponse:
    case = cases.case(ref, applicant=request.user.pk)
    if request.method != "POST":
        return render(request, "applicant/withdraw.html", {"case": case})
    withdraw.withdraw(request.act, ref=ref, reason=request.POST.get("alasan", "")[:500])
    messages.success(request, "Permohonan sudah dibatalkan.")
    return redirect("my_case", ref)


@applicant
def receipt(request: Request, ref: str) -> HttpResponse:
    case = cases.case(ref, applicant=request.user.pk)
    if not receipts.has_receipt(catalog.definition(case.version_id), cases.runs(case)):
        raise NotThere("Tanda terima belum ada. Tanda terima dibuat setelah berkas diperiksa lengkap.")
    return HttpResponse(receipts.receipt(case, at=request.act.at), content_type="application/pdf")
