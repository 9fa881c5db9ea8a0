"""Who is next: order within a class, the share of priority, appointments, transfers, and nobody waits for ever."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from silastri.domain.queueing.next import Desk, Waiting, next_at, order
from tests.builders import MONDAY

ONE_IN = 3
NOON = MONDAY + timedelta(hours=3)
DESK = Desk(1)


def at(minute: int) -> datetime:
    return MONDAY + timedelta(minutes=minute)


def ordinary(key: int, minute: int = 0, **more: object) -> Waiting:
    return Waiting(key, at(minute or key), **more)  # type: ignore[arg-type]


def priority(key: int, minute: int = 0, **more: object) -> Waiting:
    return ordinary(key, minute, has_priority=True, **more)


@pytest.mark.parametrize(
    ("waiting", "called"),
    [
        ([], []),
        ([ordinary(2), ordinary(1)], [1, 2]),  # the order of arrival, not that of rows
        ([ordinary(1, 5), ordinary(2, 5)], [1, 2]),  # at the same moment: the first that was given
        # A counter that has not called yet owes priority a call; then two ordinary ones, then priority again.
        ([*(ordinary(n) for n in range(1, 7)), priority(7), priority(8)], [7, 1, 2, 8, 3, 4, 5, 6]),
        ([priority(1), ordinary(2), priority(3), priority(4)], [1, 2, 3, 4]),  # none is called later than by arrival
        ([priority(n) for n in (3, 1, 2)], [1, 2, 3]),
    ],
)
def test_order(waiting: list[Waiting], called: list[int]) -> None:
    assert order(DESK, waiting, {}, one_in=ONE_IN, at=NOON) == called


def test_a_counter_calls_what_it_serves_and_every_counter_questions() -> None:
    waiting = [ordinary(1, service=8), ordinary(2, service=9), ordinary(3)]
    assert order(Desk(1, [9]), waiting, {}, one_in=ONE_IN, at=NOON) == [2, 3]


def test_a_transferred_ticket_is_called_by_its_counter_alone_by_its_first_arrival() -> None:
    waiting = [ordinary(1), ordinary(2), ordinary(9, 1, counter=2)]
    assert order(Desk(1), waiting, {}, one_in=ONE_IN, at=NOON) == [1, 2]
    assert order(Desk(2, [5]), [*waiting, ordinary(3, service=5)], {}, one_in=ONE_IN, at=NOON) == [1, 9, 2, 3]


@pytest.mark.parametrize(
    ("came", "now", "called"),
    [
        (20, 60, [1, 9, 2]),  # who comes early has the place of the hour
        (70, 80, [1, 9, 2]),  # a little late: the same
        (76, 80, [1, 2, 9]),  # too late: as whoever comes without an appointment
        (20, 50, [1, 2, 9]),  # before its hour those who wait are called, also who came after
    ],
)
def test_an_appointment_joins_at_its_hour(came: int, now: int, called: list[int]) -> None:
    waiting = [ordinary(1, 10), ordinary(2, 61 if now > 60 else 45), ordinary(9, came, hour=at(60))]
    if now == 60:
        waiting[1] = ordinary(2, 60, hour=None)
        called = [1, 2, 9]  # at the same moment the earlier row
    found, left, turns = [], {one.key: one for one in waiting}, dict[str, int]()
    while turn := next_at(DESK, left.values(), turns, one_in=ONE_IN, at=at(now)):
        found.append(turn.ticket.key)
        left.pop(turn.ticket.key)
    assert found == called


def test_who_comes_early_is_called_early_when_nobody_else_waits() -> None:
    early = ordinary(1, 5, hour=at(60))
    turn = next_at(DESK, [early], {}, one_in=ONE_IN, at=at(10))
    assert turn and turn.ticket == early


# --- what holds for every hall ---

tickets = some.builds(
    Waiting,
    key=some.integers(1, 10_000),
    arrived=some.integers(0, 300).map(at),
    service=some.sampled_from([None, 1, 2, 3]),
    has_priority=some.booleans(),
    hour=some.none() | some.integers(0, 300).map(at),
    counter=some.sampled_from([None, None, None, 1, 2]),
)
halls = some.lists(tickets, max_size=20, unique_by=lambda one: one.key)
desks = some.lists(
    some.sampled_from([Desk(1), Desk(2, (1, 2)), Desk(3, (2, 3)), Desk(4, (3,))]), min_size=1, max_size=40
)
shares = some.integers(2, 6)
calmly = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)


def play(waiting: Iterable[Waiting], asking: Iterable[Desk], one_in: int) -> list[tuple[Desk, Waiting, list[Waiting]]]:
    """Each call: by which counter, whom, and who waited for that counter. At an hour when all appointments are due."""
    left, turns = {one.key: one for one in waiting}, dict[str, int]()
    calls = []
    for desk in asking:
        mine = [one for one in left.values() if desk.may_call(one)]
        turn = next_at(desk, left.values(), turns, one_in=one_in, at=at(600))
        assert (turn is None) == (not mine), "a counter for which somebody waits calls somebody"
        if turn:
            turns = dict(turn.turns)
            calls.append((desk, turn.ticket, mine))
            del left[turn.ticket.key]
    return calls


@calmly
@given(halls, desks, shares)
def test_within_a_class_the_order_of_arrival_is_kept(waiting: list[Waiting], asking: list[Desk], one_in: int) -> None:
    for _, called, others in play(waiting, asking, one_in):
        same = [one for one in others if one.has_priority == called.has_priority]
        assert called.place == min(one.place for one in same)


@calmly
@given(halls, desks, shares)
def test_the_share_is_kept_by_each_counter(waiting: list[Waiting], asking: list[Desk], one_in: int) -> None:
    """Among ``one_in`` calls of a counter at least one is for priority while some wait; at most one overtakes."""
    calls = play(waiting, asking, one_in)
    for key in {desk.key for desk in asking}:
        mine = [(called, others) for desk, called, others in calls if desk.key == key]
        for n in range(len(mine) - one_in + 1):
            window = mine[n : n + one_in]
            if all(any(one.has_priority for one in others) for _, others in window):
                assert any(called.has_priority for called, _ in window)
            assert sum(called.place > min(one.place for one in others) for called, others in window) <= 1


@calmly
@given(halls, desks, shares)
def test_nobody_starves(waiting: list[Waiting], asking: list[Desk], one_in: int) -> None:
    """A bound on how many later ones a counter calls before somebody who waits for it."""
    calls = play(waiting, asking, one_in)
    for one in waiting:
        for key in {desk.key for desk in asking}:
            before = _before(calls, one, key)
            overtook = [called for called in before if called.place > one.place]
            if one.has_priority:
                ahead = [called for called in before if called.has_priority]
                assert not [called for called in overtook if called.has_priority]
                assert len(before) - len(ahead) <= (one_in - 1) * (len(ahead) + 1)
            else:
                ahead = [called for called in before if not called.has_priority]
                assert all(called.has_priority for called in overtook)
                assert len(overtook) <= len(ahead) // (one_in - 1) + 1


def _before(calls: list[tuple[Desk, Waiting, list[Waiting]]], one: Waiting, key: int) -> list[Waiting]:
    """Whom that counter called while it might have called this one."""
    return [called for desk, called, others in calls if desk.key == key and one in others and called != one]


@calmly
@given(halls, shares)
def test_the_same_hall_gives_the_same_call(waiting: list[Waiting], one_in: int) -> None:
    turns: Mapping[str, int] = {"1": 1}
    found = next_at(DESK, waiting, turns, one_in=one_in, at=NOON)
    assert next_at(DESK, waiting[::-1], turns, one_in=one_in, at=NOON) == found
    assert turns == {"1": 1}, "what it is given it does not change"
