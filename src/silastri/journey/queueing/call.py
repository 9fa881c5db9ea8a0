"""Calls the next one to a counter, calls again, notes that nobody came, and lets somebody come back."""

from dataclasses import dataclass

from django.db import transaction

from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.tickets import operations, queries
from silastri.apps.tickets.models import Counter, QueueDay, Ticket, TicketEvent
from silastri.domain.act import Act
from silastri.domain.queueing import next as rule
from silastri.domain.refusal import MovedOn, NotYours

from . import access, arrive

State, What = Ticket.State, TicketEvent.What


class CounterBusy(MovedOn):
    """The counter has called somebody, who is not served yet or not done."""


class NotHere(NotYours):
    """The ticket was called to another counter."""


class NotNow(MovedOn):
    """The ticket is not in a state in which this can be done."""


@dataclass(frozen=True)
class AtCounter:
    """The counter of the officer, on the locked day."""

    office: Office
    counter: Counter
    day: QueueDay


def locked(act: Act) -> AtCounter:
    """Raises NotUsed, NotKeeper, NoSeat."""
    office = access.must_keep(act)
    day = operations.lock(office.pk, offices.today(office, act.at))
    return AtCounter(office, access.must_sit(act, office), day)


@transaction.atomic
def call_next(act: Act) -> Ticket | None:
    """Calls whom the rule names; None where nobody waits for this counter.

    Raises CounterBusy, and what ``locked`` raises.
    """
    return next_to(act, locked(act))


def next_to(act: Act, at: AtCounter) -> Ticket | None:
    """The same on a day that is locked already. Raises CounterBusy."""
    if held := queries.at_counter(at.counter):
        raise CounterBusy(f"{at.counter} masih memegang nomor {held.number}. Selesaikan dulu.")
    waiting = queries.waiting(at.office.pk, at.day.on)
    line = queries.line(waiting, queries.counters(at.office.pk))
    one_in = access.rules(at.office).priority_one_in
    turn = rule.next_at(queries.as_desk(at.counter), line, at.day.turns, one_in=one_in, at=act.at)
    if turn is None:
        return None
    found = next(one for one in waiting if one.pk == turn.ticket.key)
    at.day.turns = dict(turn.turns)
    operations.called(at.day, found, at.counter, act)
    return found


@transaction.atomic
def call_again(act: Act, *, pk: int) -> Ticket:
    """Raises what ``held`` raises."""
    at, found = held(act, pk, State.CALLED)
    operations.called(at.day, found, at.counter, act)
    return found


@transaction.atomic
def skip(act: Act, *, pk: int) -> Ticket:
    """Nobody came. Raises what ``held`` raises."""
    at, found = held(act, pk, State.CALLED)
    found.state = State.SKIPPED
    operations.change(found, "state")
    operations.happened(found, What.SKIPPED, act, counter=at.counter.pk)
    operations.reckon(found)
    return found


@transaction.atomic
def back(act: Act, *, pk: int) -> Ticket:
    """Somebody who did not hear the call stands before an officer now. Raises NotUsed, NotKeeper, NoTicket, NotNow."""
    office = access.must_keep(act)
    day = operations.lock(office.pk, offices.today(office, act.at))
    found = queries.ticket(office.pk, pk)
    if found.state != State.SKIPPED or found.on != day.on:
        raise NotNow(_now(found))
    arrive.come_back(act, found)
    return found


def held(act: Act, pk: int, *states: Ticket.State) -> tuple[AtCounter, Ticket]:
    """The ticket at the officer's counter, in one of those states.

    Raises NoTicket, NotHere, NotNow, and what ``locked`` raises.
    """
    at = locked(act)
    found = queries.ticket(at.office.pk, pk)
    if found.state not in states:
        raise NotNow(_now(found))
    if found.counter_id != at.counter.pk:
        raise NotHere(f"Nomor {found.number} dipanggil ke {found.counter}.")
    return at, found


def _now(found: Ticket) -> str:
    return f"Nomor {found.number} sekarang: {found.get_state_display()}. Muat ulang halamannya."
