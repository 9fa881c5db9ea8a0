"""The technical team plans the visit, and writes its minutes."""

import base64
import binascii
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.cases import queries as cases
from silastri.apps.catalog import queries as catalog
from silastri.apps.offices import queries as offices
from silastri.domain.kinds import Kind
from silastri.domain.refusal import NotFit
from silastri.journey.papers.minutes import Present, Report
from silastri.journey.steps import visit as journey
from silastri.web.guard import DeskRequest, officer

from .case import page, take_step
from .forms import PRESENT, AppointmentForm, VisitForm


@officer
def visit(request: DeskRequest, ref: str) -> HttpResponse:
    if request.method != "POST":
        return redirect("desk_case", ref)
    done, refused = take_step(
        request,
        ref,
        "visit",
        lambda form: journey.visit(
            request.act,
            ref=ref,
            turn=form.cleaned_data["turn"],
            outcome=form.cleaned_data["outcome"],
            report=_report(form, [sent.read() for sent in request.FILES.getlist("foto")]),
            note=form.cleaned_data["catatan"],
            filled=form.typed,
        ),
    )
    if done is None:
        return refused or redirect("inbox")
    messages.success(request, f"{ref}: berita acara tersimpan.")
    return redirect("desk_case", ref)


def _report(form: VisitForm, photos: list[bytes]) -> Report:
    data = form.cleaned_data
    present = [
        Present(data[f"nama-{n}"].strip(), data[f"sebagai-{n}"].strip(), _signature(data[f"tanda-{n}"], n))
        for n in PRESENT
        if data[f"nama-{n}"].strip()
    ]
    return Report(data["temuan"], data["kesimpulan"], present, photos)


def _signature(data: str, number: int) -> bytes:
    """The picture of a signature, as the page sends it: ``data:image/png;base64,...``. Raises NotFit."""
    if not data:
        return b""
    try:
        return base64.b64decode(data.removeprefix("data:image/png;base64,"), validate=True)
    except (binascii.Error, ValueError):
        sentence = "Tanda tangan tidak terbaca. Hapus, lalu bubuhkan lagi."
        raise NotFit(sentence, {f"nama-{number}": sentence}) from None


@officer
def appointment(request: DeskRequest, ref: str) -> HttpResponse:
    """Sets when the team comes; the applicant is told."""
    case = cases.case(ref, office=request.desk.office.pk)
    if request.method != "POST":
        return redirect("desk_case", ref)
    form = AppointmentForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        when = datetime.combine(data["tanggal"], data["jam"], offices.working_time(case.office).zone)
        try:
            journey.schedule(request.act, ref=ref, turn=data["turn"], when=when, place=data["tempat"], team=data["tim"])
        except NotFit as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"{ref}: jadwal tersimpan dan pemohon diberi tahu.")
            return redirect("desk_case", ref)
    return page(request, case, status=422, appointment=form)


@officer
def visits(request: DeskRequest) -> HttpResponse:
    """The visits of the officer's posts: by day, and those with no time yet."""
    zone = offices.working_time(request.desk.office).zone
    waiting = [case for case in cases.inbox(request.desk.office.pk, request.desk.posts, whole=True) if _is_visit(case)]
    planned, open_ = [], []
    for case in waiting:
        plan = case.notes.get(case.step, {}).get("jadwal")
        if plan:
            planned.append((datetime.fromisoformat(plan["waktu"]).astimezone(zone), plan, case))
        else:
            open_.append(case)
    found: dict[str, Any] = {"planned": sorted(planned, key=lambda row: row[0]), "open": open_, "now": request.act.at}
    return render(request, "officer/visits.html", found)


def _is_visit(case: Any) -> bool:
    return catalog.definition(case.version_id).sop.step(case.step).kind is Kind.VISIT
