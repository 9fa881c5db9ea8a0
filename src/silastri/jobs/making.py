"""Makes files in the background, beside the worker's other work: a long one keeps no message from leaving."""

import logging
import threading

from django.db import close_old_connections
from django.utils import timezone

from silastri.journey.assessments import folder
from silastri.journey.bundle import make as bundle
from silastri.journey.desk import export_cases
from silastri.journey.made_files import make
from silastri.journey.made_files.make import Maker
from silastri.journey.office_reports import paper
from silastri.journey.personal_data import copy
from silastri.journey.registers import long_ledger

_log = logging.getLogger("silastri.made_files")
_IDLE = 1.0  # seconds between looks when nothing waits
MAKERS: dict[str, Maker] = {
    export_cases.MAKER: export_cases.make_sheet,
    long_ledger.PAPER: long_ledger.make_paper,
    long_ledger.SHEET: long_ledger.make_sheet,
    paper.MAKER: paper.make_sheet,
    folder.MAKER: folder.make_folder,
    bundle.MAKER: bundle.make_bundle,
    copy.MAKER: copy.make_copy,
}


def run(stop: threading.Event) -> None:
    """Works until told to stop. If the database fails, it waits and goes on."""
    while not stop.is_set():
        try:
            busy = make.make_next(MAKERS, timezone.now)
        except Exception:  # the database is away: the worker must outlive it
            _log.exception("making failed")
            busy = False
            stop.wait(5)
        close_old_connections()
        if not busy:
            stop.wait(_IDLE)
