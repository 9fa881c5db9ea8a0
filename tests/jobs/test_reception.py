"""What the pages see of a client: a request that is whole, and never a line that is slow."""

import asyncio
import threading
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from silastri.jobs.reception import Message, Reception


class Pages:
    """A WSGI application that remembers what it was asked."""

    def __init__(self, answer: Iterable[bytes] = (b"baik",)) -> None:
        self.asked: list[tuple[str, bytes]] = []
        self.answer = answer
        self.closed = 0

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        length = int(environ.get("CONTENT_LENGTH") or 0)
        self.asked.append((environ["PATH_INFO"], environ["wsgi.input"].read(length)))
        start_response("200 OK", [("Content-Type", "text/plain"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")])
        return _Output(self)


class _Output:
    def __init__(self, pages: Pages) -> None:
        self.pages = pages

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.pages.answer)

    def close(self) -> None:
        self.pages.closed += 1


class Client:
    """What a client sends comes when the test puts it in; what he is sent is kept."""

    def __init__(self, path: str = "/", length: int | None = None, method: str = "POST", query: bytes = b"") -> None:
        self.sends: asyncio.Queue[Message] = asyncio.Queue()
        self.got: list[Message] = []
        self.reads = asyncio.Event()
        self.reads.set()
        headers = [] if length is None else [(b"content-length", str(length).encode())]
        self.scope: Message = {"type": "http", "method": method, "path": path, "query_string": query}
        self.scope |= {"http_version": "1.1", "headers": headers}

    def part(self, body: bytes, *, more: bool = False) -> None:
        self.sends.put_nowait({"type": "http.request", "body": body, "more_body": more})

    def hang_up(self) -> None:
        self.sends.put_nowait({"type": "http.disconnect"})

    async def send(self, message: Message) -> None:
        await self.reads.wait()
        self.got.append(message)

    @property
    def body(self) -> bytes:
        return b"".join(message["body"] for message in self.got if message["type"] == "http.response.body")

    def come(self, server: Reception) -> "asyncio.Task[None]":
        return asyncio.create_task(server(self.scope, self.sends.get, self.send))


async def _a_while() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


def test_a_page_begins_when_the_request_is_whole_and_others_are_answered_meanwhile() -> None:
    async def run() -> None:
        pages = Pages()
        server = Reception(pages, largest=1000)
        slow = [Client(f"/lambat/{n}", length=6) for n in range(20)]
        waiting = [client.come(server) for client in slow]
        for client in slow:
            client.part(b"abc", more=True)
        await _a_while()
        quick = Client("/cepat")
        await quick.come(server)
        assert quick.body == b"baik"
        assert pages.asked == [("/cepat", b"")]
        for client in slow:
            client.part(b"def")
        await asyncio.gather(*waiting)
        assert sorted(pages.asked[1:]) == sorted((f"/lambat/{n}", b"abcdef") for n in range(20))

    asyncio.run(run())


def test_who_reads_slowly_holds_no_page() -> None:
    async def run() -> None:
        pages = Pages(answer=[b"x" * 1000] * 3000)
        server = Reception(pages, largest=1000)
        slow, quick = Client("/lambat"), Client("/cepat")
        slow.reads.clear()
        waiting = slow.come(server)
        await quick.come(server)
        assert len(quick.body) == 3_000_000
        assert slow.got == []
        slow.reads.set()
        await waiting
        assert slow.body == quick.body
        assert pages.closed == 2

    asyncio.run(run())


def test_whoever_looks_does_not_wait_for_what_others_send() -> None:
    """A photo that takes its time, and a second one behind it."""
    go_on = threading.Event()

    def pages(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        assert environ["REQUEST_METHOD"] == "GET" or go_on.wait(10)
        start_response("200 OK", [])
        return [environ["REQUEST_METHOD"].encode()]

    async def run() -> None:
        server = Reception(pages, largest=1000)
        senders = [Client().come(server) for _ in range(2)]
        await _a_while()
        look = Client(method="GET")
        await asyncio.wait_for(look.come(server), 10)
        assert look.body == b"GET"
        assert not any(one.done() for one in senders)
        go_on.set()
        await asyncio.gather(*senders)

    asyncio.run(run())


def test_who_looked_and_hung_up_in_line_begins_no_page_but_what_was_sent_is_done() -> None:
    go_on = threading.Event()
    asked: list[str] = []

    def pages(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        asked.append(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}")
        assert environ["PATH_INFO"] != "/lambat" or go_on.wait(10)
        start_response("200 OK", [])
        return [b"baik"]

    async def run() -> None:
        server = Reception(pages, largest=1000)
        first = [Client("/lambat", method=method).come(server) for method in ("GET", "POST")]
        await _a_while()
        gone, stays, sent = Client("/pergi", method="GET"), Client("/tetap", method="GET"), Client("/kirim")
        others = [client.come(server) for client in (gone, stays, sent)]
        await _a_while()
        gone.hang_up()
        sent.hang_up()
        await _a_while()
        go_on.set()
        await asyncio.gather(*first, *others)
        assert sorted(asked) == ["GET /lambat", "GET /tetap", "POST /kirim", "POST /lambat"]
        assert (gone.got, stays.body) == ([], b"baik")

    asyncio.run(run())


def test_an_address_of_other_bytes_is_refused_in_a_sentence() -> None:
    async def run() -> None:
        client = Client(method="GET", query="cari=é".encode())
        await client.come(Reception(Pages(), largest=1000))
        assert (client.got[0]["status"], client.body) == (400, b"Alamat atau kepala permintaan ini tidak bisa dibaca.")

    asyncio.run(run())


def test_who_hangs_up_or_falls_silent_begins_no_page() -> None:
    async def run() -> None:
        pages = Pages()
        gone, silent = Client(length=6), Client(length=6)
        gone.part(b"abc", more=True)
        gone.hang_up()
        silent.part(b"abc", more=True)
        await gone.come(Reception(pages, largest=1000))
        await silent.come(Reception(pages, largest=1000, patience=0.01))
        assert (pages.asked, gone.got, silent.got) == ([], [], [])

    asyncio.run(run())


@pytest.mark.parametrize(
    ("length", "largest", "body"),
    [
        (6, 6, b"abcdef"),
        (6, 5, b""),  # too long: the pages refuse by the length alone, nothing is received
        (None, 6, b""),  # a body without a length: Django reads none either
    ],
)
def test_what_is_too_long_is_not_received(length: int | None, largest: int, body: bytes) -> None:
    async def run() -> None:
        pages = Pages()
        client = Client(length=length)
        client.part(b"abcdef")
        await client.come(Reception(pages, largest=largest))
        assert pages.asked == [("/", body)]
        assert client.sends.empty() is bool(body)

    asyncio.run(run())


def test_an_answer_keeps_its_headers() -> None:
    async def run() -> None:
        client = Client()
        await client.come(Reception(Pages(), largest=1000))
        cookies = [value for name, value in client.got[0]["headers"] if name == b"set-cookie"]
        assert (client.got[0]["status"], cookies) == (200, [b"a=1", b"b=2"])

    asyncio.run(run())
