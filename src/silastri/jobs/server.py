"""Starts the web server and a worker together, and stops them together."""

import os
import signal
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from granian.constants import HTTPModes, Interfaces
from granian.server import Server

_WORKER = [sys.executable, "-m", "silastri", "worker"]


def serve(*, address: str, port: int, processes: int, with_worker: bool) -> None:
    """Serves until stopped by a signal. If the worker dies, it is started again."""
    stop = threading.Event()
    keeper = threading.Thread(target=_keep_worker, args=(stop,), daemon=True)
    if with_worker:
        keeper.start()
    server = Server(
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
    try:
        server.serve()
    finally:
        stop.set()
        if with_worker:
            keeper.join(timeout=10)


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
