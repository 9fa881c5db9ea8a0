"""Those who wait, in the order in which a counter would call them."""

from datetime import datetime

from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.tickets import queries
from silastri.apps.tickets.models import Counter, Ticket
from silastri.domain.queueing import next as rule

from . import access


def in_order(office: Office, counter: Counter | None, at: datetime) -> list[tuple[Ticket, bool]]:
    """Each with whether this counter calls it; the others come last. Without a counter: all, by their places."""
    on = offices.today(office, at)
    waiting = queries.waiting(office.pk, on)
    tickets = {one.pk: one for one in waiting}
    line = queries.line(waiting, queries.counters(office.pk))
    if counter is None:
        return [(tickets[one.key], True) for one in sorted(line, key=lambda one: one.place)]
    day, one_in = queries.day(office.pk, on), access.rules(office).priority_one_in
    mine = rule.order(queries.as_desk(counter), line, day.turns if day else {}, one_in=one_in, at=at)
    others = [one.key for one in sorted(line, key=lambda one: one.place) if one.key not in set(mine)]
    return [(tickets[pk], True) for pk in mine] + [(tickets[pk], False) for pk in others]
