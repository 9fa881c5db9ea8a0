"""Pages and steps over HTTP: 16 clients on a served demo with many cases; how soon it starts, what it weighs.

    python bench/served.py                      20,000 cases on PostgreSQL
    CASES=100000 python bench/served.py         as the table asks

The clients ask one after the other, each when it has its answer; one request of six is a step. The clients run on the
same machine, and take their share of it. The worker rests meanwhile: the cases that were copied have no files.
"""

import gzip
import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urljoin

from databases import fresh
from keys import tell
from step_keys import _environment

CASES = int(os.environ.get("CASES", "20000"))
SECONDS = float(os.environ.get("SECONDS", "20"))
CLIENTS = 16
PORT = int(os.environ.get("PORT", "9160"))
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_LOADED = re.compile(
    r'<(?:script[^>]*\ssrc|link[^>]*rel="(?:stylesheet|preload|icon)"[^>]*href|img[^>]*\ssrc)="([^"]+)"'
)


def main() -> None:
    if "--fill" in sys.argv:
        fill()
        return
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "DEMO").touch()
        alone(_environment(home / "fresh", "") | {"SILASTRI_DEMO": ""})
        with fresh("served") as database:
            environment = _environment(home, database)
            known = json.loads(_python([__file__, "--fill"], environment))
            with served(environment, "--no-worker"):
                size, loaded = weight()
                tell("first_page_kb", size / 1000, on="any", note=f"with {loaded} files, as compressed")
                under_load(known)


def alone(environment: dict[str, str]) -> None:
    """A home with tables and nothing else, on SQLite: the small server that is the default."""
    Path(environment["SILASTRI_HOME"]).mkdir()
    with served(environment):
        pass  # tables, keys and compressed files are made
    began = time.perf_counter()
    with served(environment) as process:
        tell("start_s", time.perf_counter() - began, on="SQLite", note="a home that was used before")
        time.sleep(3)
        tell("rss_mb", memory(process.pid) / 1e6, on="SQLite", note="after a start; two web processes and the worker")


def fill() -> None:
    import django

    sys.path.insert(0, str(Path(__file__).parent.parent))
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from stepper import _cases, _fill

    from silastri.apps.letters.models import Letter
    from tests.builders import a_case, a_town

    town = a_town()
    done = a_case(town, None)
    refs = _cases(town, "verifikasi", "ahli_muda", 0)
    _fill(town, CASES * done.runs.count())
    letter = Letter.objects.filter(case=done, state="signed")[0]
    print(json.dumps({"refs": refs, "officer": town.officer("ahli_muda").pk, "code": letter.code}))


@contextmanager
def served(environment: dict[str, str], *more: str) -> Iterator[subprocess.Popen[bytes]]:
    """From the first answer on."""
    command = [sys.executable, "-m", "silastri", "serve", "--port", str(PORT), *more]
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command, env=environment | {"SILASTRI_STATIC_NAMES": "hashed"}, stdout=subprocess.DEVNULL, stderr=said
        )
        try:
            for _ in range(1200):
                try:
                    answer = Client().get("/")
                    assert answer[0] == 200, answer
                    break
                except OSError:
                    time.sleep(0.05)
            else:
                raise RuntimeError("the server does not answer")
            yield process
        finally:
            process.terminate()
            process.wait(timeout=30)


class Client:
    """A browser with its cookies, on one connection."""

    def __init__(self) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, body: str | None = None) -> tuple[int, bytes, Any]:
        headers = {"Accept-Encoding": "gzip", "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Origin"] = headers["Referer"] = f"http://localhost:{PORT}"
        headers["Host"] = f"localhost:{PORT}"
        answer = self._answer(method, path, body, headers)
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, rest = cookie.partition("=")
            self.cookies[name] = rest.split(";")[0]
        return answer.status, answer.read(), answer.headers

    def _answer(self, *asked: Any) -> http.client.HTTPResponse:
        """As a browser does, once more where the server let go of an idle connection."""
        try:
            self.line.request(*asked)
            return self.line.getresponse()
        except http.client.RemoteDisconnected:
            self.line.close()
            self.line.request(*asked)
            return self.line.getresponse()

    def get(self, path: str) -> tuple[int, str]:
        status, content, headers = self.ask("GET", path)
        return status, _text(content, headers)

    def post(self, path: str, **fields: str) -> int:
        return self.ask("POST", path, urlencode(fields | {"csrfmiddlewaretoken": self.token}))[0]

    def come_in(self, person: int) -> None:
        self.token = self._token("/masuk/")
        assert self.post(f"/demo/masuk/{person}/") == 302
        self.token = self._token("/petugas/")

    def _token(self, path: str) -> str:
        found = _TOKEN.search(self.get(path)[1])
        assert found, path
        return found[1]


