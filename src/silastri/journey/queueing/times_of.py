"""How long people waited and were served, by day and by service: the figures of a period."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.tickets import queries
from silastri.apps.tickets.models import Ticket
from silastri.domain.act import Act
from silastri.domain.queueing import times
from silastri.domain.queueing.times import Figures
from silastri.domain.refusal import NotFit

from . import names

State = Ticket.State
LONGEST = 366  # days of a period


@dataclass(frozen=True)
class Row:
    """The tickets of a day, of a service, or of both. Waiting and serving are None where nobody was served."""

    on: date | None
    service: str
    count: int  # of those who were there
    served: int
    skipped: int
    closed: int
    waiting: Figures | None
    serving: Figures | None


@dataclass(frozen=True)
class QueueTimes:
    since: date
    until: date
    total: Row
    by_day: tuple[Row, ...]
    by_service: tuple[Row, ...]
    by_both: tuple[Row, ...]  # for the spreadsheet


@dataclass(frozen=True)
class _One:
    on: date
    service: str
    state: str
    waited: int | None
    served: int | None


def times_of(act: Act, *, office: Office, since: date, until: date) -> QueueTimes:
    """Numbers whose holders never came are not counted. Raises NotFit for a period that is none, or too long."""
    if until < since or (until - since).days >= LONGEST:
        wrong = "Pilih paling lama satu tahun, dari tanggal yang lebih awal."
        raise NotFit(wrong, {"sampai": wrong})
    told = names.names(office.pk, offices.today(office, act.at))
    rows = queries.between(office.pk, since, until).filter(arrived_at__isnull=False).exclude(state=State.CANCELLED)
    fields = rows.order_by("on", "id").values_list("on", "service_id", "state", "waited", "served")
    ones = [_One(on, told.get(key, names.QUESTION), state, waited, served) for on, key, state, waited, served in fields]
    days, services = sorted({one.on for one in ones}), sorted({one.service for one in ones})
    return QueueTimes(
        since,
        until,
        total=_row(None, "", ones),
        by_day=tuple(_row(on, "", [one for one in ones if one.on == on]) for on in days),
        by_service=tuple(_row(None, name, [one for one in ones if one.service == name]) for name in services),
        by_both=tuple(_row(on, name, own) for (on, name), own in _grouped(ones).items()),
    )


def _grouped(ones: Sequence[_One]) -> dict[tuple[date, str], list[_One]]:
    found: dict[tuple[date, str], list[_One]] = {}
    for one in ones:
        found.setdefault((one.on, one.service), []).append(one)
    return dict(sorted(found.items()))


def _row(on: date | None, service: str, ones: Sequence[_One]) -> Row:
    done = [one for one in ones if one.state == State.DONE]
    return Row(
        on,
        service,
        count=len(ones),
        served=len(done),
        skipped=sum(1 for one in ones if one.state == State.SKIPPED),
        closed=sum(1 for one in ones if one.state == State.CLOSED),
        waiting=times.figures([one.waited for one in done if one.waited is not None]),
        serving=times.figures([one.served for one in done if one.served is not None]),
    )


@dataclass(frozen=True)
class Now:
    """The hall at this moment: how many wait and since when the first one does, how many are called or served."""

    waiting: int
    longest: int | None  # minutes
    at_counters: int
    served: int
    waited: Figures | None  # of those who were called today, also those who are served still


def now(office: Office, at: datetime) -> Now:
    """Those who are called and not yet done have no times written down; they are reckoned by their events."""
    on = offices.today(office, at)
    waiting = queries.waiting(office.pk, on)
    since = [max(one.arrived_at, one.not_before or one.arrived_at) for one in waiting if one.arrived_at]
    called = list(queries.of_day(office.pk, on).filter(state__in=queries.AT_COUNTER))
    done = queries.of_day(office.pk, on).filter(state=State.DONE)
    seconds = [one.waited for one in done if one.waited is not None]
    for one in called:
        marks = [(event.what, event.at) for event in queries.events(one)]
        seconds.append(times.spent(marks, not_before=one.not_before).waited // timedelta(seconds=1))
    longest = max((max(0, (at - one) // timedelta(minutes=1)) for one in since), default=None)
    return Now(len(waiting), longest, len(called), len(done), times.figures(seconds))
