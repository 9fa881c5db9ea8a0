"""Real servers of Debian that a test starts for itself on free ports, and ends again."""

import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
_LONGEST = 30  # seconds: for a machine that is very busy


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


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
