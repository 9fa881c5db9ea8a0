"""The hours in which nobody is woken by a message."""

from datetime import datetime, time, timedelta

from silastri.domain.words.messages.template import Purpose
from silastri.domain.worktime import OfficeTime

WAKES = time(6, 0)
SLEEPS = time(21, 0)


def may_go_at(
    at: datetime, purpose: Purpose, clock: OfficeTime, hours: tuple[time, time] = (WAKES, SLEEPS)
) -> datetime:
    """The first moment from ``at`` on when the message may go out. What somebody asked for goes at once.

    ``hours`` are from when to when, on the same day.
    """
    if purpose is Purpose.ASKED:
        return at
    now, (wakes, sleeps) = clock.local(at).time(), hours
    if wakes <= now < sleeps:
        return at
    day = clock.day(at) if now < wakes else clock.day(at) + timedelta(days=1)
    return datetime.combine(day, wakes, clock.zone)
