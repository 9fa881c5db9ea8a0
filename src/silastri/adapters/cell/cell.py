"""A process of its own in which files are read, killed when a file takes more memory or time than it may.

Decoders of pictures and PDFs are large programs in C, and a file of two kilobytes can keep one busy for hours or make
it take all memory. The process is started when it is first needed and serves one file after another, so that a usual
file waits for nothing. After a file that killed it, a new one serves the next.
"""

import atexit
import os
import select
import socket
import struct
import subprocess
import sys
import time
from threading import Lock
from typing import Any

import cbor2

_PASSED_ON = ("PATH", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "TZ")  # no setting, no secret
_FILES_EACH = 200  # after so many a new process serves: libraries in C keep what they once took
_LARGEST_ANSWER = 128 * 1024 * 1024  # bytes
_SPARE = 3.0  # seconds of the clock beyond half as many again as a file's of the processor: other programs run too
_WAIT = 30.0  # seconds to wait for the file of somebody else
LENGTH = struct.Struct(">I")


class Killed(Exception):
    """The file passed a limit, or ended the process otherwise."""


class Busy(Exception):
    """Others' files took all the time."""


class Cell:
    """One process, used by all threads in turn."""

    def __init__(self, module: str, *, memory: int) -> None:
        """``module``: what runs in the process. ``memory``: the most address space, in bytes."""
        self._module, self._memory = module, memory
        self._lock = Lock()
        self._child: _Child | None = None
        atexit.register(self.close)

    def ask(self, act: str, *given: Any, seconds: int) -> tuple[str, Any]:
        """The answer of an act of the module, a word and a value, within so many seconds of the processor.

        Raises Killed, Busy.
        """
        if not self._lock.acquire(timeout=_WAIT):
            raise Busy
        try:
            return self._asked(cbor2.dumps([act, seconds, *given]), time.monotonic() + 1.5 * seconds + _SPARE)
        finally:
            self._lock.release()

    def _asked(self, request: bytes, until: float) -> tuple[str, Any]:
        child = self._ready()
        try:
            child.send(request, until)
            word, value = cbor2.loads(child.receive(until))
        except (OSError, EOFError, ValueError) as error:
            self._end()
            raise Killed(repr(error)) from None
        return word, value

    def _ready(self) -> "_Child":
        """A process that serves this one: after a fork, the parent's is left to the parent."""
        child = self._child
        if child and child.owner != os.getpid():
            child.line.close()
            child = self._child = None
        if child and (child.served >= _FILES_EACH or child.program.poll() is not None):
            self._end()
            child = None
        if child is None:
            child = self._child = _Child(self._module, self._memory)
        child.served += 1
        return child

    def _end(self) -> None:
        child, self._child = self._child, None
        if child:
            child.end()

    def close(self) -> None:
        if self._child and self._child.owner == os.getpid():
            self._end()


class _Child:
    def __init__(self, module: str, memory: int) -> None:
        self.line, theirs = socket.socketpair()
        self.owner, self.served = os.getpid(), 0
        with theirs:
            self.program = subprocess.Popen(  # noqa: S603 - our own module
                [sys.executable, "-m", module, str(theirs.fileno()), str(memory)],
                env={name: os.environ[name] for name in _PASSED_ON if name in os.environ},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,  # a terminal's ^C is not meant for it; it ends with its line
            )

    def send(self, content: bytes, until: float) -> None:
        self.line.settimeout(max(0.1, until - time.monotonic()))
        self.line.sendall(LENGTH.pack(len(content)))
        self.line.sendall(content)

    def receive(self, until: float) -> bytes:
        (length,) = LENGTH.unpack(self._exactly(LENGTH.size, until))
        if length > _LARGEST_ANSWER:
            raise ValueError("the answer is too large")
        return self._exactly(length, until)

    def _exactly(self, length: int, until: float) -> bytes:
        found = bytearray()
        while len(found) < length:
            if not select.select([self.line], [], [], max(0.0, until - time.monotonic()))[0]:
                raise TimeoutError
            part = self.line.recv(min(1 << 20, length - len(found)))
            if not part:
                raise EOFError
            found += part
        return bytes(found)

    def end(self) -> None:
        self.line.close()
        self.program.kill()
        self.program.wait()
