"""Runs any SOP: which ways are open at a step, and where each of them leads."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from .definition.condition import ConditionFailed
from .definition.sop import Exit, Sop, Step
from .kinds import Kind
from .refusal import MovedOn

ONWARD = "lanjut"


class State(StrEnum):
    DRAFT = "draft"
    WAITING = "waiting"  # handed in, on the waiting list of a quota
    RUNNING = "running"
    RETURNED = "returned"
    DONE = "done"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"

    @property
    def is_open(self) -> bool:
        return self in (State.WAITING, State.RUNNING, State.RETURNED)


class WayNotOpen(MovedOn):
    """The step has no such way out; the message is a sentence for the officer."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a case stands: its state, and the step that waits (None when it has ended)."""

    state: State
    step: Step | None


def ways(step: Step) -> tuple[str, ...]:
    """The outcomes that are open at a step: onward first."""
    return (ONWARD, *(way.code for way in step.otherwise))


def take(sop: Sop, at: Step, outcome: str, facts: dict[str, Any], passed: frozenset[Kind] = frozenset()) -> Position:
    """Where that outcome leads. Raises WayNotOpen, or ConditionFailed when a condition cannot be worked out.

    ``passed`` are kinds of step that this case does not need: nothing to pay, a number that the letter has already.
    """
    if outcome == ONWARD:
        return _onward(sop, sop.position(at.key) + 1, facts, passed)
    way = next((way for way in at.otherwise if way.code == outcome), None)
    if way is None:
        raise WayNotOpen(f"Langkah {at.name} tidak punya pilihan itu menurut SOP.")
    return Position(State.REFUSED, None) if way.refuses else _back(sop, way)


def _onward(sop: Sop, position: int, facts: dict[str, Any], passed: frozenset[Kind]) -> Position:
    for step in sop.steps[position:]:
        if step.kind not in passed and not _is_skipped(step, facts):
            return Position(State.RUNNING, step)
    return Position(State.DONE, None)


def _is_skipped(step: Step, facts: dict[str, Any]) -> bool:
    return step.skip_when is not None and step.skip_when.holds(facts)


def _back(sop: Sop, way: Exit) -> Position:
    step = sop.step(str(way.to))
    return Position(State.RETURNED if step.kind is Kind.SUBMIT else State.RUNNING, step)


def route(sop: Sop, facts: dict[str, Any], passed: frozenset[Kind] = frozenset()) -> list[Step]:
    """The steps a case takes when all goes well."""
    return [step for step in sop.steps if step.kind not in passed and not _seems_skipped(step, facts)]


def _seems_skipped(step: Step, facts: dict[str, Any]) -> bool:
    """A condition that cannot be worked out yet skips nothing yet."""
    try:
        return _is_skipped(step, facts)
    except ConditionFailed:
        return False
