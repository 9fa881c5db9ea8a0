"""What a signer says who sends a letter back: to whom, and why."""

from typing import Any

from django import forms

from silastri.journey.case.dossier import Dossier
from silastri.journey.frame.step import done_again
from silastri.web.forms import Form, choice, text
from silastri.web.officer.steps.form import ways


class TurnBackForm(Form):
    giliran = forms.IntegerField(widget=forms.HiddenInput)
    keputusan = choice("Kembalikan ke", [])
    catatan = text("Alasan", hint="Pemohon dapat membacanya.", most=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, back: list[tuple[str, str]], turn: int, **kwargs: Any) -> None:
        super().__init__(*args, initial={"giliran": turn, "keputusan": back[0][0]}, **kwargs)
        self.choose_from("keputusan", back)
        self.only = back[0][1] if len(back) == 1 else ""
        if self.only:
            self.fields["keputusan"].widget = forms.HiddenInput()


def form_of(dossier: Dossier, data: Any = None) -> TurnBackForm | None:
    """None where the SOP lets the signer send nothing back."""
    case, step = dossier.case, dossier.step
    codes = {way.code for way in step.otherwise if way.goes_back}
    known = ways(dossier.definition.sop, step, done_again(case), corrects=bool(case.corrects))
    back = [(code, words.removeprefix("Kembalikan ke: ")) for code, words in known if code in codes]
    return TurnBackForm(data, back=back, turn=case.turn) if back else None
