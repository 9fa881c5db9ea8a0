"""Where hands work: a copy of the database in which the town was built, a folder for files, and what was told."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection

from silastri.practice import sample
from tests.builders import MONDAY
from tests.crash.sending import until

from .told import lines

SPEED = 60.0  # a second is a minute here


class Nursery:
    """Starts hands."""

    def __init__(self, folder: Path) -> None:
        (folder / "scan.pdf").write_bytes(sample.scan("Berkas", MONDAY))
        self._process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "tests.crash.blows.nursery",
                str(connection.settings_dict["NAME"]),
                str(folder / "scan.pdf"),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        )

    def start(self, given: dict[str, Any]) -> int:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(f"{json.dumps(given)}\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def close(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()
        self._process.wait(20)


@dataclass
class Place:
    nursery: Nursery
    folder: Path  # for what is told, and for everything else where nothing else is said
    database: dict[str, Any]
    files: Path
    begun: float = field(default_factory=time.time)
    hands: list[int] = field(default_factory=list)
    started: int = 0
    wanted: int = 0  # so many hands are at work
    jumps: bool = False

    @property
    def told(self) -> Path:
        return self.folder / "told.jsonl"

    def _start(self, do: str, how: dict[str, Any]) -> int:
        given = {"do": do, "how": how, "database": self.database, "files": str(self.files), "told": str(self.told)}
        return self.nursery.start(given | {"answer": str(self.folder / "answer.json")})

    def add_hand(self) -> None:
        how = {"seed": f"hand/{self.started}", "begun": self.begun, "speed": SPEED, "jumps": self.jumps}
        self.started += 1
        self.hands.append(self._start("work", how))

    def keep_hands(self, number: int) -> None:
        """Some may have died with the database."""
        self.wanted = number
        self.hands = [pid for pid in self.hands if lives(pid)]
        while len(self.hands) < number:
            self.add_hand()

    def kill(self, pid: int) -> None:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        until(lambda: not lives(pid))
        self.hands.remove(pid)

    def kill_all(self) -> None:
        for pid in list(self.hands):
            self.kill(pid)

    def stand_still(self) -> None:
        for pid in self.hands:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGSTOP)

    def reckoned(self, *, most: int) -> dict[str, Any]:
        self.kill_all()
        answer = self.folder / "answer.json"
        answer.unlink(missing_ok=True)
        pid = self._start("reckon", {"passed": (time.time() - self.begun) * SPEED / 3600, "most": most})
        until(lambda: not lives(pid), 0.05)
        found: dict[str, Any] = json.loads(answer.read_text())
        assert "died" not in found, found["died"]
        return found

    def next_told(self, since: float) -> float:
        """Waits for an act of which somebody is told; seconds until then."""
        found: list[float] = []

        def is_there() -> bool:
            self.keep_hands(self.wanted)  # one blow may end all of them
            for one in lines(self.told, last=16_384):
                if one["at"] > since and one["act"] not in ("failed", "odd"):
                    found.append(one["at"] - since)
            return bool(found)

        until(is_there, 0.01)
        return min(found)


def lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@contextmanager
def place(nursery: Nursery, folder: Path, *, on: Path | None = None) -> Iterator[Place]:
    """``on``: the disk on which files lie, and the database where it is SQLite."""
    disk = on or folder
    (disk / "files").mkdir(mode=0o700, parents=True)
    folder.mkdir(exist_ok=True)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(disk / "salinan.sqlite3")])
        found = Place(nursery, folder, {"NAME": str(disk / "salinan.sqlite3")}, disk / "files")
        try:
            yield found
        finally:
            found.kill_all()
        return
    name, like = f"pukulan_{os.getpid()}", connection.settings_dict["NAME"]
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
    found = Place(nursery, folder, {"NAME": name}, disk / "files")
    try:
        yield found
    finally:
        found.kill_all()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def mounted(folder: Path, *what: str) -> Iterator[Path | None]:
    """A disk of its own; None where this machine lets nobody mount one."""
    folder.mkdir(parents=True, exist_ok=True)
    done = (
        subprocess.run(["mount", *what, str(folder)], capture_output=True, check=False)
        if shutil.which("mount")
        else None
    )
    if done is None or done.returncode:
        yield None
        return
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
