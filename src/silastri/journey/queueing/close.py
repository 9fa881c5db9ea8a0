"""The end of a queue's day: numbers are given no more, and who could not be served is told so."""

from datetime import date, timedelta

from django.db import transaction

from silastri.apps.audit.operations import log
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.tickets import operations, queries
from silastri.apps.tickets.models import Ticket, TicketEvent
from silastri.domain.act import Act
from silastri.domain.refusal import NotFit

from . import access

State, What = Ticket.State, TicketEvent.What
AFTER = timedelta(hours=2)  # after the office closes; until then somebody may still be served
_ENDS = {
    State.RESERVED: (State.CANCELLED, What.LAPSED),
    State.WAITING: (State.CLOSED, What.CLOSED),
    State.CALLED: (State.CLOSED, What.CLOSED),
    State.SERVING: (State.DONE, What.ENDED),
}


@transaction.atomic
def cut_off(act: Act) -> None:
    """No number is given from now on; who has one is still served. Raises NotUsed, NotKeeper."""
    office = access.must_keep(act)
    day = operations.lock(office.pk, offices.today(office, act.at))
    if day.cut_off_at is None:
        day.cut_off_at = act.at
        day.save(update_fields=["cut_off_at"])
        log(act, "cut_off_queue")


@transaction.atomic
def open_again(act: Act) -> None:
    """Raises NotUsed, NotKeeper."""
    office = access.must_keep(act)
    day = operations.lock(office.pk, offices.today(office, act.at))
    if day.cut_off_at is not None:
        day.cut_off_at = None
        day.save(update_fields=["cut_off_at"])
        log(act, "open_queue_again")


@transaction.atomic
def cancel(act: Act, *, code: str) -> Ticket:
    """Its holder does not need it. Raises NoTicket, NotFit."""
    found = queries.by_code(code)
    operations.lock(found.office_id, found.on)
    found.refresh_from_db(fields=["state"])
    if found.state not in (State.RESERVED, State.WAITING, State.SKIPPED):
        raise NotFit("Nomor ini tidak bisa dibatalkan lagi.")
    _end(act, found, State.CANCELLED, What.CANCELLED)
    return found


@transaction.atomic
def end_of_day(act: Act) -> int:
    """The worker's duty: ends what is left of days that are over, and empties the counters; how many tickets it was."""
    office = offices.by_id(act.by.office or 0)
    if not access.is_used(office):
        return 0
    time = offices.working_time(office)
    today = time.day(act.at)
    operations.lock(office.pk, today)
    return close_until(act, office, today if act.at >= time.closing(today) + AFTER else today - timedelta(days=1))


def close_until(act: Act, office: Office, last: date) -> int:
    """Ends the days up to that one. Whoever sits down first in the morning does it too, so that the hall is empty then
    even if no worker ran. Needs a transaction in which today's row is locked."""
    left = [one for on in queries.not_closed(office.pk, last) for one in _left(office, on)]
    for found in left:
        state, what = _ENDS[State(found.state)]
        _end(act, found, state, what)
    day = offices.working_time(office).day
    for counter in queries.counters(office.pk):
        if counter.since and day(counter.since) <= last:
            operations.seat(counter, None, None)
    return len(left)


def _left(office: Office, on: date) -> list[Ticket]:
    operations.lock(office.pk, on)
    return list(queries.of_day(office.pk, on).filter(state__in=queries.LIVE))


def _end(act: Act, found: Ticket, state: Ticket.State, what: TicketEvent.What) -> None:
    found.state, found.ended_at = state, act.at
    operations.change(found, "state", "ended_at")
    operations.happened(found, what, act)
    if found.arrived_at:
        operations.reckon(found)
