"""Takes a number: at the touch-screen, at the counter, or by phone; what is taken by phone counts from the check-in."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction

from silastri.apps.accounts import attempts
from silastri.apps.catalog import queries as catalog
from silastri.apps.catalog.models import Service
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.tickets import operations, queries
from silastri.apps.tickets.models import QueueDay, Ticket, TicketEvent
from silastri.domain.act import Act
from silastri.domain.queueing import hours
from silastri.domain.refusal import MovedOn, NotFit, TooOften

from . import access

State, Via, What = Ticket.State, Ticket.Via, TicketEvent.What
_BY_PHONE = 20  # numbers from one address in ten minutes: a hall full of phones may share one
_RESERVED = 300  # numbers of one day taken by phone whose holders are not there yet
_WINDOW = timedelta(minutes=10)


class QueueClosed(MovedOn):
    """No number is given now."""


@transaction.atomic
def take(act: Act, *, office: Office, service: Service | None, priority: str, via: str) -> Ticket:
    """A number for a service, or for a question where there is none; its place counts from now.

    Raises NotUsed, QueueClosed, NotFit; and NotKeeper for an officer at the counter who keeps no queue.
    """
    if via == Via.COUNTER:
        access.must_keep(act)
    if via not in (Via.KIOSK, Via.COUNTER):
        raise NotFit("Nomor seperti ini tidak diambil di sini.")
    day = open_day(act, office)
    must_fit(act, office, service, priority)
    letter = letter_of(office, service)
    found = operations.give(
        day, act, letter=letter, service=service, priority=priority, via=via, state=State.WAITING, arrived_at=act.at
    )
    operations.happened(found, What.ARRIVED, act)
    return found


@transaction.atomic
def take_by_phone(
    act: Act, *, office: Office, service: Service | None, priority: str, mine: Iterable[str] = ()
) -> Ticket:
    """A number that has no place yet. Who holds a live one for the service, among the codes ``mine``, gets it again.

    Raises NotUsed, QueueClosed, NotFit, TooOften.
    """
    day = open_day(act, office)
    must_fit(act, office, service, priority)
    if held := queries.live_among(mine, office.pk, day.on, service.pk if service else None):
        return held
    key = attempts.key_of("queue", act.place)
    if attempts.too_often(key, most=_BY_PHONE, window=_WINDOW, at=act.at):
        raise TooOften("Terlalu banyak nomor diambil dari jaringan ini. Tunggu 10 menit, atau ambil di kantor.")
    if queries.of_day(office.pk, day.on).filter(state=State.RESERVED).count() >= _RESERVED:
        raise TooOften("Nomor lewat telepon sudah habis untuk saat ini. Silakan ambil nomor di kantor.")
    letter = letter_of(office, service)
    return operations.give(
        day, act, letter=letter, service=service, priority=priority, via=Via.PHONE, state=State.RESERVED
    )


def open_day(act: Act, office: Office) -> QueueDay:
    """The locked day on which numbers are given now. Raises NotUsed, QueueClosed."""
    queue = access.rules(office)
    day = operations.lock(office.pk, offices.today(office, act.at))
    if why := hours.why_closed(offices.working_time(office), act.at, queue.cut_off, by_hand=day.cut_off_at):
        raise QueueClosed(why)
    return day


def why_closed(act: Act, office: Office) -> str:
    """The sentence for somebody who wants a number now; empty where numbers are given. Raises NotUsed."""
    day = queries.day(office.pk, offices.today(office, act.at))
    by_hand = day.cut_off_at if day else None
    time, queue = offices.working_time(office), access.rules(office)
    return hours.why_closed(time, act.at, queue.cut_off, by_hand=by_hand)


def must_fit(act: Act, office: Office, service: Service | None, priority: str) -> None:
    """Raises NotFit for a priority that there is not, and for a service that has no counter today."""
    if priority not in Ticket.Priority.values:
        raise NotFit("Pilih salah satu.", {"prioritas": "Pilih salah satu."})
    if not queries.counters(office.pk):
        raise NotFit("Kantor ini belum mengatur loketnya. Silakan bertanya kepada petugas.")
    if service and service not in access.services(office, act):
        wrong = "Layanan ini tidak dibuka hari ini. Pilih layanan lain."
        raise NotFit(wrong, {"layanan": wrong})


def letter_of(office: Office, service: Service | None) -> str:
    """Each service has its letter, in the order in which the office began to offer them. A letter says nothing of
    whoever holds the number, not even that he has priority."""
    if service is None:
        return operations.QUESTION
    keys = sorted(catalog.all_services(office.pk).values_list("pk", flat=True))
    return operations.LETTERS[keys.index(service.pk) % len(operations.LETTERS)]
