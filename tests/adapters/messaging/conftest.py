"""A tiny HTTP server that answers as a test tells it, for adapters that speak to providers."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from .started import free_port

HANG = "hang"  # the request is read, and no answer ever comes
CUT = "cut"  # the request is read, and the connection breaks in the middle of the answer


@dataclass(frozen=True, slots=True)
class Said:
    """One answer of the provider."""

    status: int = 200
    body: Any = None  # what JSON can hold, bytes as they are, or HANG or CUT
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Heard:
    """One request that the provider got."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Provider:
    """Gives the answers that it was told, one for each request, and the last one from then on."""

    def __init__(self) -> None:
        self.answers: list[Said] = []
        self.heard: list[Heard] = []
        self.ended = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def says(self, body: Any, status: int = 200, **headers: str) -> None:
        self.answers.append(Said(status, body, {name.replace("_", "-"): value for name, value in headers.items()}))

    def stop(self) -> None:
        self.ended.set()
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers.get("content-length", 0))
                headers = {name.lower(): value for name, value in self.headers.items()}
                provider.heard.append(Heard(self.command, self.path, headers, self.rfile.read(length)))
                said = provider.answers.pop(0) if len(provider.answers) > 1 else provider.answers[0]
                if said.body == HANG:
                    provider.ended.wait(20)
                    return
                self._answer(said)

            do_GET = do_POST  # noqa: N815

            def _answer(self, said: Said) -> None:
                content = said.body if isinstance(said.body, bytes) else json.dumps(said.body).encode()
                self.send_response(said.status)
                for name, value in said.headers.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(len(content) + (100 if said.body == CUT else 0)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                pass

        return Handler


@pytest.fixture
def provider() -> Iterator[Provider]:
    made = Provider()
    yield made
    made.stop()


@pytest.fixture(scope="session")
def nobody() -> str:
    """An address where nothing listens."""
    return f"http://127.0.0.1:{free_port()}"
