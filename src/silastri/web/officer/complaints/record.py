"""An officer writes down a complaint for who stands there or phones, from a letter or the box, or from SP4N-LAPOR!."""

from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.complaints import queries
from silastri.apps.complaints.models import Complaint
from silastri.apps.offices import queries as offices
from silastri.domain.act import Act
from silastri.domain.refusal import NotYours, Refusal
from silastri.journey.complaints import access, acknowledge, doubles, receipt
from silastri.journey.complaints.take_in import RecordedBefore, take_in
from silastri.web.complaint_form import IDENTITIES, ComplaintForm
from silastri.web.forms import choice, day, text
from silastri.web.guard import DeskRequest, officer
from silastri.web.middleware import status_of
from silastri.web.pdf import pdf

_Channel = Complaint.Channel
_CHANNELS = (_Channel.COUNTER, _Channel.PHONE, _Channel.LETTER, _Channel.BOX, _Channel.SP4N)
_FIRST = ("saluran", "diterima", "nomor_lapor", "identitas")


class RecordForm(ComplaintForm):
    """What the public form asks, and how it came."""

    sometimes = frozenset({"nama", "telepon", "nomor_lapor"})
    saluran = choice("Bagaimana datangnya?", [(one.value, one.label) for one in _CHANNELS])
    diterima = day("Diterima tanggal")
    nomor_lapor = text("Nomor SP4N-LAPOR!", required=False, most=40, autocomplete="off")
    identitas = choice("Bagaimana nama pengadu dijaga?", [(key, label) for key, (label, _) in IDENTITIES.items()])

    field_order = (*_FIRST, "jenis", "isi")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lampiran"].label = "Pindaian surat, foto, atau berkas"
        self.fields["isi"].help_text = "Tulis seperti yang dikatakan atau ditulis pengadu."


def _seen(request: DeskRequest, found: list[Complaint]) -> list[Complaint]:
    """Those of them that the officer may see: what others complain of is not to be guessed here."""
    seen = access.seen(request.act, request.desk.office)
    return list(seen.filter(pk__in=[one.pk for one in found]))


@officer
def record(request: DeskRequest) -> HttpResponse:
    form = _form(request)
    if request.method != "POST":
        return _page(request, form)
    if not form.is_valid():
        return _page(request, form, status=422)
    came = form.came(**_how(request.act, request, form.cleaned_data))
    alike = _seen(request, doubles.likely(request.desk.office, came.text, request.act.at, case=came.case))
    if alike and "tetap_catat" not in request.POST:
        return _page(request, form, status=422, alike=alike)
    try:
        kept = take_in(request.act, came)
    except RecordedBefore as refusal:
        form.refuse(refusal)
        return _page(request, form, status=422, alike=_seen(request, [refusal.before]), is_same=True)
    except Refusal as refusal:
        form.refuse(refusal)
        return _page(request, form, status=status_of(refusal), alike=alike)
    return redirect("recorded_complaint", kept.pk)


@officer
def recorded(request: DeskRequest, pk: int) -> HttpResponse:
    found = _mine(request.act, pk)
    page = {"found": found, "due": acknowledge.due(found)}
    return render(request, "officer/complaints/recorded.html", page)


@officer
def slip(request: DeskRequest, pk: int) -> HttpResponse:
    found = _mine(request.act, pk)
    return pdf(receipt.draw(found, at=request.act.at), f"pengaduan-{found.serial}-{found.year}")


def _mine(act: Act, pk: int) -> Complaint:
    """The receipt has the code, with which the complaint is answered for its writer: only who wrote it down gives it
    out, on the same day. Raises NoComplaint, NotYours."""
    found = queries.complaint(pk, act.by.office or 0)
    time = offices.working_time(found.office)
    written = found.handlings.order_by("id").values_list("at", flat=True).first() or act.at
    is_fresh = time.day(max(written, found.received_at)) == time.day(act.at) or found.state == Complaint.State.NEW
    if found.recorded_by_id != act.by.person or not is_fresh:
        raise NotYours("Tanda terima hanya dicetak petugas yang mencatatnya, sebelum pengaduannya ditangani.")
    return found


def _how(act: Act, request: DeskRequest, data: dict[str, Any]) -> dict[str, Any]:
    return {
        "channel": data["saluran"],
        "identity": data["identitas"],
        "external_number": data["nomor_lapor"] if data["saluran"] == _Channel.SP4N else "",
        "received_at": _moment(act, request, data["diterima"]),
    }


def _moment(act: Act, request: DeskRequest, on: date) -> datetime:
    """Today it came now; on another day, when the office closed."""
    return act.at if on == request.today else offices.working_time(request.desk.office).closing(on)


def _form(request: DeskRequest) -> RecordForm:
    sent = request.POST if request.method == "POST" else None
    first = {"saluran": "counter", "diterima": request.today, "identitas": "named", "jenis": "complaint"}
    return RecordForm(sent, request.FILES or None, office=request.desk.office, at=request.act.at, initial=first)


def _page(
    request: DeskRequest,
    form: RecordForm,
    *,
    status: int = 200,
    alike: list[Complaint] | None = None,
    is_same: bool = False,
) -> HttpResponse:
    page = {"form": form, "alike": alike or [], "is_same": is_same}
    return render(request, "officer/complaints/record.html", page, status=status)
