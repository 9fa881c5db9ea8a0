"""Starts the web server and a worker together, and stops them together."""

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from granian.constants import HTTPModes, Interfaces
from granian.server import Server

_log = logging.getLogger("silastri.serve")
_PAUSE, _LONGEST_PAUSE = 1.0, 30.0  # seconds before the server begins again
_SETTLED = 60.0  # seconds after which it was well
_WORKER = [sys.executable, "-m", "silastri", "worker"]


def serve(*, address: str, port: int, processes: int, with_worker: bool) -> None:
    """Serves until stopped by a signal. Whatever dies is started again."""
    stop = threading.Event()
    keeper = threading.Thread(target=_keep_worker, args=(stop,), daemon=True)
    if with_worker:
        keeper.start()
    try:
        _keep_serving(lambda: _server(address, port, processes))
    finally:
        stop.set()
        if with_worker:
            keeper.join(timeout=10)


def _server(address: str, port: int, processes: int) -> Any:
    return Server(
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


def _keep_serving(new_server: Callable[[], Any]) -> None:
    """The server gives up where a web process dies twice within seconds, as it does on a machine short of memory. It is
    begun again after a pause, which grows as long as that goes on."""
    server, pause = new_server(), _PAUSE / 2
    while True:
        began = time.monotonic()
        try:
            server.serve()
        except SystemExit:
            if server.interrupt_signal or not server.interrupt_children:
                raise
        else:
            return
        pause = _PAUSE if time.monotonic() - began > _SETTLED else min(pause * 2, _LONGEST_PAUSE)
        _log.error("the web processes died again and again; begun anew in %.0f seconds", pause)
        if not _waited(server, pause):
            return
        server = _after(server, new_server())


def _waited(server: Any, pause: float) -> bool:
    """False where a signal came to stop, which the server that ended still hears."""
    until = time.monotonic() + pause
    while time.monotonic() < until and not server.interrupt_signal:
        time.sleep(0.1)
    return not server.interrupt_signal


def _after(ended: Any, server: Any) -> Any:
    """The next one, which also obeys a signal that came before it could hear one."""

    def obey() -> None:
        if ended.interrupt_signal:
            server.signal_handler_interrupt()

    server.on_startup(obey)
    return server


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
