"""The hours in which nobody is woken by a message."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from silastri.domain.words.messages.template import Purpose

WAKES = time(6, 0)
SLEEPS = time(21, 0)


def may_go_at(at: datetime, purpose: Purpose, zone: ZoneInfo, hours: tuple[time, time] = (WAKES, SLEEPS)) -> datetime:
    """The first moment from ``at`` on when the message may go out. What somebody asked for goes at once.

    ``hours`` are from when to when, on the same day.
    """
    if purpose is Purpose.ASKED:
        return at
    local, (wakes, sleeps) = at.astimezone(zone), hours
    if wakes <= local.time() < sleeps:
        return at
    day = local.date() if local.time() < wakes else local.date() + timedelta(days=1)
    return datetime.combine(day, wakes, zone)
