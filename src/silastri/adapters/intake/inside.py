"""The program inside the process that decodes files: takes an act and its file, answers, and takes the next.

It is started by ``cell``, knows no setting and no secret, opens no file for writing, and ends when its line is closed.
"""

import resource
import socket
import sys
from collections.abc import Callable
from typing import Any

import cbor2

from . import mark, pdf, photo, sheets, tidy
from .cell import LENGTH
from .port import NotAccepted

_TOO_LARGE = "Berkas ini terlalu besar untuk dibuka. Perkecil atau pindai ulang, lalu kirim lagi."
ACTS: dict[str, Callable[..., Any]] = {
    "tidy": tidy.tidy,
    "small": photo.small,
    "codes": sheets.codes,
    "picture": sheets.picture,
    "text": sheets.text,
    "find": sheets.find,
    "pages": sheets.pages,
    "content": pdf.content,
    "mark_picture": mark.picture,
    "mark_pdf": mark.pdf,
}


def answer(act: str, given: list[Any]) -> tuple[str, Any]:
    """``done`` and what was made, ``refused`` and a sentence, or ``failed`` and what went wrong."""
    try:
        return "done", ACTS[act](*given)
    except NotAccepted as refused:
        return "refused", str(refused)
    except MemoryError:
        return "refused", _TOO_LARGE
    except Exception as error:  # a malicious file may bring a decoder to raise anything
        return "failed", f"{type(error).__name__}: {error}"[:500]


def serve(line: socket.socket) -> None:
    while header := _exactly(line, LENGTH.size):
        (length,) = LENGTH.unpack(header)
        act, seconds, *given = cbor2.loads(_exactly(line, length))
        _allow(seconds)
        said = cbor2.dumps(answer(act, given))
        line.sendall(LENGTH.pack(len(said)))
        line.sendall(said)


def confine(memory: int) -> None:
    """No more address space than ``memory`` bytes, no file written, no image of the memory when it ends badly."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _allow(seconds: int) -> None:
    """So many seconds of the processor from now on; then the system ends the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))


def _exactly(line: socket.socket, length: int) -> bytes:
    found = bytearray()
    while len(found) < length:
        part = line.recv(min(1 << 20, length - len(found)))
        if not part:
            return b""
        found += part
    return bytes(found)


if __name__ == "__main__":
    confine(int(sys.argv[2]))
    serve(socket.socket(fileno=int(sys.argv[1])))
