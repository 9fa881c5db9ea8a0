"""Somebody is there: by the code of the hall for a number taken by phone, or for an appointment of today."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from silastri.apps.accounts import attempts
from silastri.apps.bookings import queries as bookings
from silastri.apps.bookings.models import Place
from silastri.apps.bookings.models import State as PlaceState
from silastri.apps.catalog.models import Service
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.tickets import operations, queries
from silastri.apps.tickets.models import Ticket, TicketEvent
from silastri.domain import reference
from silastri.domain.act import Act
from silastri.domain.queueing import times
from silastri.domain.refusal import MovedOn, NotFit, NotThere, TooOften

from . import access, hall, take

State, What = Ticket.State, TicketEvent.What
_TRIES = 30  # wrong codes or numbers from one address in ten minutes: a hall full of phones may share one
_WINDOW = timedelta(minutes=10)


class WrongCode(NotFit):
    """It is not the code that the hall shows today."""


class NoAppointment(NotThere):
    """The case has no appointment today at this office."""


class NotToday(MovedOn):
    """The ticket is of another day, or over."""


def checkin(act: Act, *, office: Office, day_code: str, code: str) -> Ticket:
    """The place of a number taken by phone counts from now. One that was called in vain comes back; one that waits
    already stays as it is.

    Raises NotUsed, NoTicket, WrongCode, TooOften, NotToday.
    """
    must_be_here(act, office, day_code)
    return _checkin(act, office, code)


def must_be_here(act: Act, office: Office, day_code: str) -> None:
    """Raises NotUsed, WrongCode, TooOften."""
    access.rules(office)
    _must_not_be_guessing(act)
    if day_code.strip() not in hall.day_codes(office, act.at):
        _count_wrong(act)
        wrong = "Kode ini bukan kode hari ini. Lihat kodenya di layar ruang layanan."
        raise WrongCode(wrong, {"kode": wrong})


@transaction.atomic
def _checkin(act: Act, office: Office, code: str) -> Ticket:
    day = operations.lock(office.pk, offices.today(office, act.at))
    found = queries.by_code(code)
    if found.office_id != office.pk:
        raise queries.NoTicket("Nomor antrean ini dari kantor lain.")
    if found.on != day.on or found.state in (State.CANCELLED, State.CLOSED, State.DONE):
        raise NotToday("Nomor antrean ini sudah tidak berlaku. Silakan ambil nomor lagi.")
    if found.state == State.RESERVED:
        found.state, found.arrived_at = State.WAITING, act.at
        operations.change(found, "state", "arrived_at")
        operations.happened(found, What.ARRIVED, act)
    elif found.state == State.SKIPPED:
        come_back(act, found)
    return found


def come_back(act: Act, found: Ticket) -> None:
    """Only the time of being away is lost: whoever waited twenty minutes before the call has a place as if he had come
    twenty minutes ago. So nobody who came before him waits longer, and he has no use of being away."""
    marks = [(one.what, one.at) for one in queries.events(found)]
    found.arrived_at = act.at - times.spent(marks, not_before=found.not_before).waited
    found.state, found.counter = State.WAITING, None
    operations.change(found, "state", "arrived_at", "counter")
    operations.happened(found, What.BACK, act)


def with_appointment(act: Act, *, office: Office, ref: str, priority: str = "") -> Ticket:
    """The ticket of a case that has an appointment here today; it joins the line at its hour. Asked again, the same.
    Also after the hour at which numbers are given no more: the office has promised this one.

    Raises NotUsed, NoAppointment, TooOften, NotFit.
    """
    place = _place_today(act, office, reference.tidy(ref))
    if place is None:
        _count_wrong(act)
        raise NoAppointment("Tidak ada jadwal hari ini untuk nomor pendaftaran itu. Periksa nomornya.")
    return _appointed(act, office, place, priority)


@transaction.atomic
def _appointed(act: Act, office: Office, place: Place, priority: str) -> Ticket:
    day = operations.lock(office.pk, offices.today(office, act.at))
    if held := queries.of_place(place.pk):
        return held
    take.must_fit(act, office, None, priority)
    found = operations.give(
        day, act, letter=take.letter_of(office, place.service), service=place.service, priority=priority,
        via=Ticket.Via.APPOINTMENT, state=State.WAITING, arrived_at=act.at, not_before=place.starts_at, place=place,
        case_id=place.case_id,
    )  # fmt: skip
    operations.happened(found, What.ARRIVED, act)
    operations.happened(found, What.LINKED, act)
    return found


def of_today(act: Act, office: Office) -> tuple[datetime, datetime]:
    """From when to when the office's today lasts."""
    time = offices.working_time(office)
    start = time.begins(time.day(act.at))
    return start, start + timedelta(days=1)


def _place_today(act: Act, office: Office, ref: str) -> Place | None:
    """Raises NotUsed."""
    access.rules(office)
    found = bookings.of_day(office.pk, *of_today(act, office))
    return found.filter(case__ref=ref, state=PlaceState.KEPT).first() if ref else None


_TOO_OFTEN = "Terlalu banyak isian yang salah. Tunggu 10 menit, atau temui petugas."


def _must_not_be_guessing(act: Act) -> None:
    """After too many wrong ones a right one waits too: whoever is told which one is right soon finds six digits. Raises
    TooOften."""
    if attempts.has_tried(attempts.key_of("queue_code", act.place), most=_TRIES, at=act.at):
        raise TooOften(_TOO_OFTEN)


def _count_wrong(act: Act) -> None:
    """Raises TooOften."""
    if attempts.too_often(attempts.key_of("queue_code", act.place), most=_TRIES, window=_WINDOW, at=act.at):
        raise TooOften(_TOO_OFTEN)


def take_here(
    act: Act, *, office: Office, day_code: str, service: Service | None, priority: str, mine: Iterable[str] = ()
) -> Ticket:
    """A number taken by phone in the hall itself: it counts at once.

    Raises what ``take_by_phone`` and ``checkin`` raise.
    """
    must_be_here(act, office, day_code)
    with transaction.atomic():
        found = take.take_by_phone(act, office=office, service=service, priority=priority, mine=mine)
        return _checkin(act, office, found.code)
