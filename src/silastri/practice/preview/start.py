"""``silastri standard preview``: makes the temporary installation, serves it, and leaves no trace."""

import signal
from pathlib import Path
from types import FrameType

from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

from . import home, reading


class Stopped(Exception):
    """A signal asked the preview to stop."""


def start(path: Path, port: int) -> int:
    """Serves a preview of the service in that folder until a signal. With ``port`` 0 any free port is taken."""
    try:
        service = reading.service_folder(path)
    except reading.NoService as error:
        print(f"{path}:1: {error}")
        return 1
    found = reading.read(service)
    for mistake in found.mistakes if found else ():
        print(mistake.finding, flush=True)
    for number in _SIGNALS:
        signal.signal(number, _stop)
    try:
        with home.throw_away() as folder:
            try:
                return _serve(service, folder, port)
            finally:
                for number in _SIGNALS:  # a second Ctrl-C must not interrupt the cleaning
                    signal.signal(number, signal.SIG_IGN)
    except Stopped:
        print("\nPratinjau berhenti. Tidak ada yang tersisa.", flush=True)
        return 0


def _serve(service: Path, folder: Path, port: int) -> int:
    try:
        server = ThreadedWSGIServer(("127.0.0.1", port), WSGIRequestHandler)
    except OSError:
        print(f"Port {port} sudah dipakai. Pilih yang lain: --port {port + 1}")
        return 1
    home.settle(folder, server.server_port)
    from . import serving  # noqa: PLC0415 - settings must be named first

    serving.serve(server, service)
    return 0


_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stopped
