"""What everybody in the hall may see: who was called where, who waits, and how long it will take. Without names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.tickets import queries
from silastri.apps.tickets.models import Counter, QueueDay, Ticket
from silastri.domain.queueing import hours, times
from silastri.domain.queueing import next as rule

from . import access, names

State = Ticket.State
CALLS = 8  # the last calls that a screen shows


@dataclass(frozen=True)
class Called:
    """A call. ``call`` grows with each call of the day, also of the same number: by it screens know what is new."""

    number: str
    counter: int
    counter_name: str
    call: int
    at: datetime
    state: str
    is_called: bool  # still: nobody stands there yet


@dataclass(frozen=True)
class Line:
    """Who waits for a service; ``minutes`` for somebody who comes now, None where nobody can say."""

    service: int | None
    name: str
    waiting: int
    minutes: int | None


@dataclass(frozen=True)
class Board:
    office: Office
    at: datetime
    calls: tuple[Called, ...]  # the last call first; each number once
    serving: tuple[Called, ...]  # what is at each counter now, by counter
    lines: tuple[Line, ...]  # of every service for which numbers are given, also where nobody waits
    waiting_for: tuple[tuple[str, int | None], ...]  # number and service of those who are there, as they came
    skipped: tuple[str, ...]  # called in vain
    open_counters: int
    last_call: int
    closed: str  # why no number is given, else empty
    cut_off: datetime | None

    @property
    def waiting(self) -> tuple[str, ...]:
        """The numbers of those who are there, in the order of arrival."""
        return tuple(number for number, _ in self.waiting_for)


@dataclass(frozen=True)
class TicketStatus:
    """What a phone shows of a ticket. ``ahead`` is how many are called before it as things stand; of a number that is
    not there yet, if it came now."""

    ticket: Ticket
    at: datetime
    ahead: int | None
    minutes: int | None
    why: str  # why it is over without being served, else empty
    is_today: bool
    is_open: bool  # whether a counter is open that may call it

    @property
    def may_cancel(self) -> bool:
        return self.is_today and self.ticket.state in (State.RESERVED, State.WAITING, State.SKIPPED)

    @property
    def is_over(self) -> bool:
        """Its holder needs another one to be served."""
        return not self.is_today or self.ticket.state in (State.CANCELLED, State.CLOSED, State.DONE)


@dataclass(frozen=True)
class _Hall:
    day: QueueDay | None
    counters: Sequence[Counter]
    waiting: Sequence[Ticket]
    line: Sequence[rule.Waiting]
    served: Sequence[tuple[int | None, int]]

    def counters_for(self, service: int | None) -> list[Counter]:
        return [one for one in self.counters if one.person_id and (not one.services or service in one.services)]

    def minutes(self, ahead: int, service: int | None) -> int | None:
        """By those served today for the service where there are enough, else by all."""
        own = [seconds for one, seconds in self.served if one == service]
        known = own if len(own) >= times.LEAST else [seconds for _, seconds in self.served]
        serving = self.counters_for(service) if service else [one for one in self.counters if one.person_id]
        return times.estimate(ahead, known, len(serving))


def board(office: Office, at: datetime) -> Board:
    """Raises NotUsed."""
    queue, time = access.rules(office), offices.working_time(office)
    on = time.day(at)
    hall = _hall(office, at)
    calls = queries.last_calls(office.pk, on, CALLS)
    here = sorted(queries.of_day(office.pk, on).filter(state__in=queries.AT_COUNTER), key=_counter_number)
    skipped = queries.of_day(office.pk, on).filter(state=State.SKIPPED)
    by_hand = hall.day.cut_off_at if hall.day else None
    return Board(
        office=office,
        at=at,
        calls=_called(calls),
        serving=_called(here),
        lines=_lines(office, hall, at),
        waiting_for=tuple((one.number, one.service_id) for one in _as_they_came(hall.waiting)),
        skipped=tuple(one.number for one in skipped),
        open_counters=sum(1 for one in hall.counters if one.person_id),
        last_call=hall.day.calls if hall.day else 0,
        closed=hours.why_closed(time, at, queue.cut_off, by_hand=by_hand),
        cut_off=hours.cut_off(time, on, queue.cut_off),
    )


def ticket_status(code: str, at: datetime) -> TicketStatus:
    """Raises NoTicket."""
    found = queries.by_code(code)
    is_today = found.on == offices.today(found.office, at)
    ahead = minutes = None
    is_open = False
    if found.state in (State.WAITING, State.RESERVED) and is_today:
        hall = _hall(found.office, at)
        ahead, is_open = _ahead(found, hall, at)
        minutes = hall.minutes(ahead, found.service_id) if ahead is not None else None
    return TicketStatus(found, at, ahead, minutes, why_over(found), is_today, is_open)


def why_over(found: Ticket) -> str:
    """The sentence for its holder, where it ended without being served."""
    if found.state == State.CLOSED:
        return "Kantor tutup sebelum nomor ini sempat dilayani. Maaf. Silakan datang lagi di hari kerja berikutnya."
    if found.state == State.CANCELLED:
        if queries.lapsed(found):
            return "Nomor ini sudah tidak berlaku: sampai kantor tutup tidak ada kabar bahwa Anda datang."
        return "Anda membatalkan nomor ini."
    if found.state == State.SKIPPED:
        return "Nomor ini sudah dipanggil, tetapi tidak ada yang datang. Bila Anda di kantor, temui petugas loket."
    return ""


def _ahead(found: Ticket, hall: _Hall, at: datetime) -> tuple[int | None, bool]:
    """How many are called before it, by the rule that calls them, and whether a counter is open for it. While none is,
    it is reckoned as if all were."""
    line = list(hall.line)
    if found.state == State.RESERVED:
        found.arrived_at = at
        line += queries.line([found], hall.counters)
    mine = next(one for one in line if one.key == found.pk)
    open_ = [queries.as_desk(one) for one in hall.counters if one.person_id]
    is_open = any(desk.may_call(mine) for desk in open_)
    desks = open_ if is_open else [queries.as_desk(one) for one in hall.counters]
    turns, one_in = hall.day.turns if hall.day else {}, offices.definition(found.office).queue.priority_one_in
    return rule.called_before(found.pk, desks, line, turns, one_in=one_in, at=at), is_open


def _hall(office: Office, at: datetime) -> _Hall:
    on = offices.today(office, at)
    counters, waiting = queries.counters(office.pk), queries.waiting(office.pk, on)
    served = queries.served_today(office.pk, on)
    return _Hall(queries.day(office.pk, on), counters, waiting, queries.line(waiting, counters), served)


def _lines(office: Office, hall: _Hall, at: datetime) -> tuple[Line, ...]:
    told = names.names(office.pk, offices.today(office, at))
    found: list[tuple[int | None, str]] = [
        (one.pk, told[one.pk]) for one in access.services_at(office, at, hall.counters)
    ]
    counts = {pk: sum(1 for one in hall.waiting if one.service_id == pk) for pk, _ in [*found, (None, "")]}
    lines = [Line(pk, name, counts[pk], hall.minutes(counts[pk], pk)) for pk, name in found]
    return (*lines, Line(None, told[None], counts[None], hall.minutes(counts[None], None)))


def _as_they_came(waiting: Iterable[Ticket]) -> list[Ticket]:
    return sorted(waiting, key=lambda one: (one.arrived_at or one.taken_at, one.pk))


def _counter_number(found: Ticket) -> int:
    return found.counter.number if found.counter else 0


def _called(tickets: Iterable[Ticket]) -> tuple[Called, ...]:
    return tuple(
        Called(
            number=one.number,
            counter=one.counter.number,
            counter_name=one.counter.name,
            call=one.call,
            at=one.called_at,
            state=one.state,
            is_called=one.state == State.CALLED,
        )
        for one in tickets
        if one.counter and one.call is not None and one.called_at
    )
