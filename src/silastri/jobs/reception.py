"""Stands between the clients and the pages: a request comes in whole before a page begins, and an answer leaves whole.

The pages of a process share one thread (docs/why/0007). A citizen with a weak line sends his documents for minutes;
meanwhile only the event loop waits for him.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from asgiref.wsgi import WsgiToAsgi

from silastri.domain.number import sent_back

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]

_IN_MEMORY = 1024 * 1024
_PIECE = 256 * 1024


class _Gone(Exception):
    """The client hung up, or sent nothing for too long."""


class Reception:
    """An ASGI application that serves a WSGI application.

    `largest` is in bytes: a longer request is not received, and the application sees its length and no body.
    `patience` is how many seconds a client may send nothing; then he is dropped and no page begins.
    """

    def __init__(self, application: Wsgi, *, largest: int, patience: float = 60) -> None:
        self._application = WsgiToAsgi(_answered_whole(application))  # type: ignore[no-untyped-call]
        self._largest = largest
        self._patience = patience

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        with _held() as answer:
            start: Message = {}

            async def receive_part() -> Message:
                if not 0 < _length(scope) <= self._largest:
                    return {"type": "http.request", "body": b"", "more_body": False}
                return await _part(receive, self._patience)

            async def hold(message: Message) -> None:
                if message["type"] == "http.response.start":
                    start.update(message)
                else:
                    answer.write(message.get("body", b""))

            try:
                await self._application(scope, receive_part, hold)
            except _Gone:
                return
            await send(start)
            await _send_body(answer, send)


def _held() -> "SpooledTemporaryFile[bytes]":
    return SpooledTemporaryFile(max_size=_IN_MEMORY)


def _length(scope: Message) -> int:
    """What the client says that he sends; 0 if he does not say it, for Django reads nothing then."""
    length = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
    return max(0, sent_back(length.decode("latin-1")))


async def _part(receive: Receive, patience: float) -> Message:
    try:
        message = await asyncio.wait_for(receive(), patience)
    except TimeoutError as late:
        raise _Gone from late
    if message["type"] == "http.disconnect":
        raise _Gone
    return message


async def _send_body(answer: IO[bytes], send: Send) -> None:
    left = answer.tell()
    answer.seek(0)
    while left > _PIECE:
        await send({"type": "http.response.body", "body": answer.read(_PIECE), "more_body": True})
        left -= _PIECE
    await send({"type": "http.response.body", "body": answer.read(), "more_body": False})


def _answered_whole(application: Wsgi) -> Wsgi:
    """Closes the answer when it is made, as WSGI asks; `WsgiToAsgi` does not, and hands over each little piece."""

    def answered(environ: dict[str, Any], start_response: Any) -> Iterator[bytes]:
        output = application(environ, start_response)
        with _held() as whole:
            try:
                whole.writelines(output)
            finally:
                getattr(output, "close", lambda: None)()
            whole.seek(0)
            yield from iter(lambda: whole.read(_PIECE), b"")

    return answered
