"""Lists of records: proposed, approved by a second person, carried out with their berita acara."""

from collections.abc import Callable

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.archive import queries
from silastri.apps.archive.models import Disposal
from silastri.domain.refusal import NotFit, NotThere
from silastri.journey.archive import carry_out, export, minutes, propose
from silastri.web.forms import Form
from silastri.web.guard import DeskRequest, officer
from silastri.web.pdf import pdf

from .forms import CarryOutForm, HandOverForm, NoteForm
from .records import around

_WAYS: dict[str, tuple[type[Form], Callable[..., Disposal], str]] = {
    "setujui": (NoteForm, propose.approve, "Usulan disetujui."),
    "tolak": (NoteForm, propose.refuse, "Usulan tidak disetujui. Arsipnya tetap inaktif."),
    "batal": (NoteForm, propose.cancel, "Usulan dibatalkan. Arsipnya tetap inaktif."),
    "laksanakan": (CarryOutForm, carry_out.carry_out, "Berkas dimusnahkan. Berita acara tersimpan."),
    "serahkan": (HandOverForm, carry_out.carry_out, "Penyerahan tercatat. Berita acara tersimpan."),
}


@officer
def disposals(request: DeskRequest) -> HttpResponse:
    page = around(request) | {"disposals": queries.disposals(request.desk.office.pk)[:200]}
    return render(request, "officer/archive/disposals.html", page)


@officer
def disposal(request: DeskRequest, pk: int) -> HttpResponse:
    return _page(request, pk)


@officer
def decide(request: DeskRequest, pk: int, what: str) -> HttpResponse:
    if what not in _WAYS or request.method != "POST":
        raise NotThere("Halaman ini tidak ada.")
    make, act, told = _WAYS[what]
    form = make(request.POST)
    if form.is_valid():
        try:
            act(request.act, pk=pk, **form.given())  # type: ignore[attr-defined]
        except NotFit as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, told)
            return redirect("disposal", pk)
    return _page(request, pk, form, 422)


def _page(request: DeskRequest, pk: int, form: Form | None = None, status: int = 200) -> HttpResponse:
    page = around(request)
    found = queries.disposal(pk, office=request.desk.office.pk)
    is_own = found.proposed_by_id == request.user.pk
    page |= {
        "disposal": found,
        "items": queries.items(found),
        "may_decide": page["approves"] and found.state == Disposal.State.PROPOSED and not is_own,
        "may_carry_out": page["keeps"] and found.state == Disposal.State.APPROVED,
        "may_cancel": page["keeps"] and found.is_open,
        "note": form if isinstance(form, NoteForm) else NoteForm(),
        "carry": form if isinstance(form, CarryOutForm) else CarryOutForm(),
        "receipt": form if isinstance(form, HandOverForm) else HandOverForm(),
        "wrong": form,
    }
    return render(request, "officer/archive/disposal.html", page, status=status)


@officer
def disposal_pdf(request: DeskRequest, pk: int) -> HttpResponse:
    return pdf(minutes.read(request.act, pk=pk), f"berita-acara-arsip-{pk}")


@officer
def disposal_zip(request: DeskRequest, pk: int) -> HttpResponse:
    sent = export.export(request.act, pk=pk)
    return FileResponse(sent, as_attachment=True, filename=f"penyerahan-arsip-{pk}.zip")  # type: ignore[return-value]
