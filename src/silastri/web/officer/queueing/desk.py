"""The queue at an officer's counter: who stands there, who is next, and what is done with a ticket."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from silastri.apps.bookings import queries as bookings
from silastri.apps.catalog import queries as catalog
from silastri.apps.offices import queries as offices
from silastri.apps.tickets import queries
from silastri.apps.tickets.models import Ticket
from silastri.domain import reference
from silastri.domain.refusal import NotFit, NotThere, Refusal
from silastri.journey.queueing import access, arrive, call, close, hall, line, names, seat, serve, slip, take
from silastri.web.forms import Form, whole
from silastri.web.guard import DeskRequest, officer
from silastri.web.middleware import status_of

from .forms import AppointmentForm, EndForm, LinkForm, NumberForm, TransferForm, priority_of

State = Ticket.State
Act = Callable[[DeskRequest, int], str]


@officer
def queue(request: DeskRequest) -> HttpResponse:
    """The counter at which the officer sits, or the choice of one."""
    if not access.is_used(request.desk.office):
        return render(request, "officer/queueing/none.html", status=404)
    access.must_keep(request.act)
    return render(request, "officer/queueing/queue.html", _page(request))


@officer
def news(request: DeskRequest) -> HttpResponse:
    """The part of the page that changes by itself."""
    access.must_keep(request.act)
    return render(request, "officer/queueing/_waiting.html", _page(request))


def _page(request: DeskRequest, **forms: Form) -> dict[str, Any]:
    office = request.desk.office
    counters, services = queries.counters(office.pk), access.services(office, request.act)
    told = names.names(office.pk, request.today)
    mine = queries.counter_of(office.pk, request.act.by.person)
    now = queries.at_counter(mine) if mine else None
    page: dict[str, Any] = {
        "now": request.act.at,
        "names": told,
        "office": office,
        "counters": counters,
        "mine": mine,
        "ticket": now,
        "waiting": line.in_order(office, mine, request.act.at),
        "skipped": queries.of_day(office.pk, request.today).filter(state=State.SKIPPED),
        "day": queries.day(office.pk, request.today),
        "closed": take.why_closed(request.act, office),
        "manages": request.desk.manages,
        "appointments": _expected(request),
        "has_appointments": access.has_appointments(office, request.act.at),
        "day_code": hall.day_code(office, request.act.at),
        "number_form": NumberForm(services=services, names=told, initial={"prioritas": "biasa"}),
        "appointment_form": AppointmentForm(prefix="jadwal"),
    }
    if now:
        others = [one for one in counters if one.person_id and mine and one.pk != mine.pk]
        page |= {
            "others": others,
            "no_filing": _why_no_filing(request),
            "end_form": EndForm(),
            "link_form": LinkForm(),
            "transfer_form": TransferForm(
                counters=others, services=[one for one in services if one.pk != now.service_id], names=told
            ),
        }
    return page | forms


def _why_no_filing(request: DeskRequest) -> str:
    """Why this officer registers nobody at the counter; nothing where he does. A case that he registers while somebody
    is served is tied to that number by itself."""
    office = request.desk.office
    definitions = [catalog.definition(one.pk) for one in catalog.in_force(office.pk, request.today)]
    recorders = {one.sop.steps[0].recorder for one in definitions} - {None}
    if not recorders:
        return "Layanan kantor ini diajukan sendiri oleh pemohon lewat internet, jadi tidak didaftarkan di loket."
    if recorders & set(request.desk.posts):
        return ""
    titles = " atau ".join(sorted(offices.title(office, post) for post in recorders if post))
    return f"Pendaftaran di loket dikerjakan {titles}. Pindahkan nomornya ke sana."


def _expected(request: DeskRequest) -> list[Any]:
    """The appointments of today whose holders have no number yet."""
    places = bookings.of_day(request.desk.office.pk, *arrive.of_today(request.act, request.desk.office))
    held = queries.places_with_ticket(request.desk.office.pk, request.today)
    return [place for place in places if place.pk not in held and place.state == "kept"]


# --- what is pressed ---


def _sit(request: DeskRequest, pk: int) -> str:
    return f"Anda melayani di {seat.sit(request.act, counter=pk)}."


def _leave(request: DeskRequest, _: int) -> str:
    seat.leave(request.act)
    return "Loket ditutup. Nomor tidak dipanggil lagi ke sana."


def _next(request: DeskRequest, _: int) -> str:
    return _called(call.call_next(request.act))


def _called(found: Ticket | None) -> str:
    return f"{found.number} dipanggil." if found else "Belum ada yang menunggu untuk loket ini."


def _again(request: DeskRequest, pk: int) -> str:
    return f"{call.call_again(request.act, pk=pk).number} dipanggil lagi."


def _skip(request: DeskRequest, pk: int) -> str:
    return f"{call.skip(request.act, pk=pk).number} dicatat tidak datang. Ia boleh kembali hari ini."


def _back(request: DeskRequest, pk: int) -> str:
    return f"{call.back(request.act, pk=pk).number} menunggu lagi. Hanya waktu perginya yang hilang."


def _begin(request: DeskRequest, pk: int) -> str:
    return f"{serve.begin(request.act, pk=pk).number} mulai dilayani."


def _end(request: DeskRequest, pk: int) -> str:
    return f"{serve.end(request.act, pk=pk, note=_note(request)).number} selesai."


def _end_and_next(request: DeskRequest, pk: int) -> str:
    return f"Selesai. {_called(serve.end_and_call_next(request.act, pk=pk, note=_note(request)))}"


def _note(request: DeskRequest) -> str:
    return request.POST.get("catatan", "")


def _cut_off(request: DeskRequest, _: int) -> str:
    close.cut_off(request.act)
    return "Nomor tidak diberikan lagi hari ini. Yang sudah menunggu tetap dilayani. Keliru? Tekan Buka lagi di daftar."


def _open_again(request: DeskRequest, _: int) -> str:
    close.open_again(request.act)
    return "Nomor diberikan lagi."


def _transfer(request: DeskRequest, pk: int) -> str:
    office = request.desk.office
    form = TransferForm(
        request.POST,
        counters=queries.counters(office.pk),
        services=access.services(office, request.act),
        names=names.names(office.pk, request.today),
    )
    if not form.is_valid():
        raise NotFit("Pilih loket atau layanan tujuannya.")
    return f"{serve.transfer(request.act, pk=pk, **form.to()).number} dipindahkan. Tempatnya di antrean tetap."


def _link(request: DeskRequest, pk: int) -> str:
    ref = reference.tidy(request.POST.get("nomor", "")[:40])
    return f"{serve.link(request.act, pk=pk, ref=ref).number} dihubungkan dengan permohonan {ref}."


_ACTS: dict[str, Act] = {
    "duduk": _sit, "tinggalkan": _leave, "panggil": _next, "lagi": _again, "lewati": _skip, "kembali": _back,
    "layani": _begin, "selesai": _end, "selesai-panggil": _end_and_next, "pindahkan": _transfer,
    "hubungkan": _link, "tutup-nomor": _cut_off, "buka-nomor": _open_again,
}  # fmt: skip


@officer
def act(request: DeskRequest, what: str) -> HttpResponse:
    """One press of a button; then back to the page. What cannot be done any more is said there, where the work is."""
    carry_out = _ACTS.get(what)
    if carry_out is None:
        raise NotThere("Halaman ini tidak ada.")
    access.must_keep(request.act)
    if request.method != "POST":
        return redirect("queue_desk")
    try:
        said = carry_out(request, whole(request.POST.get("nomor_antrean", "")))
    except Refusal as refusal:
        return _refused(request, refusal)
    messages.success(request, said)
    return redirect("queue_desk")


def _refused(request: DeskRequest, refusal: Refusal, **forms: Form) -> HttpResponse:
    page = _page(request, **forms) | {"refused": str(refusal)}
    return render(request, "officer/queueing/queue.html", page, status=status_of(refusal))


@officer
def give(request: DeskRequest) -> HttpResponse:
    """Gives out a number at the counter."""
    office = access.must_keep(request.act)
    if request.method != "POST":
        return redirect("queue_desk")
    services = access.services(office, request.act)
    form = NumberForm(request.POST, services=services, names=names.names(office.pk, request.today))
    if not form.is_valid():
        return render(request, "officer/queueing/queue.html", _page(request, number_form=form), status=422)
    found = take.take(
        request.act,
        office=office,
        service=form.service(services),
        priority=priority_of(form.cleaned_data["prioritas"]),
        via=Ticket.Via.COUNTER,
    )
    return redirect("queue_slip", found.pk)


@officer
def came(request: DeskRequest) -> HttpResponse:
    """Somebody with an appointment of today is there."""
    office = access.must_keep(request.act)
    if request.method != "POST":
        return redirect("queue_desk")
    form = AppointmentForm(request.POST, prefix="jadwal")
    if not form.is_valid():
        return render(request, "officer/queueing/queue.html", _page(request, appointment_form=form), status=422)
    found = arrive.with_appointment(request.act, office=office, ref=form.cleaned_data["nomor"])
    return redirect("queue_slip", found.pk)


@officer
def printed(request: DeskRequest, pk: int) -> HttpResponse:
    """The slip with the number, to be printed and handed out."""
    office = access.must_keep(request.act)
    found = slip.of(queries.ticket(office.pk, pk), request.act.at)
    page = {"slip": found, "width": 80, "back": reverse("queue_desk"), "back_name": "Kembali ke antrean"}
    return render(request, "queueing/ticket.html", page)
