"""The kinds of blows. Each gives the seconds after each blow until the next act of which somebody was told."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

from django.db import connection

from .place import Place
from .proxy import Proxy

HANDS = 2
Blow = Callable[[Place, int], list[float]]


def killed(at: Place, blows: int) -> list[float]:
    """A process is killed with -9, and another goes on."""
    chance, back = Random("killed"), []
    for _ in range(blows):
        at.keep_hands(HANDS)
        time.sleep(chance.expovariate(1 / 0.15))
        pid = chance.choice(at.hands)
        at.kill(pid)
        since = time.time()
        at.add_hand()
        if len(back) < blows // 10 + 2:  # of each would take as long as the blows
            back.append(at.next_told(since))
    return back


def paused(at: Place, blows: int) -> list[float]:
    """A process stands still for longer than its lease, as on a machine that is moved, and goes on."""
    chance, back = Random("paused"), []
    for _ in range(blows):
        at.keep_hands(HANDS)
        time.sleep(chance.expovariate(1 / 0.3))
        pid = chance.choice(at.hands)
        os.kill(pid, signal.SIGSTOP)
        time.sleep(chance.uniform(2.5, 4))
        os.kill(pid, signal.SIGCONT)
        back.append(at.next_told(time.time()))
    return back


def clock_jumps(at: Place, blows: int) -> list[float]:
    """The same while each act may have another clock, up to three hours behind and twelve before."""
    at.jumps = True
    return killed(at, blows)


def terminated(at: Place, blows: int) -> list[float]:
    """The server ends all sessions, as when it is started anew."""
    chance, back = Random("terminated"), []
    for _ in range(blows):
        at.keep_hands(HANDS)
        time.sleep(chance.expovariate(1 / 0.3))
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = %s",
                [at.database["NAME"]],
            )
        back.append(at.next_told(time.time()))
    return back


def refused(at: Place, blows: int) -> list[float]:
    """The wire to the server is cut for a while."""
    chance, back = Random("refused"), []
    said = connection.settings_dict
    wire = Proxy(said["HOST"] or "127.0.0.1", int(said["PORT"] or 5432))
    at.database |= {"HOST": "127.0.0.1", "PORT": str(wire.port)}
    for _ in range(blows):
        at.keep_hands(HANDS)
        time.sleep(chance.expovariate(1 / 0.3))
        wire.cut()
        time.sleep(0.1 + chance.expovariate(1 / 0.3))
        wire.mend()
        since = time.time()
        at.keep_hands(HANDS)
        back.append(at.next_told(since))
    at.kill_all()
    wire.cut()
    at.database |= {"HOST": said["HOST"], "PORT": said["PORT"]}
    return back


def disk_full(at: Place, blows: int) -> list[float]:
    """Something else fills the disk, and is removed."""
    chance, back, ballast = Random("full"), [], at.files.parent / "pengganjal"
    for _ in range(blows):
        at.keep_hands(HANDS)
        time.sleep(chance.expovariate(1 / 0.3))
        _filled(ballast)
        time.sleep(0.2 + chance.expovariate(1 / 0.3))
        ballast.unlink()
        since = time.time()
        at.keep_hands(HANDS)
        back.append(at.next_told(since))
    return back


def _filled(ballast: Path) -> None:
    with suppress(OSError), ballast.open("wb", buffering=0) as filling:
        free = os.statvfs(ballast.parent)
        os.posix_fallocate(filling.fileno(), 0, max(free.f_bavail * free.f_frsize - 65536, 1))
        filling.seek(0, os.SEEK_END)
        while filling.write(bytes(4096)):
            pass


def power_cut(at: Place, blows: int, image: Path, disk: Path) -> list[float]:
    """All stand still; what the disk itself holds is all that is left, and they go on with it."""
    chance, back = Random("power"), []
    for _ in range(blows):
        at.keep_hands(HANDS)
        time.sleep(1 + chance.expovariate(1 / 0.8))
        at.stand_still()
        time.sleep(0.05)
        subprocess.run(["cp", "--sparse=always", image, f"{image}.sisa"], check=True)
        at.kill_all()
        subprocess.run(["umount", disk], check=True)
        Path(f"{image}.sisa").replace(image)
        subprocess.run(["mount", "-o", "loop", image, disk], check=True)
        since = time.time()
        at.keep_hands(HANDS)
        back.append(at.next_told(since))
    return back
