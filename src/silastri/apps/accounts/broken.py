"""Where a ciphertext did not open: kept in the home, for the transaction that found it is rolled back."""

import logging
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from django.conf import settings

A_FILE = "berkas "  # how the place of a file begins; others begin with the table
_MOST = 1000
_log = logging.getLogger("silastri.keys")


def alarm(where: str) -> None:
    """Tells the log, and whoever looks at the state of the system."""
    _log.error("ciphertext does not open: %s", where)
    folder = _folder()
    try:
        folder.mkdir(exist_ok=True)
        if sum(1 for _ in folder.iterdir()) < _MOST:
            _file(where).write_text(where)
    except OSError:
        _log.exception("the alarm could not be kept")


def found() -> list[str]:
    try:
        return sorted(one.read_text() for one in _folder().iterdir())
    except OSError:
        return []


def mended(places: Iterable[str]) -> None:
    """They open again, or are about to be tried."""
    for where in places:
        _file(where).unlink(missing_ok=True)


def _file(where: str) -> Path:
    return _folder() / sha256(where.encode()).hexdigest()[:24]


def _folder() -> Path:
    return Path(settings.HOME) / "alarms"
