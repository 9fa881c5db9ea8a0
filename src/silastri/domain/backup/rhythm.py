"""When a backup is due, when a drill, and from when on one is missing."""

from dataclasses import dataclass
from datetime import datetime, timedelta

OVERDUE = timedelta(hours=36)
DRILL_EVERY = timedelta(days=7)
DRILL_OVERDUE = timedelta(days=9)
BACKUP_AGAIN = timedelta(hours=1)  # after one that failed
DRILL_AGAIN = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Past:
    """When something was done well last, and when it failed last; None for never."""

    good: datetime | None = None
    failed: datetime | None = None

    @property
    def is_failing(self) -> bool:
        return self.failed is not None and (self.good is None or self.failed >= self.good)


def backup_is_due(now: datetime, past: Past, hours: tuple[int, ...]) -> bool:
    """``now`` is told by the clock that ``hours`` are of. The first is due at once."""
    if past.is_failing and past.failed is not None and now - past.failed < BACKUP_AGAIN:
        return False
    return past.good is None or past.good < _last_turn(now, hours)


def drill_is_due(now: datetime, past: Past, backup: Past) -> bool:
    """A drill needs a backup, and waits for the next one after a backup that failed."""
    if backup.good is None or backup.is_failing:
        return False
    if past.is_failing and past.failed is not None:
        return now - past.failed >= DRILL_AGAIN
    return past.good is None or now - past.good >= DRILL_EVERY


def _last_turn(now: datetime, hours: tuple[int, ...]) -> datetime:
    """The last of those hours that began."""
    today = [now.replace(hour=hour, minute=0, second=0, microsecond=0) for hour in hours]
    return max(turn for turn in (*today, *(turn - timedelta(days=1) for turn in today)) if turn <= now)
