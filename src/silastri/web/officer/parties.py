"""The parties of a step, as the officer who asked them and the officer who decides later see them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from silastri.apps.opinions.models import Opinion
from silastri.domain.case.opinion import STANCES, Stance
from silastri.domain.definition.sop import Step
from silastri.domain.kinds import Kind
from silastri.journey.case.dossier import Dossier
from silastri.journey.frame import consult
from silastri.journey.frame.consult import Asked
from silastri.web.answers import Group, shown

_GIVES = {"fakta": "Keterangan", "pertimbangan": "Pertimbangan", "keputusan": "Keputusan"}
_COLOURS = {Stance.AGREES: "green", Stance.WITH_NOTE: "yellow", Stance.AGAINST: "red"}


@dataclass(frozen=True)
class Said:
    """An answer in words."""

    opinion: Opinion
    stance: str
    groups: list[Group]
    note: str


@dataclass(frozen=True)
class PartyRow:
    asked: Asked
    gives: str
    question: str
    label: str
    colour: str
    said: Said | None
    earlier: list[Said]

    @property
    def opinion(self) -> Opinion:
        return self.asked.opinion

    @property
    def waits(self) -> bool:
        return self.opinion.state == Opinion.State.ASKED


def of_case(dossier: Dossier, at: datetime) -> dict[str, Any]:
    """The parties of the present step, with what may be done, and those of other steps, to be read."""
    steps = [step for step in dossier.definition.sop.steps if step.kind is Kind.ASK]
    found: dict[str, Any] = {"opinions": []}
    for step in steps:
        rows = _rows(dossier, step, at)
        if step.key == dossier.case.step:
            found["parties"] = rows
        elif answered := [row for row in rows if row.said]:
            found["opinions"].append((step, answered))
    return found


def passable(dossier: Dossier, at: datetime) -> list[str]:
    """The parties whose answer is needed but did not come in time."""
    words = [one.word for one in consult.asked_at(dossier)]
    return [word.name for word in words if word.party.must_answer and word.may_be_passed(at)]


def _rows(dossier: Dossier, step: Step, at: datetime) -> list[PartyRow]:
    return [_row(asked, step, at) for asked in consult.asked_at(dossier, step)]


def _row(asked: Asked, step: Step, at: datetime) -> PartyRow:
    label, colour = _state(asked, at)
    answered = asked.opinion.state == Opinion.State.ANSWERED
    earlier = [*asked.earlier, *([asked.opinion] if asked.opinion.is_answered and not answered else [])]
    return PartyRow(
        asked,
        _GIVES[asked.party.gives],
        asked.party.asked or step.text,
        label,
        colour,
        _said(asked, asked.opinion) if answered else None,
        [_said(asked, opinion) for opinion in earlier],
    )


def _state(asked: Asked, at: datetime) -> tuple[str, str]:
    opinion = asked.opinion
    if opinion.state == Opinion.State.ANSWERED:
        stance = STANCES[asked.party.gives].get(opinion.stance, "Dijawab")
        return stance, _COLOURS.get(Stance(opinion.stance), "green") if opinion.stance else "green"
    if opinion.state == Opinion.State.ENDED:
        return "Ditarik", "grey"
    if opinion.asked_at is None:
        return "Belum dikirim", "grey"
    return ("Terlambat", "red") if asked.word.is_late(at) else ("Menunggu jawaban", "blue")


def _said(asked: Asked, opinion: Opinion) -> Said:
    groups = shown(asked.party.form, opinion.said.get("jawaban", {}))
    return Said(opinion, STANCES[asked.party.gives].get(opinion.stance, ""), groups, opinion.said.get("catatan", ""))
