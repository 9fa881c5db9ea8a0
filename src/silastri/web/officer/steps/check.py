"""The back office marks each document as right or wrong."""

from datetime import datetime
from typing import Any

from django import forms

from silastri.apps.cases import queries as cases
from silastri.apps.cases.operations import Verdict
from silastri.domain.case.requirements import to_be_marked
from silastri.domain.case.workflow import ONWARD
from silastri.domain.definition.exits import Lead
from silastri.domain.refusal import NotFit, Refusal
from silastri.journey.case.dossier import Dossier
from silastri.journey.steps import check as journey
from silastri.web.guard import DeskRequest

from .form import Button, StepForm
from .screen import Done, Screen

REST = "sisanya"  # the button that marks all the rest right


class CheckForm(StepForm):
    """For each document a mark, and a reason when it is wrong. The outcome follows from the marks."""

    def __init__(self, data: Any = None, files: Any = None, *, keys: list[str], **kwargs: Any) -> None:
        super().__init__(_rest_right(data, keys), files, **kwargs)
        self.keys = keys
        self.turned = next((way for way in self.ways[1:] if way[0].startswith(Lead.BACK)), None)
        self.fields["keputusan"].required = False
        self.go = Button(self.go.label, instead=self.turned[1] if self.turned else "")
        for key in keys:
            self.fields[f"tanda-{key}"] = forms.ChoiceField(choices=[("benar", ""), ("salah", "")], required=False)
            self.fields[f"alasan-{key}"] = forms.CharField(max_length=500, required=False)

    @property
    def others(self) -> list[tuple[str, str]]:
        return [way for way in self.ways[1:] if way != self.turned]

    @property
    def is_shown_again(self) -> bool:
        return REST in self.data

    def decided(self) -> dict[str, Any]:
        return super().decided() | {"outcome": self.cleaned_data["keputusan"] or self._follows()}

    def _follows(self) -> str:
        """The outcome of the marks: with one that is wrong, back to whoever can mend it."""
        is_wrong = any(not verdict.is_right for verdict in self.verdicts())
        return self.turned[0] if is_wrong and self.turned else ONWARD

    def verdicts(self) -> list[Verdict]:
        data = self.cleaned_data
        return [
            Verdict(key, data[f"tanda-{key}"] == "benar", data[f"alasan-{key}"].strip())
            for key in self.keys
            if data.get(f"tanda-{key}")
        ]

    def refuse(self, refusal: Refusal) -> None:
        """Shows what is wrong with a mark beside that mark."""
        fields = getattr(refusal, "fields", {})
        placed = {f"tanda-{name}" if name in self.keys else name: sentence for name, sentence in fields.items()}
        super().refuse(NotFit(str(refusal), placed))


def _rest_right(data: Any, keys: list[str]) -> Any:
    """What was sent; with all that has no mark yet marked right, where that was asked for."""
    if not data or REST not in data:
        return data
    filled = data.copy()
    for key in keys:
        filled.setdefault(f"tanda-{key}", "benar")
    return filled


def _needs(dossier: Dossier, at: datetime) -> dict[str, Any]:
    """After a repair, documents that were right stay marked so; those that the applicant replaced have no mark yet."""
    case, definition = dossier.case, dossier.definition
    keys = to_be_marked(journey.asked(definition, case), cases.documents(case))
    marks = {f"tanda-{key}": "benar" for key, mark in cases.last_marks(case).items() if mark.is_right}
    return {"keys": [journey.FORM, *keys] if definition.standard.form else keys, "initial": marks}


def _check(request: DeskRequest, ref: str, form: CheckForm) -> Done:
    done = journey.check(request.act, ref=ref, verdicts=form.verdicts(), **form.decided())
    if done.state == "returned":
        return Done(f"{ref} dikembalikan kepada pemohon.")
    return Done(f"{ref} lengkap dan diteruskan. Tanda terima sudah terbit.", stays=True)


SCREEN = Screen("periksa", CheckForm, _check, needs=_needs)
