"""`silastri serve` whose processes are killed with -9: without a human pages answer and messages go out again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import httpx
import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from silastri.apps.messages.models import Message
from silastri.config.services import PRACTICE_MARK
from tests.adapters.messaging.started import free_port
from tests.campaign import tries
from tests.crash.sending import queue, until

WEB = 2
_PATIENCE = 30.0  # seconds: a request may wait for a process that has only begun


class Served:
    """The whole installation, on the database of the tests."""

    def __init__(self, home: Path) -> None:
        home.mkdir()
        (home / PRACTICE_MARK).touch()  # no message really goes out
        (home / "keys").symlink_to(settings.KEYS)
        self._port = free_port()
        ours = ("PYTHONDONTWRITEBYTECODE", "DJANGO_SETTINGS_MODULE")
        environment = {name: value for name, value in os.environ.items() if name not in ours}
        environment |= {"SILASTRI_HOME": str(home), "SILASTRI_DATABASE": _database(home)}
        command = [sys.executable, "-m", "silastri", "serve", "--port", str(self._port), "--processes", str(WEB)]
        self._log = (home / "log").open("wb")
        self.process = subprocess.Popen(command, env=environment, stdout=self._log, stderr=self._log)

    def answers(self) -> bool:
        try:
            return httpx.get(f"http://127.0.0.1:{self._port}/", timeout=_PATIENCE).status_code == 200
        except httpx.HTTPError:
            return False

    def of(self, kind: bytes) -> list[int]:
        """Its children that run that command: ``serve`` for those that serve pages, ``worker``."""
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        children = [int(pid) for task in tasks for pid in task.read_text().split()]
        return [pid for pid in children if kind in _command(pid)]

    def close(self) -> None:
        self.process.terminate()
        self.process.wait(30)
        self._log.close()


def _command(pid: int) -> list[bytes]:
    with suppress(FileNotFoundError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    return []


def _database(home: Path) -> str:
    said = connection.settings_dict
    if connection.vendor == "sqlite":
        (home / "silastri.sqlite3").symlink_to(said["NAME"])
        return ""
    return f"postgresql://{said['USER']}:{said['PASSWORD']}@{said['HOST']}:{said['PORT'] or 5432}/{said['NAME']}"


@pytest.fixture
def served(transactional_db: None, tmp_path: Path) -> Iterator[Served]:
    found = Served(tmp_path / "rumah")
    try:
        until(found.answers, 0.1)
        yield found
    finally:
        found.close()


def _killed(pids: list[int], watch: Callable[[], Callable[[], object]]) -> float:
    """Seconds until all is back, by what is watched for from then on."""
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    since = time.monotonic()
    until(watch(), 0.05)
    return time.monotonic() - since


def _sent() -> Callable[[], bool]:
    """Of a message that is queued now: one that a killed worker had in hand waits two minutes for its lease to end."""
    message, *_ = queue(1, timezone.now(), first=Message.objects.count())
    return lambda: Message.objects.get(pk=message.pk).state == "sent"


def test_a_process_that_dies_again_and_again_ends_neither_the_server_nor_the_other(
    served: Served, record_property: Callable[[str, object], None]
) -> None:
    """Granian alone takes that for a loop of crashes, and ends them all."""
    until(lambda: len(served.of(b"serve")) == WEB, 0.05)
    other, *_ = lasting = served.of(b"serve")
    back = []
    for _ in range(3):
        known = set(served.of(b"serve"))
        back.append(_killed(sorted(known - {other}), partial(_another, served, known)))
        assert served.answers()
    record_property("figures", f"{connection.vendor}, a web process killed {len(back)} times: {max(back):.1f} s")
    assert served.process.poll() is None
    assert set(lasting) & set(served.of(b"serve")) == {other}


def _another(served: Served, known: set[int]) -> Callable[[], bool]:
    return lambda: len(served.of(b"serve")) == WEB and not set(served.of(b"serve")) <= known


def test_pages_answer_and_messages_go_out_again_after_all_were_killed(
    served: Served, record_property: Callable[[str, object], None]
) -> None:
    until(_sent(), 0.05)
    pages, messages, whole = [], [], []
    for _ in range(tries(1, 20)):
        until(lambda: len(served.of(b"serve")) == WEB and served.of(b"worker"), 0.05)
        web, worker = served.of(b"serve"), served.of(b"worker")
        messages.append(_killed(worker, _sent))
        pages.append(_killed(web, lambda: served.answers))
        whole.append(_killed([], lambda: lambda: len(served.of(b"serve")) == WEB and served.of(b"worker")))
    record_property(
        "figures",
        f"{connection.vendor}, {len(pages)} times the worker, then all web processes killed with -9: pages answer "
        f"again after at most {max(pages):.1f} s, messages go out again after at most {max(messages):.1f} s",
    )
    assert served.process.poll() is None
