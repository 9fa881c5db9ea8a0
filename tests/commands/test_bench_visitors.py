"""The people of the benches: what they count as failed, and that they come at their time."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from silastri.practice.walk.visitor import Lost

BENCH = Path(__file__).parent.parent.parent / "bench"


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(BENCH))
    import visitors

    return visitors


class _Site(BaseHTTPRequestHandler):
    """Answers by the path that is asked for."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.path == "/gone":
            self.close_connection = True
            return
        status = {"/broken": 500, "/wrong": 404, "/from": 302}.get(self.path, 200)
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/to")
        self.send_header("Set-Cookie", "who=warga; Path=/")
        body = f"{self.headers.get('Cookie')} {self.path}".encode()
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = self.path == "/last"  # without a word of it, as of an idle line

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def port() -> Iterator[int]:
    server = HTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def test_only_faults_and_missing_answers_fail(bench: Any, port: int) -> None:
    meter = bench.Meter()
    wire = bench.Wire(port, meter)
    assert wire.get("/from").content == b"who=warga /to", "with the cookie, and where it was sent on to"
    assert wire.get("/wrong").status_code == 404 and not meter.failed
    wire.get("/broken")
    assert meter.failed == ["page: GET /broken: 500"]
    wire.close()
    with pytest.raises(Lost):
        wire.get("/gone")
    assert meter.failed[1:] == ["page: GET /gone: RemoteDisconnected"]
    assert len(meter.times["page"]) == 4
    wire.close()


def test_a_line_that_was_let_go_is_tried_once_more(bench: Any, port: int) -> None:
    meter = bench.Meter()
    wire = bench.Wire(port, meter)
    wire.get("/last")
    assert wire.get("/to").status_code == 200
    assert not meter.failed
    wire.close()


def test_a_slow_line_sends_all_bit_by_bit(bench: Any, port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr(bench.time, "sleep", waited.append)
    wire = bench.Wire(port, bench.Meter(), speed=10_000)
    file = SimpleUploadedFile("a.jpg", b"x" * 2500, "image/jpeg")
    answer = wire.post("/", {"persyaratan": "ktp", "berkas": file})
    assert sum(waited) == pytest.approx(len(answer.content) / 10_000, abs=0.1)
    assert b'name="persyaratan"\r\n\r\nktp\r\n' in answer.content
    assert b"x" * 2500 in answer.content
    wire.close()


def test_works_begin_at_their_time_whatever_became_of_the_others(bench: Any) -> None:
    meter, begun, free = bench.Meter(), [], threading.Event()

    def waits() -> None:
        begun.append("waits")
        assert free.wait(10)

    def fails() -> None:
        begun.append("fails")
        raise RuntimeError("lost")

    def frees() -> None:
        begun.append("frees")
        free.set()

    assert bench.at_pace([waits, fails, frees], 0.1, meter) == 1
    assert sorted(begun) == ["fails", "frees", "waits"]


def test_a_share_of_the_answers(bench: Any) -> None:
    meter = bench.Meter()
    for n in range(1, 101):
        meter.took("page" if n % 2 else "photo", n / 1000)
    assert (meter.within(0.5), meter.within(0.99), meter.within(0.99, "page")) == (51, 100, 99)
