"""`silastri serve` begins again what died: the worker whatever the server forks at the same moment, and the web
processes as often as they die."""

import os
import signal
import subprocess
import sys
import time
from types import SimpleNamespace
from typing import Any

import pytest
from granian.server.mp import MPServer

from silastri.jobs import server

# Forks without pause, as the server does when web processes begin, while another thread starts commands.
FORKING = """
import os, signal, sys, threading, time
from silastri.jobs.server import start

done = threading.Event()

def begin():
    for _ in range(40):
        os.waitpid(start([sys.executable, "-S", "-c", ""]), 0)
    done.set()

forked = []
threading.Thread(target=begin, daemon=True).start()
while not done.is_set() and len(forked) < 400:
    pid = os.fork()
    if not pid:
        time.sleep(300)
        os._exit(0)
    forked.append(pid)
    time.sleep(0.005)
begun = done.wait(60)
for pid in forked:
    os.kill(pid, signal.SIGKILL)
os._exit(0 if begun else 1)
"""


@pytest.mark.once
def test_a_command_begins_while_the_server_forks() -> None:
    with subprocess.Popen([sys.executable, "-c", FORKING], start_new_session=True) as process:
        try:
            assert process.wait(120) == 0
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


class Hand:
    """Brings web processes down: what Granian's own loop sees of processes that live as long as they are told."""

    def __init__(self, served: Any, lives: list[float]) -> None:
        self.served, self.lives, self.begun = served, lives, 0

    def begin(self, made: object, workers: list[int], *_: object) -> None:
        """In place of forking: the process is there, and dies after its time, until there are no more lives."""
        self.begun += len(workers)
        if self.lives:
            self.die()
        else:
            self.served.signal_handler_interrupt()

    def die(self) -> None:
        born = time.monotonic() - self.lives.pop(0)
        self.served.wrks = [SimpleNamespace(birth=born), SimpleNamespace(birth=0.0)]
        self.served.interrupt_children.append(0)
        self.served.main_loop_interrupt.set()


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What was waited for, without waiting."""
    found: list[float] = []

    def wait(served: Any, pause: float) -> bool:
        found.append(pause)
        return not served.interrupt_signal

    monkeypatch.setattr(server, "_waited", wait)
    return found


def of_lives(monkeypatch: pytest.MonkeyPatch, *lives: float) -> Hand:
    served: Any = server._server("127.0.0.1", 0, 2)
    hand = Hand(served, list(lives))
    monkeypatch.setattr(MPServer, "_respawn_workers", lambda made, *given, **_: hand.begin(made, *given))
    hand.die()
    served._serve_loop(None, None)
    return hand


@pytest.mark.once
def test_a_process_that_dies_again_and_again_is_begun_each_time(
    monkeypatch: pytest.MonkeyPatch, waited: list[float]
) -> None:
    """Granian's loop gave up at the second; and the pause is never so long that nobody answers after ten seconds."""
    assert of_lives(monkeypatch, *[0.0] * 9).begun == 9
    assert waited == [1, 2, 4, 5, 5, 5, 5, 5, 5]


@pytest.mark.once
def test_one_that_had_lived_is_begun_at_once(monkeypatch: pytest.MonkeyPatch, waited: list[float]) -> None:
    assert of_lives(monkeypatch, 3600.0, 0.0, 0.0, 60.0, 0.0).begun == 5
    assert waited == [0, 1, 2, 0, 1]


@pytest.mark.once
def test_a_signal_while_it_waits_ends_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    def signalled(served: Any, _: float) -> bool:
        served.signal_handler_interrupt()
        return False

    monkeypatch.setattr(server, "_waited", signalled)
    assert of_lives(monkeypatch, 0.0).begun == 0
