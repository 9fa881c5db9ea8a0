"""The technical team makes an appointment for its visit, and writes the minutes afterwards."""

from typing import Any

from django import forms

from silastri.domain.case import step_notes
from silastri.journey.case.dossier import Dossier
from silastri.journey.papers.minutes import Present, Report
from silastri.journey.steps import visit as journey
from silastri.web.forms import PHOTO, Form, day, name, text, upload
from silastri.web.guard import DeskRequest
from silastri.web.uploads.drawn import drawn

from .form import StepForm
from .screen import Done, Screen

PRESENT = range(1, 6)  # how many people may sign the minutes of a visit


class AppointmentForm(Form):
    """The appointment: when the team comes, where, and who."""

    giliran = forms.IntegerField(widget=forms.HiddenInput)
    tanggal = day("Tanggal")
    jam = forms.TimeField(
        label="Jam",
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": "Isi jam.", "invalid": "Jam tidak benar. Contoh: 09.30."},
    )
    tempat = text("Tempat")
    tim = text("Tim yang datang", hint="Nama, dipisah koma")


class VisitForm(StepForm):
    """The minutes: what was found, photos, and the signatures of those who were there."""

    temuan = text("Hasil survei", most=3000, widget=forms.Textarea(attrs={"rows": 5}))
    kesimpulan = text("Kesimpulan", most=2000, widget=forms.Textarea(attrs={"rows": 3}))
    foto = upload("Foto", hint="Paling banyak 6 foto", required=False, accept=PHOTO, many=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in PRESENT:
            self.fields[f"nama-{n}"] = name("Nama", required=False)
            self.fields[f"sebagai-{n}"] = text("Sebagai", required=False, most=100)
            self.fields[f"tanda-{n}"] = forms.CharField(required=False, max_length=400_000, widget=forms.HiddenInput)

    @property
    def people(self) -> list[tuple[Any, Any, Any]]:
        return [(self[f"nama-{n}"], self[f"sebagai-{n}"], self[f"tanda-{n}"]) for n in PRESENT]


def _shows(request: DeskRequest, dossier: Dossier) -> dict[str, Any]:
    """The appointment, and the form that makes it."""
    plan = step_notes.facts(dossier.case.notes, dossier.step.key).appointment
    when = dossier.time.local(plan.at) if plan else None
    first: dict[str, Any] = {"giliran": dossier.case.turn}
    if plan and when:
        first |= {"tempat": plan.place, "tim": plan.team, "tanggal": dossier.time.day(when), "jam": when.time()}
    return {"appointment": AppointmentForm(initial=first), "plan": plan, "planned_at": when}


def _visit(request: DeskRequest, ref: str, form: VisitForm) -> Done:
    report = _report(form, [sent.read() for sent in request.FILES.getlist("foto")])
    journey.visit(request.act, ref=ref, report=report, **form.decided())
    return Done(f"{ref}: berita acara tersimpan.", stays=True)


def _report(form: VisitForm, photos: list[bytes]) -> Report:
    data = form.cleaned_data
    present = [
        Present(data[f"nama-{n}"].strip(), data[f"sebagai-{n}"].strip(), drawn(data[f"tanda-{n}"], f"nama-{n}"))
        for n in PRESENT
        if data[f"nama-{n}"].strip()
    ]
    return Report(data["temuan"], data["kesimpulan"], present, photos)


SCREEN = Screen("survei-lapangan", VisitForm, _visit, shows=_shows)
