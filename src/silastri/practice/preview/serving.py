"""Serves the preview from one process: its pages, the watch over the folder, and the sending of its messages."""

import logging
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import django
from django.conf import settings
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection
from django.utils import timezone

from . import reading

if TYPE_CHECKING:
    from .workshop import State, Workshop

_log = logging.getLogger("silastri.preview")
_LOOKS_EVERY = 0.3  # seconds; a change is read when two looks saw the same


def serve(server: ThreadedWSGIServer, path: Path) -> None:
    """Serves until a signal raises an exception."""
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    from silastri.jobs import worker  # noqa: PLC0415 - needs the settings

    from .workshop import WORKSHOP  # noqa: PLC0415

    seen = reading.marks(path)  # before it is read, so that what is saved meanwhile is read too
    WORKSHOP.open(path, timezone.now())
    server.set_app(get_wsgi_application())
    print(f"Pratinjau: {settings.SITE_URL}/pratinjau/", flush=True)
    print("Simpan berkas, lalu muat ulang halaman. Berhenti dengan Ctrl-C; semuanya lalu dihapus.", flush=True)
    stop = threading.Event()
    jobs = [threading.Thread(target=worker.run, args=(stop,), daemon=True)]
    jobs += [threading.Thread(target=watch, args=(WORKSHOP, stop, seen), daemon=True)]
    for job in jobs:
        job.start()
    try:
        server.serve_forever(poll_interval=0.2)
    finally:
        stop.set()
        server.server_close()
        for job in jobs:
            job.join(timeout=3)
        connection.close()


def watch(workshop: "Workshop", stop: threading.Event, seen: reading.Marks) -> None:
    """Reads the folder anew when it is otherwise than it was ``seen``, and tells on the terminal what came of it."""
    last = seen
    while not stop.wait(_LOOKS_EVERY):
        now = workshop.marks()
        if now == last and now != seen:
            seen = now
            try:
                tell(workshop.read(timezone.now()))
            except Exception:  # one bad text must not stop the reading of the next
                _log.exception("the folder could not be read")
            close_old_connections()
        last = now


def tell(state: "State") -> None:
    for mistake in state.reading.mistakes:
        print(mistake.finding, flush=True)
    if state.reading.may_run:
        print(f"Dibaca: versi {state.version} berjalan.", flush=True)
    elif state.version:
        print(f"Ada kesalahan; versi {state.version} tetap berjalan.", flush=True)
    else:
        print("Ada kesalahan; belum ada yang berjalan.", flush=True)
