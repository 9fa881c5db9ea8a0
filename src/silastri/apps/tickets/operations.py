"""Gives numbers and changes tickets. Each function needs the transaction of the act that calls it, and the day's row
locked by ``lock``: so nothing of one queue happens twice at once."""

import secrets
from datetime import date, datetime

from django.db import connection

from silastri.domain import reference
from silastri.domain.act import Act
from silastri.domain.queueing import times

from .models import Counter, QueueDay, Ticket, TicketEvent

_SIGNS = 12  # 60 random bits
LETTERS = "ABCDEFGHJKLMNPQRSTVWXYZ"  # without I and O, which look like digits, and without U: a question
QUESTION = "U"


def lock(office_id: int, on: date) -> QueueDay:
    """The queue of that day, from here to the end of the transaction for nobody else."""
    assert connection.in_atomic_block
    found = QueueDay.objects.filter(office_id=office_id, on=on)
    if not found.exists():
        QueueDay.objects.get_or_create(office_id=office_id, on=on)
    return found.select_for_update(no_key=True).get()


def give(day: QueueDay, act: Act, *, letter: str, **values: object) -> Ticket:
    """A ticket with the next number of its letter."""
    serial = int(day.serials.get(letter, 0)) + 1
    day.serials[letter] = serial
    day.save(update_fields=["serials"])
    found: Ticket = Ticket.objects.create(
        office_id=day.office_id,
        on=day.on,
        letter=letter,
        serial=serial,
        code="".join(secrets.choice(reference.ALPHABET) for _ in range(_SIGNS)),
        taken_at=act.at,
        **values,
    )
    happened(found, TicketEvent.What.TAKEN, act)
    return found


def happened(found: Ticket, what: TicketEvent.What, act: Act, *, counter: int | None = None) -> None:
    """Adds what happened. A number that somebody takes for himself says nothing of him, even if he is signed in."""
    by = act.by.person if act.by.office else None
    TicketEvent.objects.create(ticket=found, what=what, at=act.at, counter_id=counter, by_id=by)


def called(day: QueueDay, found: Ticket, counter: Counter, act: Act) -> None:
    """The call gets the next number of the day, by which screens know what is new."""
    day.calls += 1
    day.save(update_fields=["calls", "turns"])
    found.counter, found.state, found.called_at = counter, Ticket.State.CALLED, act.at
    found.call, found.calls = day.calls, found.calls + 1
    change(found, "counter", "state", "called_at", "call", "calls")
    happened(found, TicketEvent.What.CALLED, act, counter=counter.pk)


def reckon(found: Ticket) -> None:
    """Writes down how long its holder waited and was served so far, by its events."""
    marks = list(found.events.order_by("id").values_list("what", "at"))
    spent = times.spent(marks, not_before=found.not_before)
    found.waited = int(spent.waited.total_seconds())
    found.served = int(spent.served.total_seconds()) if found.served_at else None
    change(found, "waited", "served")


def change(found: Ticket, *names: str) -> None:
    found.save(update_fields=names)


def seat(found: Counter, person: int | None, at: datetime | None) -> None:
    """The officer sits there from now on; None: nobody does."""
    found.person_id, found.since = person, at
    found.save(update_fields=["person", "since"])