def _text(content: bytes, headers: Any) -> str:
    return (gzip.decompress(content) if headers.get("Content-Encoding") == "gzip" else content).decode(errors="replace")


def weight() -> tuple[int, int]:
    """Bytes of the home page and of what it loads at once, as they go over the line."""
    client = Client()
    _, content, headers = client.ask("GET", "/")
    files = sorted(set(_LOADED.findall(_text(content, headers))))
    sizes = [len(client.ask("GET", urljoin("/", name))[1]) for name in files if not name.startswith("data:")]
    return len(content) + sum(sizes), len(sizes)


def memory(pid: int) -> int:
    """Of a process and all below it; what they share is counted once."""
    children = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True).stdout.split()
    told = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    return int(told[1]) * 1024 + sum(memory(int(child)) for child in children) if told else 0


def under_load(known: dict[str, Any]) -> None:
    clients = []
    for _ in range(CLIENTS):
        client = Client()
        client.come_in(known["officer"])
        clients.append(client)
    times: dict[str, list[float]] = {}
    failed: list[str] = []
    until = time.monotonic() + SECONDS
    share = len(known["refs"]) // CLIENTS
    parts = [known["refs"][n * share : (n + 1) * share] for n in range(CLIENTS)]
    threads = [
        threading.Thread(target=_use, args=(client, part, known["code"], until, times, failed))
        for client, part in zip(clients, parts, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for name, taken in sorted(times.items()):
        ordered = sorted(taken)
        p50, p95 = statistics.median(ordered) * 1000, ordered[int(len(ordered) * 0.95)] * 1000
        print(f"  {name:12} {len(ordered) / SECONDS:7.1f} /s   p50 {p50:7.1f} ms   p95 {p95:7.1f} ms", flush=True)
    for line in failed[:5]:
        print(f"  failed: {line}")
    note = "" if CASES >= 100_000 else f"at {CASES:,} cases"
    reads = sorted(one for name, taken in times.items() if name != "a step" for one in taken)
    steps = sorted(times["a step"])
    note_failed = f"{note + ', ' if note else ''}{len(failed)} of {len(reads) + len(steps)} failed"
    tell("read_p95_ms", reads[int(len(reads) * 0.95)] * 1000, note=note_failed)
    tell("write_p95_ms", steps[int(len(steps) * 0.95)] * 1000, note=note_failed)


def _use(
    client: Client,
    cases: list[tuple[str, int]],
    code: str,
    until: float,
    times: dict[str, list[float]],
    failed: list[str],
) -> None:
    """One officer's day, over and over, until the time is over or nothing waits for him."""
    for ref, turn in cases:
        for name, path in (
            ("inbox", "/petugas/"),
            ("search", f"/petugas/?{urlencode({'cari': ref})}"),
            ("case page", f"/petugas/permohonan/{ref}/"),
            ("tracking", f"/lacak/{ref}/"),
            ("verify", f"/S/{code}"),
        ):
            _timed(times, failed, name, lambda path=path: client.get(path)[0], 200)
        step = f"/petugas/permohonan/{ref}/putuskan/"
        fields = {"giliran": str(turn), "keputusan": "lanjut", "catatan": ""}
        _timed(times, failed, "a step", lambda step=step, fields=fields: client.post(step, **fields), 302)
        if time.monotonic() > until:
            return


def _timed(times: dict[str, list[float]], failed: list[str], name: str, ask: Any, wanted: int) -> None:
    began = time.perf_counter()
    try:
        status = ask()
    except OSError as error:
        failed.append(f"{name}: {error}")
        return
    times.setdefault(name, []).append(time.perf_counter() - began)
    if status != wanted:
        failed.append(f"{name}: {status}")


def _python(command: list[str], environment: dict[str, str]) -> str:
    return subprocess.run(
        [sys.executable, *command], env=environment, check=True, capture_output=True, text=True
    ).stdout


if __name__ == "__main__":
    main()
