"""A place on this machine that answers by HTTP and remembers who asked: it must hear nothing, or what a test says."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self


class Canary:
    def __init__(self) -> None:
        self.heard: list[str] = []
        self._status, self._body = 200, b"{}"
        self._headers: dict[str, str] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def says(self, body: str) -> None:
        self._body = body.encode()

    def leads_to(self, url: str) -> None:
        self._status, self._headers = 302, {"Location": url}

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        canary = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                canary.heard.append(f"{self.command} {self.path}")
                self.send_response(canary._status)
                for name, value in canary._headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(canary._body)))
                self.end_headers()
                self.wfile.write(canary._body)

            do_POST = do_HEAD = do_GET  # noqa: N815 - as the library names them

            def log_message(self, format: str, *args: Any) -> None:
                pass

        return Handler
