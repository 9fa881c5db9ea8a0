"""The form that every step has; some acts add fields to it. It checks shapes only: the acts check the rest."""

from dataclasses import dataclass
from typing import Any

from django import forms

from silastri.domain.case import workflow
from silastri.domain.case.facts import Facts
from silastri.domain.case.form import asked
from silastri.domain.case.workflow import GIVE_UP, ONWARD
from silastri.domain.definition.exits import Exit, Lead
from silastri.domain.definition.field import Question
from silastri.domain.definition.sop import Sop, Step
from silastri.domain.kinds import nature
from silastri.domain.refusal import NotFit, Refusal
from silastri.web.forms import Form, choice, text
from silastri.web.questions import inputs, typed


@dataclass(frozen=True)
class Button:
    """What a button says, and what it sends: by that the act knows which of its buttons was pressed."""

    label: str
    value: str = ""
    name: str = "keputusan"
    instead: str = ""  # what it says where something was marked wrong


class StepForm(Form):
    """What every step asks: the turn of the control card that the officer saw, the outcome, and a note."""

    giliran = forms.IntegerField(widget=forms.HiddenInput)
    keputusan = choice("Keputusan", [], widget=forms.HiddenInput)
    catatan = text("Catatan", required=False, most=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(
        self, *args: Any, step: Step, turn: int, facts: Facts, ways: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"giliran": turn} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.ways = ways
        self.choose_from("keputusan", ways)
        if len(self.ways) > 1:
            self.fields["catatan"].help_text = "Wajib diisi bila dikembalikan atau ditolak. Pemohon dapat membacanya."
        self.facts, self.step = facts, step
        self.go = Button(ways[0][1], value=ONWARD)
        self.questions = tuple(question for question in step.form if _may_be_asked(question, step, facts))
        self.typed = typed(step.form, self.data) if self.is_bound else {}
        self.wrong: dict[str, str] = {}

    @property
    def others(self) -> list[tuple[str, str]]:
        """The outcomes beside the one of the main button."""
        return self.ways[1:]

    @property
    def is_shown_again(self) -> bool:
        """Whether it was sent only to be shown with something filled in."""
        return False

    def refuse(self, refusal: Refusal) -> None:
        """Shows what is wrong with an answer beside its question, and all else above the form."""
        fields = getattr(refusal, "fields", {})
        asked = set(inputs(self.questions))
        self.wrong = {name: sentence for name, sentence in fields.items() if name in asked}
        super().refuse(NotFit(str(refusal), {k: v for k, v in fields.items() if k not in asked}))

    def given(self) -> dict[str, Any]:
        """What every act takes: the turn that was seen, and the note."""
        return {"turn": self.cleaned_data["giliran"], "note": self.cleaned_data["catatan"]}

    def decided(self) -> dict[str, Any]:
        """What acts with several outcomes take as well: the outcome, and the answers to the step's own questions."""
        return self.given() | {"outcome": self.cleaned_data["keputusan"], "filled": self.typed}


def _may_be_asked(question: Question, step: Step, facts: Facts) -> bool:
    """False where the facts of the case rule it out. What depends on answers of the same step is always asked."""
    if question.when is None or any(name.startswith(f"catatan.{step.key}.") for name in question.when.names):
        return True
    return question in asked((question,), facts)


def ways(sop: Sop, step: Step, done_again: int = 0, *, corrects: bool = False) -> list[tuple[str, str]]:
    """The outcomes of a step in words, onward first. A correction can only be given up."""
    if corrects:
        gives_up = [(GIVE_UP, "Batalkan perbaikan, surat lama tetap berlaku")] if nature(step.kind).may_turn else []
        return [(ONWARD, nature(step.kind).button), *gives_up]
    others = workflow.ways(step, done_again=done_again)
    return [(ONWARD, nature(step.kind).button), *((way.code, _way(sop, step, way)) for way in others)]


def _way(sop: Sop, step: Step, way: Exit) -> str:
    if way.goes_back:
        to = sop.step(way.to)
        return "Kembalikan ke pemohon" if to.by_applicant else f"Kembalikan ke: {to.name}"
    referral = sop.referral(way.to)
    words = {Lead.REFUSE: "Tolak permohonan", Lead.AGAIN: f"Ulangi: {step.name}"}
    return words.get(way.lead, f"Alihkan ke: {referral.label if referral else way.to}")
