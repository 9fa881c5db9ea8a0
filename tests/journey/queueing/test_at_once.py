"""Two kiosks and three counters at once, each in its own connection: no number twice, nobody called twice."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from silastri.apps.tickets.models import QueueDay, Ticket, TicketEvent
from silastri.journey.queueing import call, serve
from tests.builders import a_town
from tests.journey.queueing.hall import Hall, a_hall

_EACH = 8


def at_once(*works: Callable[[], None]) -> None:
    gate = threading.Barrier(len(works))

    def begun(work: Callable[[], None]) -> None:
        gate.wait()
        try:
            work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        for done in [pool.submit(begun, work) for work in works]:
            done.result()


def kiosk(hall: Hall) -> Callable[[], None]:
    def work() -> None:
        for _ in range(_EACH):
            hall.take(0)

    return work


def counter(hall: Hall, n: int) -> Callable[[], None]:
    acts = hall.act(n, 1)

    def work() -> None:
        for _ in range(_EACH):
            if found := call.call_next(acts):
                serve.begin(acts, pk=found.pk)
                serve.end(acts, pk=found.pk)

    return work


@pytest.mark.django_db(transaction=True)
def test_two_kiosks_and_three_counters_never_give_or_call_the_same_ticket() -> None:
    hall = a_hall(a_town(), 3)
    hall.take(0)
    QueueDay.objects.filter(serials={}).delete()
    at_once(kiosk(hall), kiosk(hall), *(counter(hall, n) for n in range(3)))
    serials = list(Ticket.objects.order_by("serial").values_list("serial", flat=True))
    assert serials == list(range(1, 2 * _EACH + 2))
    calls = TicketEvent.objects.filter(what="called")
    assert calls.count() == calls.values("ticket").distinct().count() == QueueDay.objects.get().calls
    numbers = Ticket.objects.exclude(call=None).order_by("call").values_list("call", flat=True)
    assert list(numbers) == list(range(1, calls.count() + 1))
    assert Ticket.objects.filter(state="done").count() == calls.count()
