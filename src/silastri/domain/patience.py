"""How wrong guesses slow down the next one: a few cost nothing, then the wait doubles, and it never becomes a lock."""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil

_MOST_DOUBLINGS = 30


@dataclass(frozen=True, slots=True)
class Patience:
    """``free`` guesses in a row cost nothing. After the next the wait is a second, and it doubles up to ``longest``.

    Guesses are forgotten when ``forgets_after`` has passed since the first.
    """

    free: int
    longest: timedelta
    forgets_after: timedelta

    def wait(self, guesses: int) -> timedelta:
        """How long after that many guesses the next one is not taken."""
        over = guesses - self.free
        return timedelta() if over <= 0 else min(self.longest, timedelta(seconds=2 ** min(over - 1, _MOST_DOUBLINGS)))


def in_words(wait: timedelta) -> str:
    """The wait, rounded up: "32 detik", "3 menit"."""
    seconds = ceil(wait.total_seconds())
    return f"{seconds} detik" if seconds < 60 else f"{ceil(seconds / 60)} menit"
