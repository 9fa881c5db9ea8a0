"""A day of eight hours with 600 tickets at six counters, in memory; ten waiting times were reckoned by hand."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from silastri.domain.queueing.next import Desk, Waiting, next_at
from tests.builders import MONDAY

TICKETS, COUNTERS, ONE_IN = 600, 6, 3
SERVING = timedelta(minutes=5)


@dataclass
class Day:
    """Tickets come in the order of their keys; a counter calls as soon as it is free."""

    tickets: list[Waiting]
    counters: int
    called: dict[int, datetime] = field(default_factory=dict)

    def play(self) -> None:
        free = dict.fromkeys(range(1, self.counters + 1), MONDAY)
        coming, waiting, turns = list(self.tickets), dict[int, Waiting](), dict[str, int]()
        while coming or waiting:
            number = min(free, key=lambda n: (free[n], n))
            now = free[number] if waiting else max(free[number], coming[0].arrived)
            while coming and coming[0].arrived <= now:
                one = coming.pop(0)
                waiting[one.key] = one
            turn = next_at(Desk(number), waiting.values(), turns, one_in=ONE_IN, at=now)
            assert turn
            turns = dict(turn.turns)
            self.called[turn.ticket.key] = now
            del waiting[turn.ticket.key]
            free[number] = now + SERVING

    def waited(self, key: int) -> int:
        arrived = next(one.arrived for one in self.tickets if one.key == key)
        return int((self.called[key] - arrived).total_seconds() // 60)


def test_ten_waiting_times_reckoned_by_hand() -> None:
    """Ten come at nine o'clock to one counter that takes five minutes for each; the fifth, eighth and ninth have
    priority. The counter owes priority a call: 5, then 1, 2, then 8, then 3, 4, then 9, then 6, 7, 10."""
    day = Day([Waiting(n, MONDAY, has_priority=n in (5, 8, 9)) for n in range(1, 11)], 1)
    day.play()
    by_hand = {1: 5, 2: 10, 3: 20, 4: 25, 5: 0, 6: 35, 7: 40, 8: 15, 9: 30, 10: 45}
    assert {key: day.waited(key) for key in by_hand} == by_hand


def test_six_hundred_tickets_in_eight_hours() -> None:
    """One comes every 48 seconds, every seventh with priority; each of six counters takes five minutes for one."""
    gap = timedelta(hours=8) / TICKETS
    day = Day([Waiting(n, MONDAY + gap * n, has_priority=n % 7 == 0) for n in range(TICKETS)], COUNTERS)
    day.play()
    assert len(day.called) == TICKETS
    ordinary = [n for n in range(TICKETS) if n % 7]
    calls = [day.called[n] for n in ordinary]
    assert calls == sorted(calls), "order within a class"
    # By hand: the sixth counter begins with the sixth ticket after 4 minutes; its hundredth comes 99 x 5 minutes later.
    assert max(day.called.values()) == MONDAY + timedelta(minutes=499)
    # The last but one in line comes after 479 minutes, and once more each counter may call priority before.
    assert max(day.waited(n) for n in range(TICKETS)) <= 25
    assert max(day.waited(n) for n in range(0, TICKETS, 7)) <= 2
