"""Makes backups and drills when they are due, beside the worker's other work, each as a process of its own."""

import logging
import signal
import subprocess
import sys
import threading

from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone

from silastri.domain.backup import rhythm
from silastri.domain.worktime import CAPITAL
from silastri.journey.office import safety

_log = logging.getLogger("silastri.backup")
_LOOK = 60.0  # seconds between looks


def run(stop: threading.Event) -> None:
    """Works until told to stop. If the database fails, it waits and goes on."""
    while not stop.is_set():
        try:
            for command in due():
                _carry_out(command, stop)
        except Exception:  # the database is away: the worker must outlive it
            _log.exception("the round of backups failed")
        close_old_connections()
        stop.wait(_LOOK)


def due() -> list[str]:
    """What must be done now: "backup" or "drill"."""
    if not settings.BACKUP.target or not settings.BACKUP.key:
        return []
    now = timezone.now().astimezone(CAPITAL)
    backup = safety.past(safety.BACKUP)
    if rhythm.backup_is_due(now, backup, settings.BACKUP.hours):
        return ["backup"]
    return ["drill"] if rhythm.drill_is_due(now, safety.past(safety.DRILL), backup) else []


def _carry_out(command: str, stop: threading.Event) -> None:
    """It writes down itself how it went. If the worker must end, it ends too: what was kept before stays."""
    with subprocess.Popen([sys.executable, "-m", "silastri", command, "--quiet"]) as process:
        while process.poll() is None:
            if stop.wait(0.5):
                process.send_signal(signal.SIGINT)  # it takes along the programs that it runs, and tidies up
                break
