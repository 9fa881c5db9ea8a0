"""Reads an XLSX in a process of its own, which ends when the file takes more memory or time than it may.

A sheet of two cells in opposite corners makes the library ask for half a terabyte, and its own process does not survive
that; a file of one megabyte may unpack to gigabytes. So this module is also a program: it is given a path, and writes
each row as a line of JSON. A line that is a text and no list says why the file is refused.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from typing import IO, Any

import python_calamine

MEMORY = 768 * 1024 * 1024  # bytes of address space: 600,000 rows of ten columns fit, for which 512 MB are too few
SECONDS = 120  # of the processor, six times what such a sheet takes
_PASSED_ON = ("PATH", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "TZ")  # no setting, no secret
_PLAIN = (str, bool, int, float)


def begin(path: str) -> subprocess.Popen[bytes]:
    """The program that reads the file; its rows are lines of its ``stdout``. Whoever began it ends it."""
    return subprocess.Popen(
        [sys.executable, "-m", __name__, path, str(MEMORY)],
        env={name: os.environ[name] for name in _PASSED_ON if name in os.environ},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _confine(memory: int) -> None:
    """No more than that address space and time, no file written, no image of the memory when it ends badly."""
    bounds = {"AS": memory, "CPU": SECONDS, "FSIZE": 0, "CORE": 0}
    for name, most in bounds.items():
        kind = getattr(resource, f"RLIMIT_{name}")
        _, allowed = resource.getrlimit(kind)
        bound = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
        resource.setrlimit(kind, (bound, bound))


def rows(path: str) -> Iterator[list[Any] | str]:
    """The cells of each row; or, last, a text that says why the file is refused."""
    try:
        book = python_calamine.CalamineWorkbook.from_path(path)
        if filled := _filled_beside(book):
            yield f"berkas memuat lebih dari satu lembar berisi: {', '.join(filled)}. Simpan tiap lembar sendiri."
            return
        for cells in book.get_sheet_by_index(0).iter_rows():
            yield [cell if isinstance(cell, _PLAIN) else str(cell) for cell in cells]
    except (python_calamine.CalamineError, OSError, IndexError) as error:
        yield f"berkas XLSX rusak atau terpotong ({error})"


def _filled_beside(book: python_calamine.CalamineWorkbook) -> list[str]:
    """What does not fit on one sheet goes on on the next; whoever reads the first alone loses people."""
    return [name for name in book.sheet_names[1:] if book.get_sheet_by_name(name).end is not None]


def _write(found: Iterator[list[Any] | str], to: IO[bytes]) -> None:
    for row in found:
        to.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")


if __name__ == "__main__":
    _confine(int(sys.argv[2]))
    _write(rows(sys.argv[1]), sys.stdout.buffer)
