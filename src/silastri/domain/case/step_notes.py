"""What a case keeps of each of its steps: what people answered there, and apart from it what the system itself knows.

The two never share names: an office may call a question whatever it likes.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict

Notes = dict[str, dict[str, Any]]  # by the key of the step
_ANSWERS, _FACTS = "answers", "facts"


class _Known(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class LookUp(_Known):
    """What the registry said of the applicant and what the decision table made of it, as conditions ask for them."""

    data: dict[str, Any]
    outcome: dict[str, Any]


class Appointment(_Known):
    """When and where the team comes to a visit."""

    at: datetime
    place: str
    team: str = ""


class Proof(_Known):
    """The applicant's own word that he paid another body."""

    number: str
    at: datetime


class Ink(_Known):
    """Ink takes the certificate's place this once."""

    reason: str
    at: datetime


class Minutes(_Known):
    """What a visit found, and who was there: name and role."""

    findings: str
    conclusion: str
    present: tuple[tuple[str, str], ...]


class Objection(_Known):
    """What somebody has against what is announced."""

    name: str
    contact: str
    text: str
    at: datetime


class StepFacts(_Known):
    """All that the system itself knows of one step of one case."""

    look_up: LookUp | None = None
    appointment: Appointment | None = None
    proof: Proof | None = None
    ink: Ink | None = None
    minutes: Minutes | None = None
    objections: tuple[Objection, ...] = ()
    given_back: tuple[str, ...] = ()  # the things, by their names
    notice_to: str = ""  # the address that an officer typed for the notice to the home
    times_again: int = 0  # how often the step was done again


_NOTHING = StepFacts()


def answers(notes: Mapping[str, Any], step: str) -> dict[str, Any]:
    """By the key of the question; what a party said, by the key of the party."""
    found: dict[str, Any] = notes.get(step, {}).get(_ANSWERS, {})
    return found


def facts(notes: Mapping[str, Any], step: str) -> StepFacts:
    found = notes.get(step, {}).get(_FACTS)
    return StepFacts.model_validate(found) if found else _NOTHING


def with_answers(notes: Notes, step: str, values: Mapping[str, Any]) -> Notes:
    return _with(notes, step, _ANSWERS, {**answers(notes, step), **values})


def without_answers(notes: Notes, step: str, keys: Collection[str]) -> Notes:
    left = {key: value for key, value in answers(notes, step).items() if key not in keys}
    return _with(notes, step, _ANSWERS, left)


def with_facts(notes: Notes, step: str, found: StepFacts) -> Notes:
    """What ``found`` sets, also to nothing, takes the place of what was known; the rest stays."""
    changed = {name: getattr(found, name) for name in found.model_fields_set}
    now = facts(notes, step).model_copy(update=changed)
    return _with(notes, step, _FACTS, now.model_dump(mode="json", exclude_defaults=True))


def for_correction(notes: Notes) -> Notes:
    """What stays true of a case when one of its letters is corrected: what was answered and looked up, but not what
    was once arranged."""
    kept: Notes = {}
    for step in notes:
        kept = with_answers(kept, step, answers(notes, step))
        if found := facts(notes, step).look_up:
            kept = with_facts(kept, step, StepFacts(look_up=found))
    return kept


def _with(notes: Notes, step: str, side: str, values: dict[str, Any]) -> Notes:
    there = {**notes.get(step, {}), side: values}
    return {**notes, step: {name: found for name, found in there.items() if found}}
