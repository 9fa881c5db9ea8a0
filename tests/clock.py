"""A timestamp authority over HTTP (RFC 3161), which can be told to fail."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from asn1crypto import tsp

from silastri.adapters.signing.timestamp import TYPE_QUERY, TYPE_REPLY, OwnClock


@dataclass
class Served:
    url: str
    answers: str = "well"  # or: error, nonsense, rejection, other
    asked: list[str] = field(default_factory=list)


@contextmanager
def serving(clock: OwnClock) -> Iterator[Served]:
    served = Served("")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            served.asked.append(self.headers["Content-Type"])
            request = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            status, body = _answer(clock, request, served.answers)
            self.send_response(status)
            self.send_header("Content-Type", TYPE_REPLY)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        served.url = f"http://127.0.0.1:{server.server_address[1]}/"
        try:
            yield served
        finally:
            server.shutdown()


def _answer(clock: OwnClock, request: tsp.TimeStampReq, how: str) -> tuple[int, bytes]:
    if how == "error":
        return 503, b"sibuk"
    if how == "nonsense":
        return 200, b"<html>bukan stempel waktu</html>"
    if how == "rejection":
        return 200, tsp.TimeStampResp({"status": {"status": "rejection"}}).dump()
    if how == "other":
        request["message_imprint"]["hashed_message"] = bytes(32)
    return 200, clock.answer(request, at=datetime.now(UTC)).dump()


__all__ = ["TYPE_QUERY", "Served", "serving"]
