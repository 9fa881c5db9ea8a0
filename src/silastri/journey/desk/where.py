"""Where a case is, with all that its page may tell of it."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from silastri.apps.bookings import queries as bookings
from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case, StepRun
from silastri.apps.payments import queries as payments
from silastri.domain.case import step_notes, workflow
from silastri.domain.case.workflow import ONWARD, State
from silastri.domain.definition.sop import APPLICANT, Step
from silastri.domain.kinds import Kind
from silastri.domain.words import wording
from silastri.domain.words.whereabouts import Where
from silastri.journey.case import route
from silastri.journey.case.dossier import Dossier, dossier_of
from silastri.journey.frame import consult

from . import admit, pause


def where(case: Case, at: datetime, runs: list[StepRun], *, has_letter: bool = False, public: bool = False) -> Where:
    """All that the sentence about the case tells. ``has_letter``: the applicant may have its letter."""
    dossier, state = dossier_of(case), State(case.state)
    told = Where(
        state=state,
        now=at,
        time=dossier.time,
        since=_since(case),
        office=dossier.office.short,
        has_letter=has_letter,
    )
    fields: dict[str, Any] = {}
    if state == State.WAITING:
        fields = {"place": admit.turn_in_list(case)}
    elif state == State.RETURNED:
        by = next((run for run in reversed(runs) if run.to_step == case.step and run.outcome != ONWARD), None)
        fields = {"who": titles(dossier, public).get(by.post, "") if by else "", "limit": case.limit_at}
    elif state == State.REFERRED:
        to = dossier.definition.sop.referral(cases.last_said(runs).outcome.partition(":")[2])
        fields = {"referred_to": to.label if to else ""}
    elif state == State.RUNNING:
        fields = _running(dossier, runs, public)
    return replace(told, **fields)


def _running(dossier: Dossier, runs: list[StepRun], public: bool) -> dict[str, Any]:
    """What the sentence tells of a case at a step."""
    case, step = dossier.case, dossier.step
    number = _steps_done(dossier, runs) + 1
    known = step_notes.facts(case.notes, step.key)
    kept = bookings.appointment(case, step.key) if step.slots else None
    fields: dict[str, Any] = {
        "due": None if step.kind is Kind.HAND_OVER else case.promise_due_at,
        "limit": case.limit_at,
        "kind": step.kind,
        "number": number,
        "steps": number + len(ahead(dossier)),
        "who": titles(dossier, public).get(case.post, ""),
        "by_applicant": step.by_applicant,
        "stopped": _why_stopped(runs) if pause.is_paused(dossier) else "",
        "waits_for": waits_for(dossier, public=public),
        "must_choose": step.slots is not None and kept is None,
        "comes_at": kept.starts_at if kept else None,
        "visit_at": known.appointment.at if known.appointment else None,
    }
    bill = payments.of_case(case) if step.kind is Kind.PAY else None
    if bill:
        last = dossier.time.closing(bill.due_on)
        fields |= {"owed": wording.rupiah(bill.amount), "limit": case.limit_at or last, "has_proof": bool(known.proof)}
    return fields


def _why_stopped(runs: list[StepRun]) -> str:
    return next((run.note for run in reversed(runs) if run.outcome == workflow.PAUSED), "")


def _since(case: Case) -> datetime | None:
    """Since when it is where it is; of an ended case, when it ended."""
    state = State(case.state)
    if state == State.DRAFT:
        return case.created_at
    return case.arrived_at if state.is_open else case.ended_at


def _steps_done(dossier: Dossier, runs: list[StepRun]) -> int:
    """How many steps before the present one were done for this case."""
    sop = dossier.definition.sop
    here = sop.position(dossier.case.step)
    return len({run.step for run in runs if sop.position(run.step) < here})


def ahead(dossier: Dossier) -> list[Step]:
    return [step for step in route.ahead(dossier) if step.key != dossier.case.step]


def titles(dossier: Dossier, public: bool) -> dict[str, str]:
    posts = {post.key: post.title for post in dossier.office.posts}
    return posts | {APPLICANT: "Pemohon" if public else "Anda"}


def waits_for(dossier: Dossier, *, public: bool) -> str:
    """Who must still answer. The public is not told a party asked only in some cases, which would reveal which case it
    is."""
    if not dossier.step.parties:
        return ""
    asked = consult.waiting_for(dossier)
    named = [one.name for one in asked if not (public and one.party.when)]
    return ", ".join([*named, *(["pihak lain"] if len(named) < len(asked) else [])])
