"""When a message that did not go out is tried again."""

from datetime import timedelta

MOST_ATTEMPTS = 8
_FIRST = timedelta(seconds=30)
_LONGEST_AWAY = timedelta(minutes=5)
BARRED = timedelta(minutes=10)  # until a line that somebody must mend is tried with one message


def wait(attempts: int, chance: float, at_least: timedelta = timedelta()) -> timedelta:
    """Twice as long after each attempt. By ``chance``, from 0 to 1, it is up to a quarter longer, so that messages that
    failed together do not come again together."""
    return max(at_least, _FIRST * (2.0**attempts * (1 + chance / 4)))


def away(failures: int, at_least: timedelta = timedelta()) -> timedelta:
    """How long nothing goes out by a line whose provider did not answer so many times in a row."""
    return max(at_least, min(_LONGEST_AWAY, timedelta(seconds=5 * 2.0 ** min(failures, 10))))
