"""The officer who asked others concludes."""

from datetime import datetime
from typing import Any

from django import forms

from silastri.journey.case.dossier import Dossier
from silastri.journey.steps import ask as journey
from silastri.web.forms import text
from silastri.web.guard import DeskRequest
from silastri.web.officer import parties

from .form import StepForm
from .screen import Done, Screen


class AskForm(StepForm):
    """The conclusion; and why the case goes on without an answer that is needed and whose time is over."""

    tanpa = text("Alasan dilanjutkan", required=False, most=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, late: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        note = self.fields["catatan"]
        note.label, note.required = "Kesimpulan", True
        note.error_messages["required"] = "Tulis kesimpulan dari semua pendapat."
        note.help_text = "Pemohon dapat membacanya bila permohonan dikembalikan atau ditolak."
        if late:
            self.fields["tanpa"].help_text = "Wajib bila Anda meneruskan tanpa menunggunya."
            self.fields["tanpa"].label = f"Alasan dilanjutkan tanpa jawaban {', '.join(late)}"
        else:
            del self.fields["tanpa"]


def _needs(dossier: Dossier, at: datetime) -> dict[str, Any]:
    return {"late": parties.passable(dossier, at)}


def _ask(request: DeskRequest, ref: str, form: AskForm) -> Done:
    journey.ask(request.act, ref=ref, without=form.cleaned_data.get("tanpa", ""), **form.decided())
    return Done(f"{ref}: kesimpulan tersimpan.")


SCREEN = Screen("simpulkan", AskForm, _ask, needs=_needs)
