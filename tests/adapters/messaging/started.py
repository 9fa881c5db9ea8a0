"""Real servers of Debian that a test starts for itself on free ports, and ends again."""

import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import cycle
from pathlib import Path
from random import sample
from typing import Any, TypeVar

T = TypeVar("T")
_LONGEST = 30  # seconds: for a machine that is very busy
# Below those that the system gives to connections, one of which could take a port before its server does; and for each
# worker of the tests others.
_WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:])
_PORTS = cycle(sample(range(20_000 + 1_000 * _WORKER, 21_000 + 1_000 * _WORKER), 1_000))


def free_port() -> int:
    """Another one each time."""
    return next(filter(_can_be_had, _PORTS))


def _can_be_had(port: int) -> bool:
    with socket.socket() as found, suppress(OSError):
        found.bind(("127.0.0.1", port))
        return True
    return False


def until(found: Callable[[], T]) -> T:
    """What is found, once it is anything."""
    end = time.monotonic() + _LONGEST
    while not (there := found()):
        assert time.monotonic() < end, "nothing came"
        time.sleep(0.02)
    return there


def listens(port: int) -> bool:
    with socket.socket() as found:
        return found.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def running(command: list[str | Path], folder: Path, **more: Any) -> Iterator[subprocess.Popen[bytes]]:
    """What it says is in a file of its name in the folder."""
    with ExitStack() as stack, (folder / f"{Path(command[0]).name}.log").open("wb") as log:
        process = stack.enter_context(
            subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, umask=0o022, **more)
        )
        stack.callback(process.kill)
        yield process
