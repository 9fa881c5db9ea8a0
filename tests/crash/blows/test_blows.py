"""Whatever strikes while people work, what somebody was told is there afterwards, once, and the work goes on.

People are told of an act when it has returned. That is written down apart, and compared in the end with the database:
rows of control cards by their seals, documents and letters by their bytes, numbers, payments, tickets and messages.
"""

import os
import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.campaign import LONG, campaign

from . import blows
from .place import Nursery, mounted, place
from .town import busy_town

MOST = 10**6 if LONG else 4  # of the cases that stand in the middle are taken to their end
KILLS = int(os.environ.get("KILLS", "600"))  # at length
_NOT_HERE = "not run: this machine lets nobody mount a disk"


@pytest.fixture
def nursery(transactional_db: None, tmp_path: Path) -> Iterator[Nursery]:
    busy_town(tmp_path)
    found = Nursery(tmp_path)
    yield found
    found.close()


class Campaign:
    def __init__(self, nursery: Nursery, folder: Path, record: Callable[[str, object], None]) -> None:
        self.nursery, self.folder, self.record = nursery, folder, record

    def struck(self, kind: str, blow: blows.Blow, number: int, *, on: Path | None = None) -> None:
        with place(self.nursery, self.folder / kind, on=on) as at:
            back = blow(at, number)
            found = at.reckoned(most=MOST)
        self.told(kind, f"{number} blows, {_figures(found)}, back after at most {max(back):.1f} s")
        assert found["told"] > 0, "people worked meanwhile"
        for wrong in ("odd", "lost", "doubled", "needless", "broken", "stuck"):
            assert found[wrong] == [], (kind, wrong)
        assert found["audit"] == ""

    def told(self, kind: str, said: str) -> None:
        self.record("figures", f"{connection.vendor}, {kind}: {said}")


def _figures(found: dict[str, Any]) -> str:
    counted = {name: len(found[name]) for name in ("lost", "doubled", "broken", "stuck")}
    words = ", ".join(f"{number} {name}" for name, number in counted.items())
    again = f"{found['unheard']} messages sent again, whose sender died or was one of {found['late']} that were late"
    return f"{found['told']} acts told, {words}, {again}"


@campaign
def test_what_people_were_told_is_there_once(
    nursery: Nursery, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    struck = Campaign(nursery, tmp_path / "pukulan", record_property)
    struck.folder.mkdir()
    struck.struck("killed with -9", blows.killed, KILLS if LONG else 6)
    struck.struck("paused", blows.paused, min(KILLS // 10, 200) if LONG else 1)
    struck.struck("killed while the clock jumps", blows.clock_jumps, KILLS // 5 if LONG else 2)
    if connection.vendor == "postgresql":
        struck.struck("sessions ended by the server", blows.terminated, KILLS // 5 if LONG else 2)
        struck.struck("connection refused", blows.refused, KILLS // 10 if LONG else 2)
    with mounted(tmp_path / "penuh", "-t", "tmpfs", "-o", "size=256m", "tmpfs") as disk:
        if disk:
            struck.struck("disk full", blows.disk_full, min(KILLS // 10, 200) if LONG else 1, on=disk)
        else:
            struck.told("disk full", _NOT_HERE)
    if connection.vendor == "sqlite":
        _power_cuts(struck, tmp_path, min(KILLS // 10, 200) if LONG else 1)


def _power_cuts(struck: Campaign, folder: Path, number: int) -> None:
    image = folder / "cakram"
    subprocess.run(["truncate", "--size=1G", image], check=True)
    subprocess.run(["/sbin/mkfs.ext4", "-q", image], check=True)
    with mounted(folder / "listrik", "-o", "loop", str(image)) as disk:
        if disk:
            blow = partial(blows.power_cut, image=image, disk=disk)
            struck.struck("power cut", blow, number, on=disk)
        else:
            struck.told("power cut", _NOT_HERE)
