"""People at browsers over HTTP: each with cookies and a line of his own, which may be slow. The meter keeps how long
each answer took and what failed: no answer, none in time, or a fault of the server.
"""

import http.client
import re
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.core.files.uploadedfile import UploadedFile

from silastri.practice.walk.page import WebForm
from silastri.practice.walk.visitor import Lost, Visitor

PATIENCE = 30.0  # seconds until a browser gives up
_HOPS, _SLICE = 5, 0.1
_PART = b"batas-bagian"


class Meter:
    def __init__(self) -> None:
        self.times: dict[str, list[float]] = {}
        self.failed: list[str] = []
        self._lock = threading.Lock()

    def took(self, name: str, seconds: float) -> None:
        with self._lock:
            self.times.setdefault(name, []).append(seconds)

    def fail(self, what: str) -> None:
        with self._lock:
            self.failed.append(what)

    def within(self, share: float, *names: str) -> float:
        """Milliseconds within which that share of the answers came, of all kinds or of these."""
        found = sorted(one for name, taken in self.times.items() if not names or name in names for one in taken)
        return found[min(len(found) - 1, int(len(found) * share))] * 1000 if found else float("nan")

    def __str__(self) -> str:
        total = sum(map(len, self.times.values()))
        return f"{total:,} answers, p50 {self.within(0.5):.0f} ms, p95 {self.within(0.95):.0f} ms"


class Answer:
    def __init__(self, status: int, headers: Any, content: bytes) -> None:
        self.status_code, self.headers, self.content = status, headers, content
        self.redirect_chain: list[tuple[str, int]] = []


class Wire:
    """As much of Django's test client as a visitor uses. ``speed`` is what the line sends, in bytes a second; 0 is as
    much as there is."""

    def __init__(self, port: int, meter: Meter, *, kind: str = "page", speed: int = 0) -> None:
        self.port, self.meter, self.kind, self.speed = port, meter, kind, speed
        self.cookies: dict[str, str] = {}
        self.page = "/"
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)

    def get(self, path: str, data: dict[str, Any] | None = None, *, follow: bool = True) -> Answer:
        return self._followed(self.ask("GET", path + (f"?{urlencode(data)}" if data else "")), path)

    def post(self, path: str, data: dict[str, Any], *, follow: bool = True) -> Answer:
        body, kind = encoded(data)
        return self._followed(self.ask("POST", path, body, {"Content-Type": kind}), path)

    def ask(self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> Answer:
        """Raises Lost where no answer comes."""
        site = f"http://localhost:{self.port}"
        said = {"Host": f"localhost:{self.port}", "Origin": site, "Referer": f"{site}{self.page}"}
        said["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            answer = self._answered(method, path, body, said | (headers or {}))
        except (OSError, http.client.HTTPException) as error:
            self.close()
            self.meter.fail(f"{self.kind}: {method} {_plain(path)}: {type(error).__name__}")
            raise Lost(f"{method} {path}: {type(error).__name__}") from error
        if answer.status_code >= 500:
            self.meter.fail(f"{self.kind}: {method} {_plain(path)}: {answer.status_code}")
        return answer

    def close(self) -> None:
        self._line.close()

    def _answered(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        was_idle = self._line.sock is not None
        try:
            return self._exchanged(method, path, body, headers)
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            self._line.close()
            if not was_idle:
                raise
            return self._exchanged(method, path, body, headers)  # as a browser does where the server let go of a line

    def _exchanged(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        began = time.perf_counter()
        self._line.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in headers.items():
            self._line.putheader(name, value)
        if body:
            self._line.putheader("Content-Length", str(len(body)))
        self._line.endheaders()
        self._send(body)
        if self.speed:
            began = time.perf_counter()  # what the server takes, without the line
        got = self._line.getresponse()
        answer = Answer(got.status, got.headers, got.read())
        self.meter.took(self.kind, time.perf_counter() - began)
        for cookie in got.headers.get_all("Set-Cookie") or ():
            name, _, rest = cookie.partition("=")
            self.cookies[name] = rest.split(";")[0]
        return answer

    def _send(self, body: bytes) -> None:
        if not self.speed:
            self._line.send(body)
            return
        each = max(1, int(self.speed * _SLICE))
        for start in range(0, len(body), each):
            self._line.send(body[start : start + each])
            time.sleep(_SLICE)

    def _followed(self, answer: Answer, path: str) -> Answer:
        chain: list[tuple[str, int]] = []
        while answer.status_code in (301, 302, 303, 307, 308) and len(chain) < _HOPS:
            to = urlsplit(answer.headers["Location"])
            path = to.path + (f"?{to.query}" if to.query else "")
            chain.append((path, answer.status_code))
            answer = self.ask("GET", path)
        self.page, answer.redirect_chain = path, chain
        return answer


class Person(Visitor):
    def __init__(self, name: str, wire: Wire) -> None:
        super().__init__(name)
        self.wire = wire
        self._client: Any = wire

    def come_in(self, person: int) -> "Person":
        """By the button of the demo."""
        page = self.open("/masuk/")
        token = next(form.values["csrfmiddlewaretoken"] for form in page.forms if form.method == "post")
        self.send(WebForm(f"/demo/masuk/{person}/", "post", set(), {"csrfmiddlewaretoken": token}, []))
        if self.path == "/masuk/":
            raise Lost(f"{self.name}: cannot sign in")
        return self

    def again(self) -> "Person":
        """The same person at another window."""
        wire = Wire(self.wire.port, self.wire.meter, kind=self.wire.kind)
        wire.cookies = dict(self.wire.cookies)
        return Person(self.name, wire)


def encoded(data: dict[str, Any]) -> tuple[bytes, str]:
    """What a form sends, and its media type."""
    if not any(isinstance(value, UploadedFile) for value in data.values()):
        return urlencode(data).encode(), "application/x-www-form-urlencoded"
    pieces = []
    for name, value in data.items():
        is_file = isinstance(value, UploadedFile)
        more = f'; filename="{value.name}"\r\nContent-Type: {value.content_type}' if is_file else ""
        head = f'--{_PART.decode()}\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'
        pieces.append(head.encode() + (value.read() if is_file else str(value).encode()))
    return b"\r\n".join([*pieces, b"--" + _PART + b"--\r\n"]), f"multipart/form-data; boundary={_PART.decode()}"


def _plain(path: str) -> str:
    """Without what is of one case alone."""
    return re.sub(r"[A-Z]{2,5}-[\w-]+|\d+", "…", path.partition("?")[0])


def at_pace(works: Sequence[Callable[[], None]], seconds: float, meter: Meter) -> int:
    """Begins each work at its time, spread over so many seconds, whatever became of those before; waits for all. How
    many failed."""
    began, broken = time.monotonic(), []

    def run(work: Callable[[], None]) -> None:
        try:
            work()
        except Exception as error:
            broken.append(f"{type(error).__name__}: {error}")

    threads = []
    for n, work in enumerate(works):
        time.sleep(max(0.0, began + n * seconds / len(works) - time.monotonic()))
        threads.append(threading.Thread(target=run, args=(work,)))
        threads[-1].start()
    for thread in threads:
        thread.join()
    for line in sorted({one[:300] for one in broken})[:5]:
        print(f"  did not come to its end: {line}", flush=True)
    for line in sorted(set(meter.failed))[:8]:
        print(f"  failed: {line}, {meter.failed.count(line)} times", flush=True)
    return len(broken)
