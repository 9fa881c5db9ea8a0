"""Stops the clock of the promise for a reason that the standard names, starts it again, or gives it more time.

Each of these is a row of the control card. The case stays at its step and post, and the applicant is told.
"""

from datetime import datetime

from django.db import transaction

from silastri.apps.cases import operations as cases
from silastri.apps.cases import queries
from silastri.apps.cases.models import Case
from silastri.apps.messages import operations as messages
from silastri.domain import worktime
from silastri.domain.act import Act
from silastri.domain.case.workflow import EXTENDED, PAUSED, RESUMED, State
from silastri.domain.kinds import Kind
from silastri.domain.refusal import MovedOn, NotFit
from silastri.domain.words import wording
from silastri.domain.words.called import in_messages
from silastri.domain.words.messages.case import News
from silastri.journey.case import clock
from silastri.journey.case.dossier import Dossier, dossier_of
from silastri.journey.case.links import absolute
from silastri.journey.case.tell import message
from silastri.journey.frame.step import may_act


class ClockStands(MovedOn):
    """The clock does not run now, or is not stopped."""


class NoMoreTime(MovedOn):
    """The standard allows no extension, or no further one."""


@transaction.atomic
def pause(act: Act, *, ref: str, turn: int, reason: str) -> Case:
    """Stops the clock. Raises ClockStands, NotFit for a reason not in the standard, and what ``open_step`` raises."""
    dossier = _opened(act, ref, turn)
    case, promise = dossier.case, dossier.promise()
    if case.promise_due_at is None:
        raise ClockStands("Waktu layanan sedang tidak berjalan.")
    if dossier.step.kind is Kind.WAIT:
        raise ClockStands("Masa tunggu tidak dapat dihentikan.")  # the time that the law sets runs in any case
    if reason not in promise.pauses:
        raise NotFit("Pilih sebabnya.", {"sebab": "Pilih sebab yang disebut standar."})
    left = worktime.left(dossier.time, act.at, case.promise_due_at, promise.length.unit)
    _record(act, dossier, PAUSED, reason, promise_due_at=None, promise_left=left, due_at=None)
    _tell(act, dossier, f"Waktu layanan berhenti dulu: {reason}", "Kami kabari bila berjalan lagi.")
    return case


@transaction.atomic
def resume(act: Act, *, ref: str, turn: int) -> Case:
    """The promise goes on with what was left; the time of the step begins again. Raises ClockStands."""
    dossier = _opened(act, ref, turn)
    case, step = dossier.case, dossier.step
    if not is_paused(dossier):
        raise ClockStands("Waktu layanan sedang tidak dihentikan.")
    assert case.promise_left is not None
    due_at = worktime.due_with_left(dossier.time, act.at, case.promise_left, dossier.promise().length.unit)
    step_due = clock.step_due(dossier, step, since=act.at, promise=due_at)
    _record(act, dossier, RESUMED, "", promise_due_at=due_at, promise_left=None, due_at=step_due)
    _tell(act, dossier, "Waktu layanan berjalan lagi", f"Janji selesai: {wording.day(due_at, dossier.time.zone)}.")
    return case


@transaction.atomic
def extend(act: Act, *, ref: str, turn: int, reason: str) -> Case:
    """Gives the promise more time. Raises NoMoreTime, ClockStands, and NotFit without a reason."""
    dossier = _opened(act, ref, turn)
    case, extension = dossier.case, dossier.promise().extension
    if extension is None or times_extended(case) >= extension.times:
        raise NoMoreTime("Waktu layanan ini tidak dapat diperpanjang lagi.")
    if case.promise_due_at is None:
        raise ClockStands("Waktu layanan sedang tidak berjalan.")
    if not reason.strip():
        raise NotFit("Tulis alasannya.", {"alasan": "Tulis alasannya. Pemohon diberi tahu."})
    due_at = worktime.due(dossier.time, case.promise_due_at, extension.length).at
    step_due = clock.step_due(dossier, dossier.step, since=case.arrived_at or act.at, promise=due_at)
    _record(act, dossier, EXTENDED, reason.strip(), promise_due_at=due_at, promise_left=None, due_at=step_due)
    day = wording.day(due_at, dossier.time.zone)
    _tell(act, dossier, f"Waktu layanan diperpanjang {extension.length}", f"Janji selesai sekarang: {day}.")
    return case


def is_paused(dossier: Dossier) -> bool:
    """Whether an officer stopped the clock; not whether it stands still because the applicant must act."""
    return dossier.case.promise_left is not None and not dossier.step.stands_still


def times_extended(case: Case) -> int:
    return queries.count_runs(case, EXTENDED)


def _opened(act: Act, ref: str, turn: int) -> Dossier:
    dossier = dossier_of(queries.lock(ref, office=act.by.office))
    may_act(act, dossier, turn)
    return dossier


def _record(
    act: Act,
    dossier: Dossier,
    outcome: str,
    note: str,
    *,
    promise_due_at: datetime | None,
    promise_left: int | None,
    due_at: datetime | None,
) -> None:
    case = dossier.case
    where = cases.Arrival(
        State(case.state), case.step, case.post, case.recorder, due_at, promise_due_at, promise_left, case.limit_at
    )
    cases.record(act, case, outcome=outcome, note=note, arrival=where)


def _tell(act: Act, dossier: Dossier, what: str, then: str) -> None:
    case = dossier.case
    link, name = absolute("my_case", case.ref), in_messages(dossier.definition.standard)
    words = News(what=what, service=name, ref=case.ref, then=then, link=link)
    messages.queue([message(act, case, case.applicant, words)])
