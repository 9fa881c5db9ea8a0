"""The promise's clock is stopped, started again or given more time; what happens when a limit has passed."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case
from silastri.apps.catalog import queries as catalog
from silastri.domain.definition.exits import Lead
from silastri.domain.definition.sop import Step
from silastri.domain.kinds import Kind
from silastri.domain.refusal import NotFit, NotThere
from silastri.journey.case.dossier import Dossier
from silastri.journey.desk import lapse, pause
from silastri.journey.frame.step import is_for
from silastri.web.forms import Form, choice, text, tried, whole
from silastri.web.guard import DeskRequest, officer

_LONGEST_LIST = 200


class PauseForm(Form):
    """Why the clock is to be stopped."""

    giliran = forms.IntegerField(widget=forms.HiddenInput)
    sebab = choice("Sebab", [])

    def __init__(self, *args: Any, reasons: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from("sebab", [(reason, reason) for reason in reasons])


class ExtendForm(Form):
    giliran = forms.IntegerField(widget=forms.HiddenInput)
    alasan = text("Alasan", hint="Pemohon diberi tahu.", most=500, widget=forms.Textarea(attrs={"rows": 2}))


class LapseForm(Form):
    giliran = forms.IntegerField(widget=forms.HiddenInput)
    catatan = text("Alasan", hint="Pemohon dapat membacanya.", most=1000, widget=forms.Textarea(attrs={"rows": 3}))


def of_clock(dossier: Dossier) -> dict[str, Any]:
    """What may be done with the clock at the step that waits."""
    case, promise = dossier.case, dossier.promise()
    runs, turn = case.promise_due_at is not None, {"giliran": case.turn}
    found: dict[str, Any] = {"is_paused": case.state == "running" and pause.is_paused(dossier)}
    if runs and promise.pauses and dossier.step.kind is not Kind.WAIT:
        found["pause"] = PauseForm(reasons=promise.pauses, initial=turn)
    if runs and promise.extension and pause.times_extended(case) < promise.extension.times:
        found |= {"extend": ExtendForm(initial=turn), "extension": promise.extension}
    return found


@officer
def clock(request: DeskRequest, ref: str) -> HttpResponse:
    """One address for the three acts; the pressed button says which."""
    if request.method != "POST":
        return redirect("desk_case", ref)
    act, data = request.POST.get("tindakan", ""), request.POST
    turn = whole(data.get("giliran", ""))
    doing = {
        "henti": lambda: pause.pause(request.act, ref=ref, turn=turn, reason=data.get("sebab", "")),
        "jalan": lambda: pause.resume(request.act, ref=ref, turn=turn),
        "perpanjang": lambda: pause.extend(request.act, ref=ref, turn=turn, reason=data.get("alasan", "")[:500]),
    }.get(act)
    if doing is None:
        raise NotThere("Halaman ini tidak ada.")
    try:
        doing()
    except NotFit as refusal:
        messages.error(request, " ".join(refusal.fields.values()) or str(refusal))
    else:
        messages.success(request, f"{ref}: {_DONE[act]}.")
    return redirect("desk_case", ref)


_DONE = {
    "henti": "waktu layanan dihentikan",
    "jalan": "waktu layanan berjalan lagi",
    "perpanjang": "waktu layanan diperpanjang",
}


@officer
def past_limit(request: DeskRequest) -> HttpResponse:
    found = lapse.passed(request.desk.office.pk, request.desk.posts, at=request.act.at)
    late = cases.late(request.desk.office.pk, request.act.by.signs, request.act.at)[:_LONGEST_LIST]
    page = {
        "rows": [(one, FOLLOWS[one.limit.then.lead]) for one in found],
        "late": [(case, step) for case in late if is_for(request.act, case, step := _step(case))],
        "now": request.act.at,
    }
    return render(request, "officer/past_limit.html", page)


def _step(case: Case) -> Step:
    return catalog.definition(case.version_id).sop.step(case.step)


@officer
def carry_out(request: DeskRequest, ref: str) -> HttpResponse:
    """Shows one case whose limit has passed, and carries out the consequence."""
    found = lapse.passed(request.desk.office.pk, request.desk.posts, at=request.act.at)
    one = next((one for one in found if one.case.ref == ref), None)
    if one is None and request.method != "POST":
        raise NotThere("Batas waktu permohonan ini belum lewat, atau bukan tugas jabatan Anda.")
    case = cases.case(ref, office=request.desk.office.pk)
    form = LapseForm(request.POST or None, initial={"giliran": case.turn})

    def done() -> Case:
        data = form.cleaned_data
        return lapse.carry_out(request.act, ref=ref, turn=data["giliran"], note=data["catatan"])

    if tried(form, done) is not None:
        messages.success(request, f"{ref}: sudah dijalankan.")
        return redirect("past_limit")
    page = {"case": case, "one": one, "form": form, "follows": FOLLOWS[one.limit.then.lead] if one else ""}
    return render(request, "officer/case/carry_out.html", page, status=422 if form.errors else 200)


FOLLOWS = {
    Lead.LAPSE: "Permohonan gugur",
    Lead.REFUSE: "Permohonan ditolak",
    Lead.ONWARD: "Diteruskan ke langkah berikutnya",
    Lead.BACK: "Dikembalikan",
}
