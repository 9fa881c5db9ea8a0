"""What is past its time outside the archive: how much it is, the lists, and the berita acara of one."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.personal_data import purges
from silastri.apps.personal_data.models import DataPurge
from silastri.domain.personal_data import purge as rules
from silastri.domain.refusal import NotThere, NotYours
from silastri.journey.archive import access
from silastri.journey.personal_data import purge as journey
from silastri.web.forms import Form, text, tried
from silastri.web.guard import DeskRequest, officer
from silastri.web.pdf import pdf


class RefuseForm(Form):
    catatan = text("Alasan tidak disetujui", most=500, widget=forms.Textarea(attrs={"rows": 2}), required=False)


class CarryOutForm(Form):
    saksi_1 = text("Saksi pertama", hint="Nama", most=100, required=False)
    jabatan_1 = text("Jabatan saksi pertama", most=100, required=False)
    saksi_2 = text("Saksi kedua", hint="Nama", most=100, required=False)
    jabatan_2 = text("Jabatan saksi kedua", most=100, required=False)


def _must_read(request: DeskRequest) -> None:
    if not (request.desk.watches or access.keeps(request.desk) or access.approves(request.desk)):
        raise NotYours("Halaman ini untuk petugas arsip.")


@officer
def data_purges(request: DeskRequest) -> HttpResponse:
    _must_read(request)
    if request.method == "POST":
        made = journey.propose(request.act)
        messages.success(request, "Usulan dibuat. Menunggu persetujuan.")
        return redirect("data_purge", made.pk)
    office = request.desk.office
    found, days = journey.counts(office, request.act.at), journey.days(office, request.today)
    page = {
        "due": [(one.title, one.how, days[kind], found[kind]) for kind, one in rules.KINDS.items()],
        "any": any(found.values()),
        "purges": purges.of_office(office.pk),
        "may_propose": access.keeps(request.desk) and not request.desk.watches,
    }
    return render(request, "officer/personal_data/purges.html", page)


@officer
def data_purge(request: DeskRequest, pk: int) -> HttpResponse:
    return _page(request, pk)


@officer
def data_purge_pdf(request: DeskRequest, pk: int) -> HttpResponse:
    return pdf(journey.minutes(request.act, pk=pk), f"berita-acara-data-{pk}")


def _approve(request: DeskRequest, pk: int, given: dict[str, Any]) -> DataPurge:
    return journey.decide(request.act, pk=pk, approves=True)


def _refuse(request: DeskRequest, pk: int, given: dict[str, Any]) -> DataPurge:
    return journey.decide(request.act, pk=pk, approves=False, note=given["catatan"])


def _carry_out(request: DeskRequest, pk: int, given: dict[str, Any]) -> DataPurge:
    witnesses = [(given[f"saksi_{one}"], given[f"jabatan_{one}"]) for one in (1, 2)]
    return journey.carry_out(request.act, pk=pk, witnesses=witnesses)


_ACTS: dict[str, tuple[type[Form], Callable[[DeskRequest, int, dict[str, Any]], DataPurge], str]] = {
    "setujui": (Form, _approve, "Usulan disetujui."),
    "tolak": (RefuseForm, _refuse, "Usulan tidak disetujui."),
    "jalankan": (CarryOutForm, _carry_out, "Data dimusnahkan. Cetak berita acaranya."),
}


@officer
def change_data_purge(request: DeskRequest, pk: int, what: str) -> HttpResponse:
    _must_read(request)
    if request.method != "POST" or what not in _ACTS:
        raise NotThere("Halaman tidak ditemukan.")
    form_class, act, said = _ACTS[what]
    form = form_class(request.POST)
    if tried(form, lambda: act(request, pk, form.cleaned_data)) is None:
        return _page(request, pk, {what: form}, 422)
    messages.success(request, said)
    return redirect("data_purge", pk)


def _page(request: DeskRequest, pk: int, wrong: dict[str, Form] | None = None, status: int = 200) -> HttpResponse:
    _must_read(request)
    found = purges.one(pk, office=request.desk.office.pk)
    if found is None:
        raise journey.NoSuchPurge("Usulan ini tidak ada.")
    shown, acts = wrong or {}, not request.desk.watches
    page = {
        "one": found,
        "rows": [
            (kind.title, found.before.get(key, ""), found.counts.get(key, 0)) for key, kind in rules.KINDS.items()
        ],
        "wrong": next(iter(shown.values()), None),
        "may_decide": acts and found.state == "proposed" and access.approves(request.desk),
        "has_minutes": found.sha256 or found.state in ("proposed", "approved"),
        "is_own": found.proposed_by_id == request.user.pk,
        "may_carry_out": acts and found.state == "approved" and access.keeps(request.desk),
        "refuse_form": shown.get("tolak") or RefuseForm(),
        "carry_out_form": shown.get("jalankan") or CarryOutForm(),
    }
    return render(request, "officer/personal_data/purge.html", page, status=status)
