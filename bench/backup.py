"""How fast a home is backed up, again when little is new, and restored; beside a bare copy of the same files.

    make bench-backup [MB=2000]

20 GB within 15 minutes are 23 MB/s.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from silastri.adapters.backup import database
from silastri.adapters.backup.restic import Restic

WANTED = 20_000 / (15 * 60)
FILE = 300_000  # bytes of a usual paper


def main() -> None:
    megabytes = int(os.environ.get("MB", "2000"))
    with tempfile.TemporaryDirectory(prefix="silastri-bench-") as folder:
        measure(Path(folder), megabytes)


def measure(folder: Path, megabytes: int) -> None:
    home, live = folder / "home", folder / "live.sqlite3"
    home.mkdir()
    files = fill(home / "files", megabytes)
    rows(live, megabytes // 10)
    size = megabytes + megabytes // 10
    print(f"{files} files, {size} MB in all, a tenth of them the database; {os.cpu_count()} cores")
    bare = timed(lambda: shutil.copytree(home / "files", folder / "copy"))
    told("a bare copy of the files", megabytes, bare)
    shutil.rmtree(folder / "copy")
    place = Restic().at(str(folder / "store"), "sandi")
    place.begin()

    def backup() -> None:
        database.copy_sqlite(live, home / "database")
        place.keep(home, ["files", "database"], [])

    first = timed(backup)
    told("the first backup", size, first)
    fill(home / "files", megabytes // 100, start=files)
    told("again, a hundredth is new", size, timed(backup))
    told("every byte checked", size, timed(lambda: place.check(whole=True)))
    told("restored", size, timed(lambda: place.restore(place.states()[0], folder / "to")))
    same = subprocess.run(["diff", "-r", home, folder / "to"], check=False).returncode == 0
    verdict = "fast enough" if size / first >= WANTED else "TOO SLOW, or the machine is busy"
    print(f"restored alike: {'yes' if same else 'NO'}; 20 GB in 15 minutes are {WANTED:.0f} MB/s: {verdict}")
    sys.exit(0 if same else 1)


def fill(to: Path, megabytes: int, start: int = 0) -> int:
    """Sealed files look like chance: nothing in them can be packed or found twice."""
    count = max(1, megabytes * 1_000_000 // FILE)
    for n in range(start, start + count):
        path = to / f"{n % 256:02x}" / str(n)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(os.urandom(FILE))
    return count


def rows(path: Path, megabytes: int) -> None:
    with sqlite3.connect(path) as made:
        made.execute("CREATE TABLE rows (n INTEGER PRIMARY KEY, said BLOB)")
        made.executemany("INSERT INTO rows (said) VALUES (?)", ((os.urandom(1000),) for _ in range(megabytes * 1000)))
    made.close()


def timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def told(what: str, megabytes: int, seconds: float) -> None:
    print(f"{what:28} {seconds:7.1f} s {megabytes / seconds:8.0f} MB/s")


if __name__ == "__main__":
    main()
