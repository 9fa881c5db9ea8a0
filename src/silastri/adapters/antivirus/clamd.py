"""Asks ClamAV's daemon over its own protocol (clamd(8)): one connection a file, the file in pieces, one line back."""

import socket
import struct
import time
from collections.abc import Iterator

from .port import NoAnswer

_PIECE = 256 * 1024
_CONNECT = 5.0  # seconds
_LONGEST_ANSWER = 4096


class Clamd:
    is_simulated = False

    def __init__(self, *, address: str | tuple[str, int], seconds: float = 30) -> None:
        """``address``: the path of a socket, or host and port. ``seconds``: for one file, from the first piece to the
        answer."""
        self._address = address
        self._seconds = seconds

    def found_in(self, content: bytes) -> str:
        answer = self._asked(b"zINSTREAM\0", *_pieces(content))
        verdict = answer.removeprefix("stream: ")
        if verdict == "OK":
            return ""
        if verdict.endswith(" FOUND"):
            return verdict.removesuffix(" FOUND")
        raise NoAnswer(answer or "an empty answer")  # too large for its StreamMaxLength, or out of memory

    def see_alive(self) -> None:
        if (answer := self._asked(b"zPING\0")) != "PONG":
            raise NoAnswer(answer or "an empty answer")

    def _asked(self, *parts: bytes) -> str:
        until = time.monotonic() + self._seconds
        try:
            with self._connected() as line:
                for part in parts:
                    line.settimeout(_left(until))
                    line.sendall(part)
                return _answer(line, until)
        except (OSError, ValueError) as error:
            raise NoAnswer(f"{type(error).__name__}: {error}") from None

    def _connected(self) -> socket.socket:
        if isinstance(self._address, tuple):
            return socket.create_connection(self._address, timeout=_CONNECT)
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(_CONNECT)
        try:
            line.connect(self._address)
        except OSError:
            line.close()
            raise
        return line


def _pieces(content: bytes) -> Iterator[bytes]:
    """Each with its length before it; a length of nothing ends the file."""
    for start in range(0, len(content), _PIECE):
        piece = content[start : start + _PIECE]
        yield struct.pack("!L", len(piece)) + piece
    yield struct.pack("!L", 0)


def _answer(line: socket.socket, until: float) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < _LONGEST_ANSWER:
        line.settimeout(_left(until))
        part = line.recv(_LONGEST_ANSWER)
        if not part:
            break
        said += part
    return said.rstrip(b"\0").decode("utf-8", "replace").strip()


def _left(until: float) -> float:
    if (left := until - time.monotonic()) <= 0:
        raise TimeoutError("it takes too long")
    return left
