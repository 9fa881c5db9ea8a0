"""Runs any SOP: which ways out a step has, and where each of them leads."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from silastri.domain.definition.condition import ConditionFailed
from silastri.domain.definition.exits import Exit, Lead
from silastri.domain.definition.promise import COMPLETE, PAID, SUBMITTED, Promise
from silastri.domain.definition.sop import Sop, Step
from silastri.domain.kinds import Kind
from silastri.domain.refusal import MovedOn

ONWARD = "lanjut"
CORRECT = "perbaiki"
GIVE_UP = "batal"
# Rows of the control card after which the case stays where it is.
PAUSED, RESUMED, EXTENDED = "jeda", "jalan", "perpanjang"
UNDONE = "urung"  # the officer took back the step that he had just done
RECOUNTED = "libur"  # a day was declared a holiday, or is none any more, and what is due was counted again


class State(StrEnum):
    DRAFT = "draft"
    WAITING = "waiting"  # handed in, but on the waiting list of a quota
    RUNNING = "running"
    RETURNED = "returned"
    DONE = "done"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    REFERRED = "referred"  # sent on to another office or service

    @property
    def is_open(self) -> bool:
        return self in (State.WAITING, State.RUNNING, State.RETURNED)


class WayNotOpen(MovedOn):
    """The step has no such way out, or it is closed now; the message is a sentence for the officer."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a case is: its state, and the step that waits to be done (None when the case has ended)."""

    state: State
    step: Step | None


def ways(step: Step, *, done_again: int = 0) -> tuple[Exit, ...]:
    """The ways out other than onward, of a step that was already done again ``done_again`` times."""
    return tuple(way for way in step.otherwise if way.lead is not Lead.AGAIN or done_again < way.times)


def take(
    sop: Sop,
    at: Step,
    outcome: str,
    facts: dict[str, Any],
    passed: frozenset[Kind] = frozenset(),
    *,
    done_again: int = 0,
    letter: str = "",
) -> Position:
    """Where that outcome leads. Raises WayNotOpen, or ConditionFailed when a condition cannot be worked out.

    ``passed`` are kinds of step that this case skips, such as payment when nothing is owed. A case that corrects one
    ``letter`` skips the steps of other letters, and can only go onward or be withdrawn.
    """
    if outcome == ONWARD:
        return _onward(sop, sop.position(at.key) + 1, facts, passed, letter)
    if letter and outcome == GIVE_UP:
        return Position(State.WITHDRAWN, None)
    if letter:
        raise WayNotOpen("Perbaikan surat hanya bisa diteruskan atau dibatalkan.")
    way = next((way for way in ways(at, done_again=done_again) if way.code == outcome), None)
    if way is None:
        raise WayNotOpen(f"Langkah {at.name} tidak punya pilihan itu menurut SOP.")
    return _leads(sop, at, way)


def lapse(sop: Sop, at: Step, facts: dict[str, Any], passed: frozenset[Kind] = frozenset()) -> Position:
    """Where the case goes when the time limit of its step has passed. Raises WayNotOpen, ConditionFailed."""
    if at.limit is None:
        raise WayNotOpen(f"Langkah {at.name} tidak punya batas waktu.")
    if at.limit.then.lead is Lead.ONWARD:
        return _onward(sop, sop.position(at.key) + 1, facts, passed)
    return _leads(sop, at, at.limit.then)


_ENDS = {Lead.REFUSE: State.REFUSED, Lead.REFER: State.REFERRED, Lead.LAPSE: State.WITHDRAWN}


def _leads(sop: Sop, at: Step, way: Exit) -> Position:
    if way.lead in _ENDS:
        return Position(_ENDS[way.lead], None)
    return Position(State.RUNNING, at) if way.lead is Lead.AGAIN else _back(sop, way)


def _onward(sop: Sop, position: int, facts: dict[str, Any], passed: frozenset[Kind], letter: str = "") -> Position:
    for step in sop.steps[position:]:
        others = bool(letter and step.letters and letter not in step.letters)
        if step.kind not in passed and not others and not step.is_passed_over(facts):
            return Position(State.RUNNING, step)
    return Position(State.DONE, None)


def _back(sop: Sop, way: Exit) -> Position:
    step = sop.step(way.to)
    return Position(State.RETURNED if step.kind is Kind.SUBMIT else State.RUNNING, step)


def route(sop: Sop, facts: dict[str, Any], passed: frozenset[Kind] = frozenset()) -> list[Step]:
    """The steps of a case that is neither returned nor refused."""
    return [step for step in sop.steps if step.kind not in passed and not _seems_skipped(step, facts)]


def _seems_skipped(step: Step, facts: dict[str, Any]) -> bool:
    """Whether the step will be skipped. If its condition cannot be worked out yet, the step counts as not skipped."""
    try:
        return step.is_passed_over(facts)
    except ConditionFailed:
        return False


_STARTS = {SUBMITTED: Kind.SUBMIT, COMPLETE: Kind.CHECK, PAID: Kind.PAY}


def counts_after(sop: Sop, promise: Promise) -> int | None:
    """The position of the step after which the promised time counts; None where the SOP has no such step."""
    kind = _STARTS.get(promise.start)
    found = (n for n, step in enumerate(sop.steps) if (step.kind is kind if kind else step.key == promise.start))
    return next(found, None)


def said(outcome: str) -> str:
    """The words for an outcome on the control card."""
    return _SAID.get(outcome.partition(":")[0], outcome)


_SAID = {
    ONWARD: "diteruskan",
    "kembali": "dikembalikan",
    "tolak": "ditolak",
    GIVE_UP: "dibatalkan",
    CORRECT: "perbaikan dimulai",
    "ulang": "diulang",
    "alihkan": "dialihkan",
    "gugur": "gugur karena lewat batas waktu",
    "lewat": "diteruskan karena lewat batas waktu",
    "buka_lagi": "hasil pengecekan dibuka lagi",
    UNDONE: "diurungkan",
    PAUSED: "waktu dihentikan",
    RESUMED: "waktu dijalankan lagi",
    EXTENDED: "waktu diperpanjang",
    RECOUNTED: "batas waktu dihitung ulang karena hari libur berubah",
}
