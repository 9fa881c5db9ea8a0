"""What an officer does with a complaint."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from silastri.apps.complaints.models import Complaint
from silastri.domain.act import Act
from silastri.domain.refusal import NotThere
from silastri.journey.complaints import access, answer, ask, pass_on, weigh
from silastri.web.forms import tried
from silastri.web.guard import DeskRequest, officer

from .one import MAKE, page

Given = dict[str, Any]


@dataclass(frozen=True)
class Change:
    form: str
    carry_out: Callable[[Act, int, Given], Complaint]
    told: str


CHANGES: dict[str, Change] = {
    "bobot": Change(
        "weigh_form",
        lambda act, pk, data: weigh.weigh(act, pk=pk, weight=data["bobot"], limit=data["batas"], reason=data["alasan"]),
        "Bobot dicatat.",
    ),
    "keputusan": Change(
        "consult_form",
        lambda act, pk, data: weigh.consult(act, pk=pk, decision=data["keputusan"], with_whom=data.get("bersama", "")),
        "Keputusan Anda dicatat.",
    ),
    "teruskan": Change(
        "pass_on_form",
        lambda act, pk, data: pass_on.pass_on(act, pk=pk, to=data["ke"], note=data["catatan"]),
        "Pengaduan diteruskan.",
    ),
    "catatan": Change(
        "note_form", lambda act, pk, data: pass_on.note(act, pk=pk, text=data["catatan"]), "Catatan disimpan."
    ),
    "minta": Change(
        "ask_form",
        lambda act, pk, data: ask.ask(act, pk=pk, what=data["diminta"]),
        "Pengadu diminta melengkapi. Waktunya berhenti dulu.",
    ),
    "dilengkapi": Change(
        "completed_form",
        lambda act, pk, data: ask.completed(act, pk=pk, text=data["keterangan"]),
        "Keterangan dicatat. Waktunya berjalan lagi.",
    ),
    "jawab": Change(
        "answer_form",
        lambda act, pk, data: answer.answer(act, pk=pk, text=data["jawaban"], outcome=data["hasil"]),
        "Jawaban disimpan.",
    ),
    "diberikan": Change(
        "told_form",
        lambda act, pk, data: answer.told(act, pk=pk, via=data["lewat"], on=data["tanggal"], whom=data["kepada"]),
        "Dicatat bahwa jawabannya sudah diberikan.",
    ),
}


@officer
def change(request: DeskRequest, pk: int, what: str) -> HttpResponse:
    """One of ``CHANGES``, by the word in the address."""
    one = CHANGES.get(what)
    if one is None:
        raise NotThere("Halaman ini tidak ada.")
    found = access.complaint(request.act, pk)
    if request.method != "POST":
        return redirect("complaint", pk)
    form = MAKE[one.form](request, found, request.POST)
    if tried(form, lambda: one.carry_out(request.act, pk, form.cleaned_data)) is None:
        return page(request, access.complaint(request.act, pk), status=422, **{one.form: form})
    messages.success(request, f"Pengaduan {found.number}: {one.told}")
    return redirect("complaint", pk) if _still_seen(request.act, pk) else redirect("complaints")


def _still_seen(act: Act, pk: int) -> bool:
    """An officer may no longer see what he passed on."""
    return access.seen(act, access.office_of(act)).filter(pk=pk).exists()
