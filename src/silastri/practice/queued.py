"""The queue of the demo: counters, and a morning's tickets, all by the acts of real ones."""

from datetime import datetime, timedelta
from itertools import cycle

from silastri.apps.accounts.models import Person
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.tickets import queries
from silastri.apps.tickets.models import Ticket
from silastri.domain.act import Act, Actor
from silastri.journey.queueing import access, call, counters, seat, serve, take

_COUNTERS = ("Pendaftaran", "Penyerahan surat", "Informasi")
_PRIORITIES = ("", "", "elderly", "", "", "", "pregnant", "", "disabled", "", "", "")
_SERVED = 5  # so many of the tickets were served; one stands at a counter, one did not come, the others wait
_MORNING = 70  # minutes


def fill(office: Office, at: datetime) -> None:
    """For an office that uses a queue. On a day on which no numbers are given, the last working day is played, and the
    hall is empty."""
    if not access.is_used(office):
        return
    now = _open_moment(office, at)
    manager = offices.managers(office, offices.today(office, now))[0]
    for number, name in enumerate(_COUNTERS, start=1):
        counters.add(_by(office, manager, now), number=number, name=name, services=())
    _morning(office, now)


def _open_moment(office: Office, at: datetime) -> datetime:
    """That moment, or one before noon on the last day on which the office worked."""
    while take.why_closed(Act(Actor(None, "Tamu"), at, "web"), office):
        at = (at - timedelta(days=1)).replace(hour=4, minute=0)  # 11.00 in the west, 13.00 in the east
    return at


def _morning(office: Office, now: datetime) -> None:
    time = offices.working_time(office)
    start = max(now - timedelta(minutes=_MORNING), time.begins(time.day(now)))
    moment = (now - start) / (len(_PRIORITIES) + _SERVED + 4)
    ticks = iter(start + moment * n for n in range(100))
    services = cycle([*access.services(office, Act(Actor(None, "Tamu"), now, "web")), None])
    for priority in _PRIORITIES:
        visitor = Act(Actor(None, "Layar sentuh"), next(ticks), "web")
        take.take(visitor, office=office, service=next(services), priority=priority, via=Ticket.Via.KIOSK)
    posts = sorted(access.keepers(office))
    person = offices.holders(office, posts[0], offices.today(office, now))[0]
    seat.sit(_by(office, person, next(ticks)), counter=queries.counters(office.pk)[0].pk)
    for _ in range(_SERVED):
        at = next(ticks)
        found = call.call_next(_by(office, person, at))
        assert found
        serve.begin(_by(office, person, at + moment / 10), pk=found.pk)
        serve.end(_by(office, person, at + moment * 0.9), pk=found.pk)
    at = next(ticks)
    found = call.call_next(_by(office, person, at))
    assert found
    call.skip(_by(office, person, at + moment / 2), pk=found.pk)
    call.call_next(_by(office, person, next(ticks)))


def _by(office: Office, person: Person, at: datetime) -> Act:
    desk = next(one for one in offices.desks(person.pk, at) if one.office.pk == office.pk)
    return Act(Actor(person.pk, person.name, office.pk, desk.posts), at, "web")
