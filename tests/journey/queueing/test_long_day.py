"""A day through the acts themselves: a few tickets with every run, six hundred by `make check-long`."""

from silastri.apps.tickets.models import Ticket
from silastri.journey.queueing import call, serve, times_of
from tests.builders import MONDAY, Town
from tests.campaign import campaign, tries
from tests.journey.queueing.hall import a_hall

COUNTERS, SERVING = 3, 2  # minutes


@campaign
def test_a_day_of_the_hall(town: Town) -> None:
    """One ticket comes every 42 seconds, every seventh with priority; three counters take two minutes for each."""
    hall, count = a_hall(town, COUNTERS), tries(12, 560)
    free, taken = dict.fromkeys(range(COUNTERS), 0.0), 0
    while taken < count or Ticket.objects.filter(state="waiting").exists():
        n = min(free, key=lambda n: (free[n], n))
        while taken < count and taken * 0.7 <= free[n]:
            hall.take(taken * 0.7, priority="" if taken % 7 else "elderly")
            taken += 1
        found = call.call_next(hall.act(n, free[n]))
        if found:
            serve.begin(hall.act(n, free[n]), pk=found.pk)
            free[n] += SERVING
            serve.end(hall.act(n, free[n]), pk=found.pk)
        else:
            free[n] = taken * 0.7  # nobody is there: until the next one comes
    day = MONDAY.date()
    total = times_of.times_of(hall.act(0, 0), office=town.office, since=day, until=day).total
    assert (total.count, total.served) == (count, count)
    assert total.waiting
    assert total.serving
    assert total.serving.average == SERVING
    assert total.waiting.longest <= 5  # more counters than people need
    calls = Ticket.objects.order_by("call").values_list("call", flat=True)
    assert list(calls) == list(range(1, count + 1))
    ordinary = Ticket.objects.filter(priority="").order_by("serial").values_list("call", flat=True)
    assert list(ordinary) == sorted(ordinary)
