"""Seals anew with the newest key in the background, beside the worker's other work."""

import logging
import threading

from django.core.files.storage import default_storage
from django.db import close_old_connections
from django.utils import timezone

from silastri.apps.accounts import broken, resealing
from silastri.apps.accounts.resealing import Batch, Indexes
from silastri.apps.cases.models import Case
from silastri.apps.catalog import queries as catalog
from silastri.apps.complaints.models import Complaint
from silastri.apps.complaints.operations import digest_of
from silastri.apps.registry.models import RegistryEntry
from silastri.apps.registry.queries import short_index
from silastri.domain import sealing
from silastri.journey.apply.submit import holder_index

_log = logging.getLogger("silastri.keys")
_IDLE = 10.0  # seconds between looks when nothing waits
_BREATH = 0.05  # seconds between batches, for whoever waits to write


def run(stop: threading.Event) -> None:
    """Works until told to stop. If the database fails, it waits and goes on."""
    while not stop.is_set():
        try:
            busy = resealing.step(timezone.now(), INDEXES, files)
        except Exception:  # the database is away: the worker must outlive it
            _log.exception("sealing anew failed")
            busy = False
        close_old_connections()
        stop.wait(_BREATH if busy else _IDLE)


def files(after: str, most: int) -> Batch:
    """Of the file store."""
    batch = Batch()
    for name in default_storage.names(after):  # type: ignore[attr-defined]
        batch.seen += 1
        try:
            batch.changed += default_storage.reseal(name)  # type: ignore[attr-defined]
        except (sealing.CannotOpen, OSError):
            broken.alarm(f"{broken.A_FILE}{name}")
            batch.broken += 1
        if batch.seen == most:
            batch.last = name
            break
    return batch


def _of_case(case: Case) -> dict[str, str]:
    if not case.holder_index:
        return {}
    return {"holder_index": holder_index(case, catalog.definition(case.version_id).standard)}


def _of_entry(entry: RegistryEntry) -> dict[str, str]:
    return {"nik_index": short_index(entry.sealed["nik"]), "kk_index": short_index(entry.sealed["kk"])}


INDEXES: Indexes = {
    Case: _of_case,
    RegistryEntry: _of_entry,
    Complaint: lambda complaint: {"digest": digest_of(complaint.text)},
}
