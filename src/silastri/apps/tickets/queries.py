"""Reads the queue of a day: who waits, who is called where, and how long it took."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from silastri.apps.statements.made import Lookup
from silastri.domain.queueing import next as rule
from silastri.domain.refusal import NotThere

from .models import Counter, QueueDay, Ticket, TicketEvent

State = Ticket.State
AT_COUNTER = (State.CALLED, State.SERVING)
LIVE = (State.RESERVED, State.WAITING, *AT_COUNTER)


class NoTicket(NotThere):
    """There is no such ticket, or not in this office."""


class NoCounter(NotThere):
    """There is no such counter in this office, or it was taken away."""


def day(office_id: int, on: date) -> QueueDay | None:
    return QueueDay.objects.filter(office_id=office_id, on=on).first()


def counters(office_id: int) -> list[Counter]:
    """Those in use, by number."""
    return list(Counter.objects.filter(office_id=office_id, in_use=True).select_related("person").order_by("number"))


def counter(office_id: int, pk: int) -> Counter:
    """Raises NoCounter."""
    found = Counter.objects.filter(office_id=office_id, pk=pk, in_use=True).select_related("person").first()
    if found is None:
        raise NoCounter("Loket ini tidak ada lagi.")
    return found


def counter_of(office_id: int, person_id: int | None) -> Counter | None:
    """Where the officer sits now."""
    return Counter.objects.filter(office_id=office_id, person_id=person_id or 0, in_use=True).first()


def of_day(office_id: int, on: date) -> QuerySet[Ticket]:
    found = Ticket.objects.filter(office_id=office_id, on=on).select_related("service", "counter", "case")
    return found.defer("case__answers", "case__notes").order_by("id")


def waiting(office_id: int, on: date) -> list[Ticket]:
    return list(of_day(office_id, on).filter(state=State.WAITING))


def line(waiting: Iterable[Ticket], counters: Iterable[Counter]) -> list[rule.Waiting]:
    """Those who wait, as the rule of the next one sees them. Nobody waits for what is not there: a service that no
    counter serves any more is called by all, and so is a ticket that was sent to a counter where nobody sits."""
    counters = list(counters)
    open_ = {one.pk for one in counters if one.person_id}
    served = {pk for one in counters for pk in one.services}
    by_all = any(not one.services for one in counters)
    return [
        rule.Waiting(
            key=one.pk,
            arrived=one.arrived_at or one.taken_at,
            service=one.service_id if by_all or one.service_id in served else None,
            has_priority=bool(one.priority),
            hour=one.not_before,
            counter=one.counter_id if one.counter_id in open_ else None,
        )
        for one in waiting
    ]


def as_desk(found: Counter) -> rule.Desk:
    return rule.Desk(found.pk, found.services)


def ticket(office_id: int, pk: int) -> Ticket:
    """Raises NoTicket."""
    found = (
        Ticket.objects.filter(office_id=office_id, pk=pk).select_related("office", "service", "counter", "case").first()
    )
    if found is None:
        raise NoTicket("Nomor antrean ini tidak ada.")
    return found


def by_code(code: str) -> Ticket:
    """Raises NoTicket."""
    found = Ticket.objects.filter(code=code.upper()).select_related("office", "service", "counter").first()
    if found is None:
        raise NoTicket("Nomor antrean ini tidak ada. Periksa alamatnya.")
    return found


def at_counter(found: Counter) -> Ticket | None:
    """The ticket that it called or serves."""
    rows = Ticket.objects.filter(counter=found, state__in=AT_COUNTER)
    return rows.select_related("service", "case").defer("case__answers", "case__notes").first()


def live_among(codes: Iterable[str], office_id: int, on: date, service_id: int | None) -> Ticket | None:
    """The ticket of one of those codes that still counts today for that service."""
    found = Ticket.objects.filter(code__in=list(codes), office_id=office_id, on=on, state__in=LIVE)
    same = found.filter(service_id=service_id) if service_id else found.filter(service__isnull=True)
    return same.first()


def of_place(place_id: int) -> Ticket | None:
    return Ticket.objects.filter(place_id=place_id).exclude(state=State.CANCELLED).first()


def places_with_ticket(office_id: int, on: date) -> set[int | None]:
    """The appointments of that day whose holders have a number."""
    found = Ticket.objects.filter(office_id=office_id, on=on, place__isnull=False).exclude(state=State.CANCELLED)
    return set(found.values_list("place_id", flat=True))


def events(found: Ticket) -> list[TicketEvent]:
    return list(found.events.select_related("counter", "by").order_by("id"))


def lapsed(found: Ticket) -> bool:
    """Whether it ended by itself, since nobody said that its holder was there."""
    return found.events.filter(what=TicketEvent.What.LAPSED).exists()


def of_case(case_id: int) -> list[Ticket]:
    """The tickets by which somebody came about a case, the oldest first."""
    return _of_case.all(case_id)


_of_case = Lookup(
    lambda case: Ticket.objects.filter(case_id=case).select_related("counter", "served_by").order_by("id")
)


def served_today(office_id: int, on: date) -> list[tuple[int | None, int]]:
    """Service and seconds of those served, in the order in which they ended."""
    found = Ticket.objects.filter(office_id=office_id, on=on, state=State.DONE, served__isnull=False)
    rows = found.order_by("ended_at", "id").values_list("service_id", "served")
    return [(service, seconds or 0) for service, seconds in rows]


def last_calls(office_id: int, on: date, most: int) -> list[Ticket]:
    """The tickets that were called, the last call first."""
    found = Ticket.objects.filter(office_id=office_id, on=on, call__isnull=False, called_at__isnull=False)
    return list(found.select_related("counter", "service").order_by("-call")[:most])


def between(office_id: int, since: date, until: date) -> QuerySet[Ticket]:
    """The tickets of those days, both included."""
    return Ticket.objects.filter(office_id=office_id, on__range=(since, until))


def came(office_id: int, since: date, until: date) -> QuerySet[Ticket]:
    """Those of these days whose holders were there, as they came."""
    found = between(office_id, since, until).filter(arrived_at__isnull=False).exclude(state=State.CANCELLED)
    found = found.select_related("case__applicant").defer("case__answers", "case__notes")
    return found.order_by("arrived_at", "id")


def not_closed(office_id: int, until: date) -> list[date]:
    """The days up to that one which still have live tickets."""
    found = Ticket.objects.filter(office_id=office_id, on__lte=until, state__in=LIVE)
    return sorted(set(found.values_list("on", flat=True)))


def counter_numbered(office_id: int, number: int) -> Counter | None:
    """Also one that was taken away."""
    return Counter.objects.filter(office_id=office_id, number=number).first()


def with_codes(codes: Iterable[str], office_id: int, on: date) -> list[Ticket]:
    """The tickets of that day with those codes."""
    found = Ticket.objects.filter(code__in=list(codes), office_id=office_id, on=on)
    return list(found.select_related("service", "counter").order_by("id"))
