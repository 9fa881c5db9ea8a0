"""The example gateway: its sockets, and what all its channels share."""

import hashlib
import socket
import sys
import threading
import time
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from typing import Any, Self

from silastri.domain.number import is_digits

from . import control
from .behaviour import Behaviour
from .callbacks import Callbacks, Maker
from .exchange import SIMULATION, Answer, Answers, Request, as_json
from .fate import Fate, Limits, News, Verdict, drawn, news
from .kannel import Kannel
from .kept import Sent, Store
from .mail import MailServer
from .place import Place
from .sms import Sms
from .whatsapp import WhatsApp

_LARGEST = 8 * 1024 * 1024
_HANGS = 600.0  # seconds
_CODES = {Fate.TOO_MANY: 130429, Fate.TOO_OFTEN: 131056}


class Gateway:
    """Serves until closed. ``port`` 0 takes any free one. What ``control_port`` serves stays there when the gateway
    plays dead; ``mail_port`` None serves no mail."""

    def __init__(
        self,
        place: Place | None = None,
        *,
        address: str = "127.0.0.1",
        port: int = 0,
        control_port: int = 0,
        mail_port: int | None = 0,
    ) -> None:
        """Raises OSError when a port is taken."""
        self.place, self.store, self.callbacks = place or Place(), Store(), Callbacks()
        self.stopping, self._limits, self._address = threading.Event(), Limits(), address
        self.whatsapp, self.sms = WhatsApp(self), Sms(self)
        self._channels = (self.whatsapp.answer, self.sms.answer, Kannel(self).answer)
        self._front: _Server | None = _Server(address, port, self.answer, self.stopping)
        self.port = self._front.server_port
        self._control = _Server(address, control_port, partial(control.answer, self), self.stopping)
        self.control_port = self._control.server_port
        self._mail = MailServer(address, mail_port, self, self.stopping) if mail_port is not None else None
        self.mail_port = self._mail.server_address[1] if self._mail else 0
        self.behave(self.place.behaviour)

    @property
    def url(self) -> str:
        return f"http://{self._address}:{self.port}"

    @property
    def control_url(self) -> str:
        return f"http://{self._address}:{self.control_port}"

    def answer(self, request: Request) -> Answer:
        """Of the front, where providers answer; its other paths are those of the control."""
        behaviour = self.place.behaviour
        for channel in () if behaviour.down else self._channels:
            if (found := channel(request)) is not None:
                return Answer(
                    found.status, found.body, found.kind, found.headers, behaviour.delay, found.cut, found.hangs
                )
        if behaviour.down and not control.is_ours(request):
            return Answer(503, b"<html>Service unavailable (SIMULASI)</html>", kind="text/html")
        return control.answer(self, request)

    def behave(self, behaviour: Behaviour) -> None:
        """``closed`` closes the front, so that connections are refused as if the machine was off."""
        self.place.behave(behaviour)
        if behaviour.down == "closed" and self._front:
            self._front.close()
            self._front = None
        elif behaviour.down != "closed" and self._front is None:
            self._front = _Server(self._address, self.port, self.answer, self.stopping)

    def judged(self, sent: Sent) -> Verdict:
        """What becomes of a message that is given over now."""
        behaviour = self.place.taken()
        passed = self._limits.passed(behaviour, sent, time.monotonic())
        tries = self.store.tried(sent)
        chance = Random(f"{self.place.seed}/{sent.key}/{tries}")
        verdict = Verdict(passed, behaviour, _CODES[passed]) if passed else drawn(behaviour, chance)
        self.store.count(verdict.fate)
        return verdict

    def kept(self, sent: Sent, verdict: Verdict, one_id: str, *, outside_window: bool = False) -> list[News]:
        """Keeps a message, and says what will be told of it."""
        self.store.accept(sent, one_id, time.time(), answered=verdict.fate is Fate.ACCEPTED)
        chance = Random(f"{self.place.seed}/{sent.key}/news")
        return news(verdict.behaviour, chance, outside_window=outside_window)

    def plan(self, after: float, maker: Maker, piece: Any) -> None:
        self.callbacks.plan(after, maker, piece)

    def heard(self, one_id: str, heard: str) -> None:
        self.store.heard(one_id, heard)

    def user_id(self, number: str) -> str:
        """The provider's own name for whoever has that number."""
        return f"ID.{int(hashlib.sha256(number.encode()).hexdigest()[:14], 16)}" if number else ""

    def hides_number(self, number: str) -> bool:
        return Random(f"{self.place.seed}/{number}").random() < self.place.behaviour.without_number

    def settled(self, seconds: float) -> bool:
        """Waits until all news was told."""
        until = time.monotonic() + seconds
        while self.callbacks.waiting and time.monotonic() < until:
            time.sleep(0.02)
        return not self.callbacks.waiting

    def close(self) -> None:
        self.stopping.set()
        self.callbacks.close()
        servers = [server for server in (self._front, self._control, self._mail) if server]
        closing = [threading.Thread(target=server.close) for server in servers]  # each takes a moment to notice
        for one in closing:
            one.start()
        for one in closing:
            one.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, address: str, port: int, answer: Answers, stopping: threading.Event) -> None:
        super().__init__((address, port), partial(_Handler, answer, stopping))
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def handle_error(self, request: object, client_address: object) -> None:
        """Ignores errors: the caller may have gone, which is often wanted here."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    def close(self) -> None:
        self.shutdown()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    server_version, sys_version, protocol_version = "SILASTRI-simulasi", "", "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # head and body leave in one packet

    def __init__(self, answer: Answers, stopping: threading.Event, *args: object) -> None:
        self._answer, self._stopping = answer, stopping
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        length = self.headers.get("Content-Length", "0")
        if not is_digits(length) or int(length) > _LARGEST:
            self.close_connection = True
            self._send(as_json(413, {"error": "too large"}))
            return
        body = self.rfile.read(int(length))
        headers = {name.lower(): value for name, value in self.headers.items()}
        path, _, query = self.path.partition("?")
        self._send(self._answer(Request(self.command, path, query, headers, body)))

    do_POST = do_PUT = do_DELETE = do_GET  # noqa: N815 - the base class finds them by these names

    def _send(self, answer: Answer) -> None:
        if answer.hangs:
            self._stopping.wait(_HANGS)
        elif answer.wait:
            self._stopping.wait(answer.wait)
        if answer.cut or answer.hangs:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.send_response(answer.status)
        for name, value in {**answer.headers, SIMULATION[0]: SIMULATION[1], "Content-Type": answer.kind}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        """Logs nothing, since addresses hold a number or a token."""
