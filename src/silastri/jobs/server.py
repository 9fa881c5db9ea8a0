"""Starts the web server and a worker together, and stops them together."""

import subprocess
import sys
import threading
import time

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
        worker = subprocess.Popen(_WORKER)
        while worker.poll() is None and not stop.wait(0.5):
            pass
        if stop.is_set():
            worker.terminate()
            try:
                worker.wait(timeout=8)
            except subprocess.TimeoutExpired:
                worker.kill()
        else:
            time.sleep(2)
