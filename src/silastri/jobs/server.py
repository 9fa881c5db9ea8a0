"""Starts the web server and a worker together, and stops them together."""

import logging
import os
import signal
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from granian.constants import HTTPModes, Interfaces
from granian.server.mp import MPServer

_log = logging.getLogger("silastri.serve")
_PAUSE, _LONGEST_PAUSE = 1.0, 5.0  # seconds before a web process begins again
_SETTLED = 10.0  # seconds after which it was well
_WORKER = [sys.executable, "-m", "silastri", "worker"]


def serve(*, address: str, port: int, processes: int, with_worker: bool) -> None:
    """Serves until stopped by a signal. Whatever dies is started again."""
    stop = threading.Event()
    keeper = threading.Thread(target=_keep_worker, args=(stop,), daemon=True)
    if with_worker:
        keeper.start()
    try:
        _server(address, port, processes).serve()
    finally:
        stop.set()
        if with_worker:
            keeper.join(timeout=10)


class LastingServer(MPServer):
    """Granian's, which by itself ends with all its processes where one of them dies twice within seconds, as it does on
    a machine short of memory: the others would be stopped in the middle of their pages, and nobody answered until all
    had ended. This one goes on with those that live, and begins the dead one anew after a pause, which grows as long
    as that goes on."""

    pause = 0.0

    def _respawn_workers(self, workers: list[int], *given: Any, **options: Any) -> None:
        now = time.monotonic()
        lived = min(now - self.wrks[one].birth for one in workers)
        self.pause = next_pause(lived, self.pause)
        if self.pause:
            _log.error("a web process died again after %.0f seconds; begun anew in %.0f", lived, self.pause)
        if not _waited(self, self.pause):
            return
        super()._respawn_workers(workers, *given, **options)
        self.respawned_wrks.clear()  # by these Granian would see that it happens again, and end


def next_pause(lived: float, before: float) -> float:
    """Seconds until a web process is begun again that ``lived`` so long, where it was ``before`` the last time."""
    return 0 if lived > _SETTLED else min(max(_PAUSE, before * 2), _LONGEST_PAUSE)


def _waited(server: Any, pause: float) -> bool:
    """False where a signal came to stop."""
    until = time.monotonic() + pause
    while time.monotonic() < until and not server.interrupt_signal:
        time.sleep(0.1)
    return not server.interrupt_signal


def _server(address: str, port: int, processes: int) -> LastingServer:
    return LastingServer(
        "silastri.config.asgi:application",
        address=address,
        port=port,
        interface=Interfaces.ASGINL,
        workers=processes,
        http=HTTPModes.http1,
        workers_kill_timeout=10,
        respawn_failed_workers=True,
        log_access=False,
    )


def _keep_worker(stop: threading.Event) -> None:
    while not stop.is_set():
        worker = start(_WORKER)
        while not _has_ended(worker) and not stop.wait(0.5):
            pass
        if stop.is_set():
            _end(worker)
        else:
            time.sleep(2)


def start(command: list[str]) -> int:
    """Its process. ``subprocess`` waits until nobody holds the pipe on which it hears of a failure. A web process that
    the server forks at that moment, in another thread, holds it as long as it lives: a worker that died would never be
    started again."""
    opened = [int(path.name) for path in Path("/dev/fd").iterdir()]
    closed = [(os.POSIX_SPAWN_CLOSE, fd) for fd in opened if fd > 2 and _is_handed_on(fd)]
    return os.posix_spawn(command[0], command, os.environ, file_actions=closed)


def _is_handed_on(fd: int) -> bool:
    try:
        return os.get_inheritable(fd)
    except OSError:  # closed meanwhile, as is the one by which the folder was read
        return False


def _has_ended(pid: int) -> bool:
    try:
        return os.waitpid(pid, os.WNOHANG)[0] == pid
    except ChildProcessError:
        return True


def _end(pid: int) -> None:
    """In eight seconds, or at once."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)
        for _ in range(80):
            if _has_ended(pid):
                return
            time.sleep(0.1)
        os.kill(pid, signal.SIGKILL)
