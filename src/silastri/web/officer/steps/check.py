"""The back office marks each document as right or wrong."""

from datetime import datetime
from typing import Any

from django import forms

from silastri.apps.cases import queries as cases
from silastri.apps.cases.operations import Verdict
from silastri.domain.case.requirements import to_be_marked
from silastri.domain.refusal import NotFit, Refusal
from silastri.journey.case.dossier import Dossier
from silastri.journey.steps import check as journey
from silastri.web.guard import DeskRequest

from .form import StepForm
from .screen import Done, Screen


class CheckForm(StepForm):
    """For each document a mark, and a reason when it is wrong."""

    def __init__(self, *args: Any, keys: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = keys
        for key in keys:
            self.fields[f"tanda-{key}"] = forms.ChoiceField(choices=[("benar", ""), ("salah", "")], required=False)
            self.fields[f"alasan-{key}"] = forms.CharField(max_length=500, required=False)

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
