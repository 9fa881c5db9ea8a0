"""Lists of records: proposed, approved by a second person, carried out with their berita acara."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import render

from silastri.apps.archive import queries
from silastri.apps.archive.models import Disposal
from silastri.journey.archive import carry_out, export, minutes, propose
from silastri.web.forms import Form
from silastri.web.guard import DeskRequest, officer
from silastri.web.pdf import pdf

from .change import Change, change
from .forms import CarryOutForm, HandOverForm, NoteForm
from .records import around

_CHANGES = {
    "setujui": Change(NoteForm, propose.approve, "Usulan disetujui."),
    "tolak": Change(NoteForm, propose.refuse, "Usulan tidak disetujui. Arsipnya tetap inaktif."),
    "batal": Change(NoteForm, propose.cancel, "Usulan dibatalkan. Arsipnya tetap inaktif."),
    "laksanakan": Change(CarryOutForm, carry_out.carry_out, "Berkas dimusnahkan. Berita acara tersimpan."),
    "serahkan": Change(HandOverForm, carry_out.carry_out, "Penyerahan tercatat. Berita acara tersimpan."),
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
    return change(request, _CHANGES, what, pk, page=_page, then="disposal")


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
