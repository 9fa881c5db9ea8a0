"""Stands between the clients and the pages: a request comes in whole before a page begins, and an answer leaves whole.

A process has two threads for its pages (docs/why/0007): whoever only looks stands in one line, whoever sends something
in another. A photo that is looked through, or a letter that is signed, keeps nobody waiting who reads. A citizen with a
weak line sends his documents for minutes; meanwhile only the event loop waits for him. For whoever looks and hung up
before his turn, no page begins: he has pressed "reload", and stands in the line again. What was sent is always done.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from asgiref.wsgi import WsgiToAsgiInstance

from silastri.domain.number import sent_back

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]

_NOT_READ = "Alamat atau kepala permintaan ini tidak bisa dibaca."
_LOOKS = ("GET", "HEAD", "OPTIONS")
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
        self._application = application
        self._largest = largest
        self._patience = patience
        self._looks, self._sends = (ThreadPoolExecutor(1, f"pages-{line}") for line in ("looks", "sends"))

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        with _held() as body, _held() as answer:
            try:
                await self._received(scope, receive, body)
            except _Gone:
                return
            if scope["method"] in _LOOKS:
                begun = await self._seen(scope, receive, body, answer)
            else:
                begun = await self._run(self._sends, scope, body, answer)
            if begun is not None:
                await send(begun)
                await _send_body(answer, send)

    async def _seen(self, scope: Message, receive: Receive, body: IO[bytes], answer: IO[bytes]) -> Message | None:
        """None for a client who hung up while he stood in line."""
        gone = asyncio.ensure_future(_hangs_up(receive))
        try:
            return await self._run(self._looks, scope, body, answer, gone)
        finally:
            gone.cancel()

    async def _run(self, line: ThreadPoolExecutor, *asked: Any) -> Message | None:
        return await asyncio.get_running_loop().run_in_executor(line, _answered, self._application, *asked)

    async def _received(self, scope: Message, receive: Receive, body: IO[bytes]) -> None:
        """Raises _Gone."""
        more = 0 < _length(scope) <= self._largest
        while more:
            message = await _part(receive, self._patience)
            body.write(message.get("body", b""))
            more = message.get("more_body", False)
        body.seek(0)


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


async def _hangs_up(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _send_body(answer: IO[bytes], send: Send) -> None:
    left = answer.tell()
    answer.seek(0)
    while left > _PIECE:
        await send({"type": "http.response.body", "body": answer.read(_PIECE), "more_body": True})
        left -= _PIECE
    await send({"type": "http.response.body", "body": answer.read(), "more_body": False})


def _answered(
    application: Wsgi,
    scope: Message,
    body: IO[bytes],
    answer: IO[bytes],
    gone: "asyncio.Future[None] | None" = None,
) -> Message | None:
    """Writes what the page answers, and gives its status and headers; None if he is gone. Runs in a thread of the
    pages."""
    if gone is not None and gone.done():
        return None
    bridge = WsgiToAsgiInstance(application)  # type: ignore[no-untyped-call]
    bridge.scope = scope
    try:
        environ = bridge.build_environ(scope, body)  # type: ignore[no-untyped-call]
    except ValueError:  # an address that is not ASCII, or a hundred headers of one name
        answer.write(_NOT_READ.encode())
        return {
            "type": "http.response.start",
            "status": 400,
            "headers": [(b"content-type", b"text/plain; charset=utf-8")],
        }
    output = application(environ, bridge.start_response)
    try:
        answer.writelines(output)
    finally:
        getattr(output, "close", lambda: None)()
    begun: Message = bridge.response_start
    return begun
