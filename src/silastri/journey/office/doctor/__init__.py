"""Looks the whole installation over and says, for somebody who is no programmer, what is wrong and what to do."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from . import database, files, machine, outside, work
from .check import Check, Finding, State, broken

_log = logging.getLogger("silastri.doctor")
# Whoever adds something that can fail adds its check here.
CHECKS: list[Check] = [
    Check("Ruang disk", machine.disk),
    Check("Memori", machine.memory),
    Check("Map data", machine.home),
    Check("Kunci", machine.keys),
    Check("Tempat berkas", files.place, is_quick=False),
    Check("Berkas tampilan", machine.static_files),
    Check("Basis data", database.answers),
    Check("Versi basis data", database.migrations),
    Check("Setelan basis data", database.settled),
    Check("Jam server", database.clock),
    Check("Keutuhan basis data", database.integrity, is_quick=False),
    Check("Isian tersegel", work.sealed),
    Check("Pekerja", work.worker),
    Check("Pekerjaan otomatis", work.duties),
    Check("Pengiriman pesan", work.channels),
    Check("Cadangan", work.backup),
    Check("Data pribadi", work.personal_data),
    Check("Sertifikat situs", outside.site_certificate, is_quick=False),
    Check("Sertifikat tanda tangan", outside.signing_certificates),
    Check("Jam dibanding server lain", outside.clocks, is_quick=False),
]


def examine(at: datetime, *, quick: bool = False) -> Iterator[Finding]:
    """What each check finds. One that cannot be done is itself something to look at."""
    for check in CHECKS:
        if check.is_quick or not quick:
            try:
                found = check.look(at)
            except Exception as error:  # whatever is broken, the other checks must be made
                _log.exception("check %s failed", check.name)
                remedy = "Lihat log server, lalu hubungi pembuat sistem bila tidak jelas."
                found = broken(f"Pemeriksaan ini tidak dapat dilakukan ({type(error).__name__}).", remedy)
            yield replace(found, name=check.name)


__all__ = ["CHECKS", "Check", "Finding", "State", "examine"]
