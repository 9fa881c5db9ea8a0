"""The sockets of the fake service: one for its interface, which can be closed, and one for setting its behaviour."""

import sys
import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

from silastri.adapters.signing.bsre.words import SIMULATION

from . import control, service
from .exchange import Answer, Answers, Request
from .mood import Mood
from .world import World

_HOST = "127.0.0.1"
_LARGEST = 64 * 1024 * 1024


class Fake:
    """Serves until closed. ``port`` 0 takes any free port; the page that sets its behaviour is on ``control_port``."""

    def __init__(self, world: World, port: int = 0, control_port: int = 0) -> None:
        """Raises OSError when a port is taken."""
        self.world, self.stopping = world, threading.Event()
        self._service: _Server | None = _Server(port, partial(service.answer, world), self.stopping)
        self.port = self._service.server_port
        self._control = _Server(control_port, partial(control.answer, self), self.stopping)
        self.control_port = self._control.server_port

    @property
    def url(self) -> str:
        return f"http://{_HOST}:{self.port}"

    @property
    def control_url(self) -> str:
        return f"http://{_HOST}:{self.control_port}"

    def tell(self, mood: Mood) -> None:
        """Sets the behaviour. ``mati`` closes the socket, so that connections are refused as if the machine was off."""
        self.world.tell(mood)
        if mood.name == "mati" and self._service:
            self._service.close()
            self._service = None
        elif mood.name != "mati" and self._service is None:
            self._service = _Server(self.port, partial(service.answer, self.world), self.stopping)

    def close(self) -> None:
        self.stopping.set()
        for server in (self._service, self._control):
            if server:
                server.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, port: int, answer: Answers, stopping: threading.Event) -> None:
        super().__init__((_HOST, port), partial(_Handler, answer, stopping))
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def handle_error(self, request: object, client_address: object) -> None:
        """Ignores errors: the caller may have gone, which is often wanted here."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    def close(self) -> None:
        self.shutdown()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    server_version, sys_version = "SILASTRI-simulasi", ""

    def __init__(self, answer: Answers, stopping: threading.Event, *args: object) -> None:
        self._answer, self._stopping = answer, stopping
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length) if length <= _LARGEST else b""
        headers = {name.lower(): value for name, value in self.headers.items()}
        self._send(self._answer(Request(self.command, self.path, headers, body)))

    do_POST = do_GET  # noqa: N815 - the base class finds it by this name

    def _send(self, answer: Answer) -> None:
        if answer.wait:
            self._stopping.wait(answer.wait)
        if answer.cut == "anything":
            return
        self.send_response(answer.status)
        for name, value in {**answer.headers, SIMULATION: "simulasi, bukan BSrE", "Content-Type": answer.kind}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body[: len(answer.body) // 2] if answer.cut else answer.body)

    def log_message(self, *_: object) -> None:
        """Logs nothing, since addresses hold a NIK."""
