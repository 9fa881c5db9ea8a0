"""`silastri serve` begins again what died: the worker whatever the server forks at the same moment, and the server."""

import os
import signal
import subprocess
import sys
from typing import Any

import pytest

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


class Fake:
    """A server that ends as it is told: after a signal, because its processes die, or because it cannot begin."""

    begun = 0

    def __init__(self, ends: str, *, stopped_later: bool = False) -> None:
        self.ends, self._stopped_later = ends, stopped_later
        self.interrupt_signal, self.interrupt_children = False, [0] if ends == "crash loop" else []
        self._hooks: list[Any] = []

    def on_startup(self, hook: Any) -> None:
        self._hooks.append(hook)

    def signal_handler_interrupt(self) -> None:
        self.interrupt_signal = True

    def serve(self) -> None:
        Fake.begun += 1
        for hook in self._hooks:
            hook()
        self.interrupt_signal |= self._stopped_later or self.ends == "signal"
        if self.ends != "signal" and not (self._hooks and self.interrupt_signal):
            raise SystemExit(1)


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What was waited for, without waiting."""
    waited: list[float] = []

    def wait(ended: Fake, pause: float) -> bool:
        waited.append(pause)
        return not ended.interrupt_signal

    monkeypatch.setattr(server, "_waited", wait)
    Fake.begun = 0
    return waited


def served(*ends: Any) -> None:
    servers = iter(one if isinstance(one, Fake) else Fake(one) for one in ends)
    server._keep_serving(lambda: next(servers))


@pytest.mark.once
def test_the_server_begins_again_where_its_processes_die_at_once(at_once: list[float]) -> None:
    served("crash loop", "crash loop", "crash loop", "signal")
    assert Fake.begun == 4
    assert at_once == [1, 2, 4]
    served(*["crash loop"] * 9, "signal")
    assert at_once[-1] == 30, "it asks no more often than that"


@pytest.mark.once
def test_the_server_ends_by_a_signal_or_where_it_cannot_begin(at_once: list[float]) -> None:
    with pytest.raises(SystemExit):
        served("cannot begin")
    with pytest.raises(SystemExit):
        served(Fake("crash loop", stopped_later=True))
    assert at_once == []


@pytest.mark.once
def test_a_signal_that_comes_between_two_servers_is_obeyed(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = Fake("crash loop"), Fake("crash loop")
    made = iter((first, second))

    def next_one() -> Any:
        one = next(made)
        first.interrupt_signal = one is second  # as soon as the next one is made
        return one

    monkeypatch.setattr(server, "_waited", lambda *_: True)
    server._keep_serving(next_one)
    assert second.interrupt_signal
