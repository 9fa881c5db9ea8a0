"""What people were told: a line for each act, written after it returned. The file outlives whoever writes it.

A process that is killed while its line crosses from one page of the file's memory to the next leaves half a line:
nobody was told. So each line begins with an end of line, and what is no whole line is passed over.
"""

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_open: list[int] = []


def begin(path: str) -> None:
    _open[:] = [os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)]


def tell(act: str, **what: Any) -> None:
    said = json.dumps({"act": act, "by": os.getpid(), "at": time.time(), **what})
    os.write(_open[0], f"\n{said}\n".encode())


def lines(path: Path, last: int = 0) -> Iterator[dict[str, Any]]:
    """All of them, or those that stand whole in so many bytes at the end."""
    if path.exists():
        with path.open("rb") as file:
            file.seek(max(path.stat().st_size - last, 0) if last else 0)
            yield from filter(None, map(_read, file.read().splitlines()))


def _read(line: bytes) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads(line)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
