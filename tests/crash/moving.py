"""A clock that runs faster than the real one, the same in every process that was told of it."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True, slots=True)
class FastClock:
    begun: float  # seconds since 1970
    speed: float

    @classmethod
    def started(cls, speed: float) -> "FastClock":
        return cls(time.time(), speed)

    def now(self) -> datetime:
        """As ``django.utils.timezone.now``, in whose place it stands."""
        passed = timedelta(seconds=(time.time() - self.begun) * self.speed)
        return datetime.fromtimestamp(self.begun, UTC) + passed
