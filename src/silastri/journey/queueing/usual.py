"""How long people usually wait at which hour, by the queue's own records of the last weeks."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.tickets import queries
from silastri.apps.tickets.models import Ticket
from silastri.domain.queueing import times

_BACK = timedelta(days=28)
_LEAST = 5  # so many must have come at an hour in those weeks before it is spoken of
_QUIET = 2  # hours that are named


@dataclass(frozen=True)
class Usual:
    """Median minutes of waiting by the hour of arrival; the hours that are quietest, in the order of the day."""

    by_hour: dict[int, int]
    quiet: tuple[tuple[int, int], ...]


def usual(office: Office, at: datetime) -> Usual:
    """Empty where the records are too few. ``at`` is today, which does not count: it is foretold by itself."""
    time = offices.working_time(office)
    today = time.day(at)
    rows = queries.between(office.pk, today - _BACK, today - timedelta(days=1)).filter(
        state=Ticket.State.DONE, waited__isnull=False, arrived_at__isnull=False, not_before__isnull=True
    )
    waited: dict[int, list[int]] = defaultdict(list)
    for arrived, seconds in rows.values_list("arrived_at", "waited"):
        if arrived is not None and seconds is not None:
            waited[time.local(arrived).hour].append(seconds)
    told = {hour: times.figures(seconds) for hour, seconds in sorted(waited.items()) if len(seconds) >= _LEAST}
    by_hour = {hour: found.median for hour, found in told.items() if found}
    quietest = sorted(by_hour, key=lambda hour: (by_hour[hour], hour))[:_QUIET] if len(by_hour) > _QUIET else []
    return Usual(by_hour, tuple((hour, by_hour[hour]) for hour in sorted(quietest)))
