"""Managers open the account of a colleague again who lost every second proof: one asks, another agrees."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.accounts import rescues as kept
from silastri.journey.accounts import rescue as journey
from silastri.web.forms import Form, text, tried
from silastri.web.guard import DeskRequest, manager

from .colleagues import Colleagues, colleagues, found_by_name

_SHOWN = 30


class RescueForm(Form):
    petugas = text("Nama petugas", hint="Ketik namanya, lalu pilih dari daftar", most=150, list="rekan")
    alasan = text("Apa yang terjadi", hint="Misalnya: ponsel dicuri, kertas kode ikut hilang", most=300)

    def __init__(self, *args: Any, known: Colleagues, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known

    def clean_petugas(self) -> int:
        return found_by_name(self.known, self.cleaned_data["petugas"])


@manager
def rescues(request: DeskRequest) -> HttpResponse:
    known = colleagues(request.desk.office)
    form = RescueForm(request.POST if request.method == "POST" else None, known=known)
    data = form.cleaned_data if form.is_valid() else {}
    if tried(form, lambda: journey.ask(request.act, person=data["petugas"], why=data["alasan"])):
        messages.success(request, "Permintaan tersimpan. Sekarang pengelola lain yang menyetujui.")
        return redirect("rescues")
    page = {
        "form": form,
        "colleagues": [label for label, _ in known],
        "rescues": kept.of_office(request.desk.office.pk)[:_SHOWN],
        "now": request.act.at,
    }
    return render(request, "manager/accounts/rescues.html", page, status=422 if form.is_bound else 200)


@manager
def decide_rescue(request: DeskRequest, pk: int) -> HttpResponse:
    """The code is shown to the second manager, this once."""
    if request.method != "POST":
        return redirect("rescues")
    if request.POST.get("putusan") == "setuju":
        return render(request, "manager/accounts/rescued.html", {"handed": journey.agree(request.act, pk=pk)})
    journey.refuse(request.act, pk=pk)
    messages.success(request, "Permintaan ditolak. Tidak ada yang berubah.")
    return redirect("rescues")
