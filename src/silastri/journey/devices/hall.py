"""What the hall sees of the queue: who was called where, and how many wait. No names."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.words import call_words
from silastri.journey.queueing import access
from silastri.journey.queueing import board as boards
from silastri.journey.queueing import hall as checkin

SHOWN = 5
_QUIET_AFTER = timedelta(minutes=3)


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
class Hall:
    day: date
    has_queue: bool = False
    calls: tuple[Call, ...] = ()  # the newest first
    waiting: tuple[tuple[str, int], ...] = ()  # by letter
    closed: str = ""  # why no number is given, else empty
    code: str = ""  # by which a number taken by phone is checked in today
    address: str = ""  # the same, for a QR

    @property
    def is_quiet(self) -> bool:
        """Whether nobody was called for a while."""
        return not self.calls or self.calls[0].age > _QUIET_AFTER.total_seconds()


def hall(office: Office, at: datetime) -> Hall:
    """Empty but for its day where the office has no queue."""
    today = offices.today(office, at)
    if not access.is_used(office):
        return Hall(today)
    board = boards.board(office, at)
    calls = tuple(
        Call(today, one.call, one.number, one.counter, max(0, (at - one.at) // timedelta(seconds=1)))
        for one in board.calls[:SHOWN]
    )
    waiting = tuple(sorted(Counter(number[0] for number in board.waiting).items()))
    code, address = checkin.day_code(office, at), checkin.address(office, at)
    return Hall(today, True, calls, waiting, board.closed, code, address)
