"""What other parties say about a case: their stance, what the asking officer may do then, and what conditions know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from silastri.domain.definition.field import FieldKind, Question, names
from silastri.domain.definition.office import Office
from silastri.domain.definition.party import Gives, Party
from silastri.domain.definition.sop import Step
from silastri.domain.refusal import NotFit

from . import lateness

STANCE, ANSWERED = "pendapat", "dijawab"  # the names that conditions use


class Stance(StrEnum):
    """A party's stance. Conditions see its value under ``pendapat``; it is empty until the party has answered."""

    AGREES = "setuju"
    WITH_NOTE = "catatan"
    AGAINST = "tidak"


STANCES: dict[Gives, dict[str, str]] = {
    Gives.FACT: {},
    Gives.ADVICE: {
        Stance.AGREES: "Setuju",
        Stance.WITH_NOTE: "Setuju dengan catatan",
        Stance.AGAINST: "Tidak setuju",
    },
    Gives.DECISION: {Stance.AGREES: "Mengizinkan", Stance.AGAINST: "Tidak mengizinkan"},
}


class NotAgreed(NotFit):
    """A party that decides has said no, so the case cannot go onward."""


class StillWaiting(NotFit):
    """A party whose answer is needed has not answered yet and still has time."""


@dataclass(frozen=True)
class Word:
    """One party's part in the matter: when it was asked, until when it may answer, and what it said."""

    party: Party
    name: str
    asked_at: datetime | None = None  # None: the question was not sent yet
    due_at: datetime | None = None
    answered_at: datetime | None = None
    stance: str = ""
    ended: bool = False  # the question was taken back before an answer

    def is_late(self, at: datetime) -> bool:
        return self._waits and lateness.passed(self.due_at, at)

    @property
    def _waits(self) -> bool:
        return self.answered_at is None and self.asked_at is not None

    def may_be_passed(self, at: datetime) -> bool:
        """Whether to go on without the answer is allowed: its time is over, or no time was set."""
        return self._waits and (self.due_at is None or lateness.passed(self.due_at, at))


def title(party: Party, office: Office) -> str:
    """The party's name for people to read."""
    post = office.post(party.post) if party.post else None
    return party.label or (post.title if post else party.key.replace("_", " ").capitalize())


def titles(step: Step, office: Office) -> list[str]:
    return [title(party, office) for party in step.parties]


def may_go_on(words: Sequence[Word], *, without: str, at: datetime) -> None:
    """Checks that the asking officer may go onward; ``without`` is the reason for doing so without an answer.

    Raises NotAgreed, StillWaiting.
    """
    for word in words:
        if word.party.gives is Gives.DECISION and word.stance == Stance.AGAINST:
            raise NotAgreed(
                f"{word.name} tidak mengizinkan. Pilih jalan lain.",
                {"keputusan": f"{word.name} tidak mengizinkan. Pilih jalan lain."},
            )
    missing = [word for word in words if word.party.must_answer and word.answered_at is None]
    for word in missing:
        if not word.may_be_passed(at):
            raise StillWaiting(_waits_for(word), {"keputusan": _waits_for(word)})
    if missing and not without.strip():
        names = ", ".join(word.name for word in missing)
        raise StillWaiting(
            "Tulis mengapa dilanjutkan tanpa jawaban.",
            {"tanpa": f"Tulis mengapa dilanjutkan tanpa jawaban {names}."},
        )


def _waits_for(word: Word) -> str:
    if word.asked_at is None or word.ended:
        return f"{word.name} belum dimintai jawaban. Kirim dulu permintaannya."
    return f"{word.name} belum menjawab, dan waktunya belum habis."


def questions(party: Party) -> tuple[Question, ...]:
    """All that conditions may use of a party: its own questions, its stance if it has one, whether it answered."""
    name = party.label or party.key.replace("_", " ")
    choices = [{"kunci": key, "label": label.lower()} for key, label in STANCES[party.gives].items()]
    found = [Question(key=ANSWERED, kind=FieldKind.YES_NO, label=f"Dijawab {name}")]
    if choices:
        found += [Question(key=STANCE, kind=FieldKind.CHOICE, label=f"Pendapat {name}", choices=choices)]
    return (*party.form, *found)


def condition_names(step: Step) -> dict[str, Any]:
    """The names under which conditions know what the parties of a step said, each with a sample value."""
    known: dict[str, Any] = {}
    for party in step.parties:
        known |= names(questions(party), f"catatan.{step.key}.{party.key}")
    return known


def noted(values: Mapping[str, Any], stance: str) -> dict[str, Any]:
    """A party's answer as the case stores it."""
    return {**values, STANCE: stance, ANSWERED: True}


def noted_so_far(known: dict[str, Any], step: str, party: str, so_far: dict[str, Any]) -> dict[str, Any]:
    """The notes of the case together with the answers that are being filled in now."""
    notes = known.get("catatan", {})
    there = notes.get(step, {})
    mine = {**there, party: {**there.get(party, {}), **so_far}} if party else {**there, **so_far}
    return {"catatan": {**notes, step: mine}}
