"""The queue by phone: take a number, see how the line stands, say that one is there."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.catalog.models import Service
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.tickets import queries
from silastri.apps.tickets.models import Ticket
from silastri.domain.queueing.next import GRACE
from silastri.domain.refusal import NotThere
from silastri.domain.words import wording
from silastri.journey.queueing import access, arrive, board, close, hall, names, take, usual
from silastri.web import zone
from silastri.web.forms import Form, choice, one_of, text, tried
from silastri.web.gate.limits import slow_down
from silastri.web.guard import Request, public, secret

_MINE = "antrean"  # the session's key for the numbers that this browser took
_KEPT = 10
_KEPT_FOR = 1800  # seconds
_QUESTION = "tanya"
_GUESSES = 30  # codes of numbers from one address in ten minutes that are none
_PRIORITIES = [(key or "biasa", label) for key, label in Ticket.Priority.choices]


class TakeForm(Form):
    layanan = one_of("Untuk apa?", ())
    prioritas = choice("Untuk siapa?", _PRIORITIES)

    def __init__(self, *args: Any, services: Sequence[Service], told: Mapping[int | None, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.services = services
        found = [("", "Pilih layanan"), *((str(one.pk), told[one.pk]) for one in services)]
        self.choose_from("layanan", [*found, (_QUESTION, told[None])])

    def wanted(self) -> dict[str, Any]:
        chosen, priority = self.cleaned_data["layanan"], self.cleaned_data["prioritas"]
        service = next((one for one in self.services if str(one.pk) == chosen), None)
        return {"service": service, "priority": "" if priority == "biasa" else priority}


class HereForm(Form):
    kode = text(
        "Kode hari ini",
        hint="Enam angka di layar ruang layanan",
        most=20,
        inputmode="numeric",
        autocomplete="off",
    )


class AppointmentForm(Form):
    nomor = text("Nomor pendaftaran", most=40, autocomplete="off", autocapitalize="characters")


def _mine(request: Request) -> list[str]:
    return list(request.session.get(_MINE, []))


def _keep(request: Request, found: Ticket) -> None:
    if found.code not in _mine(request):
        request.session[_MINE] = [*_mine(request), found.code][-_KEPT:]


def _form(request: Request, office: Office) -> TakeForm:
    services = access.services(office, request.act)
    told = names.names(office.pk, offices.today(office, request.act.at))
    return TakeForm(request.POST or None, services=services, told=told, initial={"prioritas": "biasa"})


@public
def queue(request: Request, slug: str) -> HttpResponse:
    """What the QR at the door opens: how the line stands, and a number by phone."""
    office = access.used_by(slug)
    zone.show_time_of(office)
    form = _form(request, office)
    found = None
    if request.method == "POST":
        found = tried(
            form, lambda: take.take_by_phone(request.act, office=office, **form.wanted(), mine=_mine(request))
        )
    if found:
        _keep(request, found)
        return redirect("queue_ticket", found.code)
    page = _now(request, office) | {
        "form": form,
        "queue": access.rules(office),
        "grace": GRACE.seconds // 60,
        "hours": wording.opening_hours(offices.definition(office)),
    }
    return render(request, "public/queueing/queue.html", page, status=422 if form.is_bound else 200)


def _now(request: Request, office: Office) -> dict[str, Any]:
    today = offices.today(office, request.act.at)
    own = [one for one in queries.with_codes(_mine(request), office.pk, today) if one.state in queries.LIVE]
    time = offices.working_time(office)
    usually = _usual(office, request.act.at)
    return {
        "board": board.board(office, request.act.at),
        "office": office,
        "own": own,
        "names": names.names(office.pk, today),
        "usual": usually,
        "usual_now": usually.by_hour.get(time.local(request.act.at).hour),
        "opens": time.workday_from(today + timedelta(days=1)),
        "appointments": access.has_appointments(office, request.act.at),
    }


def _usual(office: Office, at: datetime) -> usual.Usual:
    """It changes once a day, and the page is asked for every twenty seconds."""
    key = f"queue-usual/{office.pk}/{offices.today(office, at)}"
    found: usual.Usual | None = cache.get(key)
    if found is None:
        found = usual.usual(office, at)
        cache.set(key, found, _KEPT_FOR)
    return found


@public
def now(request: Request, slug: str) -> HttpResponse:
    """The part of the page that changes by itself."""
    office = access.used_by(slug)
    zone.show_time_of(office)
    return render(request, "public/queueing/_now.html", _now(request, office))


@secret
def ticket(request: Request, code: str) -> HttpResponse:
    """Where a number stands; and, by the code that the hall shows, that its holder is there."""
    status = _status(request, code)
    office = status.ticket.office
    form = HereForm(request.POST if request.method == "POST" else None)
    done = tried(
        form,
        lambda: arrive.checkin(request.act, office=office, day_code=form.cleaned_data["kode"], code=status.ticket.code),
    )
    if done:
        return redirect("queue_ticket", code)
    page = _ticket(status) | {"form": form}
    return render(request, "public/queueing/ticket.html", page, status=422 if form.is_bound else 200)


@secret
def ticket_now(request: Request, code: str) -> HttpResponse:
    """The part of that page that changes by itself."""
    status = _status(request, code)
    return render(request, "public/queueing/_ticket.html", _ticket(status))


def _ticket(status: board.TicketStatus) -> dict[str, Any]:
    found = status.ticket
    told = names.names(found.office_id, found.on)
    return {"status": status, "ticket": found, "office": found.office, "names": told}


def _status(request: Request, code: str) -> board.TicketStatus:
    """Raises NoTicket, TooOften."""
    try:
        status = board.ticket_status(code, request.act.at)
    except queries.NoTicket:
        slow_down(request, "ticket", most=_GUESSES, sentence="Terlalu banyak nomor yang tidak ada.")
        raise
    zone.show_time_of(status.ticket.office)
    return status


@secret
def cancel(request: Request, code: str) -> HttpResponse:
    """Its holder does not need the number: asked once more, for the place is lost."""
    if request.method == "POST":
        close.cancel(request.act, code=code)
        return redirect("queue_ticket", code)
    status = _status(request, code)
    if not status.may_cancel:
        return redirect("queue_ticket", code)
    page = {"ticket": status.ticket, "office": status.ticket.office}
    return render(request, "public/queueing/cancel.html", page)


@secret
def here(request: Request, slug: str, code: str) -> HttpResponse:
    """What the QR in the hall opens, by the code of the day: the numbers of this browser, a new one, an appointment."""
    office = access.used_by(slug)
    zone.show_time_of(office)
    arrive.must_be_here(request.act, office, code)
    what = request.POST.get("apa", "") if request.method == "POST" else ""
    form = TakeForm(
        request.POST if what == "ambil" else None,
        services=access.services(office, request.act),
        told=names.names(office.pk, offices.today(office, request.act.at)),
        initial={"prioritas": "biasa"},
    )
    booked = AppointmentForm(request.POST if what == "jadwal" else None)
    found = _arrived(request, office, code, form, booked)
    if found:
        _keep(request, found)
        return redirect("queue_ticket", found.code)
    page = _now(request, office) | {"form": form, "booked": booked, "address": hall.address(office, request.act.at)}
    return render(request, "public/queueing/here.html", page, status=422 if what else 200)


def _arrived(request: Request, office: Office, day_code: str, form: TakeForm, booked: AppointmentForm) -> Ticket | None:
    """The number that counts from now on, if one was asked for."""
    if request.method == "POST" and (code := request.POST.get("kode", "")):
        if code not in _mine(request):
            raise NotThere("Nomor antrean ini tidak diambil dari HP ini.")
        return arrive.checkin(request.act, office=office, day_code=day_code, code=code)
    if form.is_bound:
        return tried(
            form,
            lambda: arrive.take_here(
                request.act, office=office, day_code=day_code, **form.wanted(), mine=_mine(request)
            ),
        )
    if booked.is_bound:
        return tried(
            booked, lambda: arrive.with_appointment(request.act, office=office, ref=booked.cleaned_data["nomor"])
        )
    return None
