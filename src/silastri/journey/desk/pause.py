"""The promise's clock is stopped for a reason that the standard names, started again, or given more time, once more.

Each is a row of the control card: the step and its post stay, the applicant is told.
"""

from datetime import datetime

from django.db import transaction

from silastri.apps.cases import operations as cases
from silastri.apps.cases import queries
from silastri.apps.cases.models import Case
from silastri.apps.messages import operations as messages
from silastri.domain import worktime
from silastri.domain.act import Act
from silastri.domain.case.workflow import State
from silastri.domain.kinds import Kind
from silastri.domain.refusal import MovedOn, NotFit
from silastri.domain.words import wording
from silastri.journey.case.dossier import OpenStep, opened_case
from silastri.journey.case.links import absolute
from silastri.journey.case.tell import message
from silastri.journey.frame.step import may_act

PAUSED, RESUMED, EXTENDED = "jeda", "jalan", "perpanjang"


class ClockStands(MovedOn):
    """The clock does not run, or does not stand still."""


class NoMoreTime(MovedOn):
    """The standard allows no extension, or no further one."""


@transaction.atomic
def pause(act: Act, *, ref: str, turn: int, reason: str) -> Case:
    """Raises ClockStands, NotFit for a reason that the standard does not name, and what ``open_step`` raises."""
    opened = _opened(act, ref, turn)
    case, promise = opened.case, opened.promise
    if case.promise_due_at is None:
        raise ClockStands("Waktu layanan sedang tidak berjalan.")
    if opened.step.kind is Kind.WAIT:
        raise ClockStands("Masa tunggu tidak dapat dihentikan.")  # the law's time runs, whatever the office does
    if reason not in promise.pauses:
        raise NotFit("Pilih sebabnya.", {"sebab": "Pilih sebab yang disebut standar."})
    left = worktime.left(opened.time, act.at, case.promise_due_at, promise.length.unit)
    _record(act, opened, PAUSED, reason, promise_due_at=None, promise_left=left, due_at=None)
    _tell(act, opened, f"Waktu layanan berhenti dulu: {reason}", "Kami kabari bila berjalan lagi.")
    return case


@transaction.atomic
def resume(act: Act, *, ref: str, turn: int) -> Case:
    """The promise goes on with what was left; the step's own time begins anew. Raises ClockStands."""
    opened = _opened(act, ref, turn)
    case, step = opened.case, opened.step
    if not is_paused(opened):
        raise ClockStands("Waktu layanan sedang tidak dihentikan.")
    assert case.promise_left is not None
    due_at = worktime.due_with_left(opened.time, act.at, case.promise_left, opened.promise.length.unit)
    step_due = worktime.due(opened.time, act.at, step.time).at if step.time and step.time.is_said else None
    _record(act, opened, RESUMED, "", promise_due_at=due_at, promise_left=None, due_at=step_due)
    _tell(act, opened, "Waktu layanan berjalan lagi", f"Janji selesai: {wording.day(due_at, opened.time.zone)}.")
    return case


@transaction.atomic
def extend(act: Act, *, ref: str, turn: int, reason: str) -> Case:
    """Raises NoMoreTime, ClockStands, NotFit without a reason."""
    opened = _opened(act, ref, turn)
    case, extension = opened.case, opened.promise.extension
    if extension is None or times_extended(case) >= extension.times:
        raise NoMoreTime("Waktu layanan ini tidak dapat diperpanjang lagi.")
    if case.promise_due_at is None:
        raise ClockStands("Waktu layanan sedang tidak berjalan.")
    if not reason.strip():
        raise NotFit("Tulis alasannya.", {"alasan": "Tulis alasannya. Pemohon diberi tahu."})
    due_at = worktime.due(opened.time, case.promise_due_at, extension.length).at
    _record(act, opened, EXTENDED, reason.strip(), promise_due_at=due_at, promise_left=None, due_at=case.due_at)
    day = wording.day(due_at, opened.time.zone)
    _tell(act, opened, f"Waktu layanan diperpanjang {extension.length}", f"Janji selesai sekarang: {day}.")
    return case


def is_paused(opened: OpenStep) -> bool:
    """Whether an officer stopped the clock; not whether it stands because it is the applicant's turn."""
    return opened.case.promise_left is not None and not opened.step.stands_still


def times_extended(case: Case) -> int:
    return queries.count_runs(case, EXTENDED)


def _opened(act: Act, ref: str, turn: int) -> OpenStep:
    opened = opened_case(queries.lock(ref, office=act.by.office))
    may_act(act, opened, turn)
    return opened


def _record(
    act: Act,
    opened: OpenStep,
    outcome: str,
    note: str,
    *,
    promise_due_at: datetime | None,
    promise_left: int | None,
    due_at: datetime | None,
) -> None:
    case = opened.case
    where = cases.Arrival(
        State(case.state), case.step, case.post, case.recorder, due_at, promise_due_at, promise_left, case.limit_at
    )
    cases.record(act, case, outcome=outcome, note=note, arrival=where)


def _tell(act: Act, opened: OpenStep, what: str, then: str) -> None:
    case = opened.case
    if case.applicant.phone:
        link, name = absolute("my_case", case.ref), opened.definition.standard.name
        body = wording.to_applicant(what, service=name, ref=case.ref, then=then, link=link)
        messages.queue([message(act, case, case.applicant, body)])
