"""The loop inside such a process: takes an act and what it is given, answers, and takes the next.

It knows no setting and no secret, opens no file for writing, and ends when its line is closed.
"""

import resource
import socket
import sys
from collections.abc import Callable
from typing import Any

import cbor2

from .cell import LENGTH

Answer = Callable[[str, list[Any]], tuple[str, Any]]  # of an act and what it is given: a word and a value


def run(answer: Answer) -> None:
    """As ``cell`` starts it: the line's number and the most address space stand behind the module's name."""
    confine(int(sys.argv[2]))
    serve(socket.socket(fileno=int(sys.argv[1])), answer)


def serve(line: socket.socket, answer: Answer) -> None:
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
