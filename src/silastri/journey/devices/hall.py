"""What the hall sees of the queue: who was called where, and how many wait. No names."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.tickets.models import Ticket
from silastri.domain.words import call_words
from silastri.journey.queueing import access, names
from silastri.journey.queueing import board as boards
from silastri.journey.queueing import hall as checkin
from silastri.journey.queueing.board import Board, Called

SHOWN = 5
MOST = 9  # numbers on the screen at once
_QUIET_AFTER = timedelta(minutes=3)
_GONE = timedelta(seconds=30)  # so long a number is shown whose holder did not come
_SKIPPED = Ticket.State.SKIPPED


@dataclass(frozen=True, slots=True)
class Call:
    """The number of the call in its day, and how many seconds ago it was."""

    day: date
    call: int
    number: str
    counter: int
    age: int

    @property
    def id(self) -> str:
        return f"{self.day.isoformat()}:{self.call}"

    @property
    def say(self) -> str:
        return call_words.call(self.number, self.counter)


@dataclass(frozen=True, slots=True)
class Waits:
    """How many wait with numbers of that letter, and what they came for."""

    letter: str
    about: str
    count: int


@dataclass(frozen=True, slots=True)
class Hall:
    day: date
    has_queue: bool = False
    calls: tuple[Call, ...] = ()  # the last ones, the newest first: what is said aloud
    shown: tuple[Call, ...] = ()  # who stands at the counters now, and who was just called; the newest first
    waiting: tuple[Waits, ...] = ()  # by letter
    closed: str = ""  # why no number is given, else empty
    code: str = ""  # by which a number taken by phone is checked in today
    address: str = ""  # the same, for a QR

    @property
    def is_quiet(self) -> bool:
        """Whether no counter serves, nobody waits, and nobody was called for a while."""
        return not self.shown and not self.waiting


def hall(office: Office, at: datetime) -> Hall:
    """Empty but for its day where the office has no queue."""
    today = offices.today(office, at)
    if not access.is_used(office):
        return Hall(today)
    board = boards.board(office, at)
    calls = tuple(_call(one, today, at) for one in board.calls[:SHOWN])
    code, address = checkin.day_code(office, at), checkin.address(office, at)
    return Hall(today, True, calls, _shown(board, today, at), _waits(board, today), board.closed, code, address)


def _call(one: Called, today: date, at: datetime) -> Call:
    return Call(today, one.call, one.number, one.counter, max(0, (at - one.at) // timedelta(seconds=1)))


def _shown(board: Board, today: date, at: datetime) -> tuple[Call, ...]:
    """Whoever did not come leaves the list soon: others wait to read it."""
    recent = [one for one in board.calls if at - one.at <= (_GONE if one.state == _SKIPPED else _QUIET_AFTER)]
    found = {one.number: one for one in [*board.serving, *recent]}
    return tuple(_call(one, today, at) for one in sorted(found.values(), key=lambda one: -one.call)[:MOST])


def _waits(board: Board, today: date) -> tuple[Waits, ...]:
    told = names.names(board.office.pk, today)
    found: dict[str, list[int | None]] = {}
    for number, service in board.waiting_for:
        found.setdefault(number[0], []).append(service)
    return tuple(
        Waits(letter, told[services[0]] if len(set(services)) == 1 else "", len(services))
        for letter, services in sorted(found.items())
    )
