"""Commands as processes of their own, though the libraries are loaded once: one process loads what asks for no setting,
and forks for each command. Settings, models and pages are loaded by the command itself, in its own environment.

    python -m tests.commands.nursery DESCRIPTOR
"""

import atexit
import gc
import json
import os
import pkgutil
import select
import signal
import socket
import subprocess
import sys
import tempfile
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
_LONGEST = 100_000  # bytes of arguments and environment


class Command:
    """``silastri`` with these arguments, which runs; what it says is read as text."""

    def __init__(self, *arguments: str, env: dict[str, str], err: int | None = None) -> None:
        ours, theirs = os.pipe()
        self.stdout = os.fdopen(ours)
        told = {"arguments": arguments, "environment": env}
        self.pid = _asked(told, [theirs, theirs if err is None else err])
        os.close(theirs)
        self.returncode: int | None = None
        self._end = os.pidfd_open(self.pid)

    def poll(self) -> int | None:
        if self.returncode is None and select.select([self._end], [], [], 0)[0]:
            return self.wait()
        return self.returncode

    def send_signal(self, number: int) -> None:
        signal.pidfd_send_signal(self._end, number)

    def wait(self, timeout: float | None = None) -> int:
        if self.returncode is None:
            if not select.select([self._end], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired("silastri", timeout or 0)
            self.returncode = _asked({"ended": self.pid}, [])
            os.close(self._end)
        return self.returncode


def ran(*arguments: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """What a command said, and its exit code, once it has ended."""
    with tempfile.TemporaryFile("w+") as err:
        command = Command(*arguments, env=env, err=err.fileno())
        with command.stdout as out:
            said = out.read()
        code = command.wait()
        err.seek(0)
        return subprocess.CompletedProcess(arguments, code, said, err.read())


def _asked(told: dict[str, Any], descriptors: list[int]) -> int:
    line = _nursery()
    socket.send_fds(line, [json.dumps(told).encode()], descriptors)
    answer = line.recv(_LONGEST)
    assert answer, "the nursery has died"
    return int(answer)


@cache
def _nursery() -> socket.socket:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        arguments = [sys.executable, "-m", "tests.commands.nursery", str(theirs.fileno())]
        process = subprocess.Popen(arguments, cwd=ROOT, stdin=subprocess.DEVNULL, pass_fds=[theirs.fileno()])
    atexit.register(process.wait)
    atexit.register(ours.close)
    return ours


def main() -> None:
    line = socket.socket(fileno=int(sys.argv[1]))
    _load()
    gc.freeze()
    assert len(list(Path("/proc/self/task").iterdir())) == 1, "only what runs alone may fork"
    while True:
        said, descriptors, *_ = socket.recv_fds(line, _LONGEST, 2)
        if not said:
            return
        told = json.loads(said)
        if "ended" in told:
            answer = os.waitstatus_to_exitcode(os.waitpid(told["ended"], 0)[1])
        else:
            answer = os.fork()
            if not answer:
                break
        for descriptor in descriptors:
            os.close(descriptor)
        line.send(str(answer).encode())
    line.close()
    _become(told["arguments"], told["environment"], descriptors)


def _load() -> None:
    import silastri.adapters
    import silastri.domain

    for package in (silastri.domain, silastri.adapters):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            import_module(module.name)
    import_module("django.db.models")
    import_module("django.core.management")


def _become(arguments: list[str], environment: dict[str, str], descriptors: list[int]) -> None:
    for place, descriptor in enumerate(descriptors, 1):
        os.dup2(descriptor, place)
    for descriptor in set(descriptors):
        os.close(descriptor)
    os.environ.clear()
    os.environ |= environment
    tempfile.tempdir = None  # it is told by the environment
    sys.argv = ["silastri", *arguments]
    from silastri.commands.command import main

    main()


if __name__ == "__main__":
    main()
