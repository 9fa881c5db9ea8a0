"""People who work while something strikes: hands on the web nodes, which tell each act, and browsers outside, of which
some only look and some send applications."""

import json
import re
import subprocess
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
from django.utils import timezone

from silastri.practice import sample
from silastri.practice.walk.visitor import Lost
from silastri.web.questions import in_parts
from tests.builders import today
from tests.crash.blows.told import tell

from .browser import Browser, wire
from .cluster import WEBS, Cluster

TOLD, SCAN = "/srv/shared/told.jsonl", "/srv/shared/scan.pdf"
INSIDE = "cd /opt/silastri && set -a && . /etc/silastri.env && export PYTHONPATH=src:. && exec .venv/bin/python -m"
_SERVICE = "/layanan/contoh/izin-keramaian/"
_FOR_ALL = ("/", "/layanan/", "/layanan/contoh/izin-keramaian/", "/kantor/contoh/", "/lacak/{ref}/")
_NOTED = "/permohonan/{ref}/"  # every look at somebody's data is written into the access log
_OWN = ("/permohonan/", _NOTED)
_ENOUGH = (409, 429)  # an account has as many drafts, or handed in as many files, as it may in a day


class Hands:
    """One on each web node, as in the campaign of crashes."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._nurseries: dict[str, subprocess.Popen[str]] = {}
        self._started = 0

    def keep(self) -> None:
        """Those whose machine died are there again where it is."""
        for name in WEBS:
            nursery = self._nurseries.get(name)
            if (nursery is None or nursery.poll() is not None) and self._cluster[name].lives:
                self._begin(name)

    def _begin(self, name: str) -> None:
        command = self._cluster[name].inside(
            "/bin/sh", "-c", f"{INSIDE} tests.crash.blows.nursery silastri {SCAN} 2>>/var/log/hands.log"
        )
        nursery = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._nurseries[name] = nursery
        how = {"seed": f"{name}/{self._started}", "begun": time.time(), "speed": 0, "jumps": False}
        self._started += 1
        given = {"do": "work", "how": how, "database": {}, "files": "/srv/shared/files", "told": TOLD}
        assert nursery.stdin and nursery.stdout
        nursery.stdin.write(json.dumps(given) + "\n")
        nursery.stdin.flush()
        nursery.stdout.readline()

    def end(self) -> None:
        for name in self._nurseries:
            if self._cluster[name].lives:
                self._cluster[name].run("pkill -9 -f tests.crash.blows.nursery", check=False)
        for nursery in self._nurseries.values():
            nursery.kill()
            nursery.wait(20)


class Beside:
    """Does something again and again in a thread until it is told to end."""

    def __init__(self, work: Callable[[], None]) -> None:
        self._work, self._stop = work, threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while not self._stop.is_set():
            self._work()

    def end(self) -> None:
        self._stop.set()
        self._thread.join(60)


class Looker:
    """Opens pages; tells what came of each."""

    def __init__(self, by: httpx.Client, pages: tuple[str, ...]) -> None:
        self._wire, self._pages, self._number, self.ref = by, pages, 0, ""

    @classmethod
    def guest(cls) -> "Looker":
        return cls(wire(), _FOR_ALL)

    def __call__(self) -> None:
        self._number += 1
        pages = [page for page in self._pages if self.ref or "{ref}" not in page]
        page = pages[self._number % len(pages)]
        path, noted, began = page.format(ref=self.ref), page == _NOTED, time.time()
        try:
            status = self._wire.get(path).status_code
        except httpx.TransportError as error:
            tell("looked", path=path, noted=noted, began=began, status=0, why=type(error).__name__)
        else:
            tell("looked", path=path, noted=noted, began=began, status=status)
        time.sleep(0.1)


class Applicant:
    """Begins an application, fills it in, hands in its papers and sends it, through pages."""

    def __init__(self, phones: list[str], password: str) -> None:
        self._phones, self._password = phones, password
        self._browser: Browser | None = None
        self.lookers: list[Looker] = []  # are told of each application that was sent

    def looker(self) -> Looker:
        """The same person at another browser, who only looks."""
        browser = self._signed_in()
        self._browser = None
        self.lookers.append(Looker(browser.wire, _OWN))
        return self.lookers[-1]

    def __call__(self) -> None:
        try:
            self._go_on(self._browser or self._signed_in())
        except Lost as error:
            refused = re.search(r" menjawab (\d+)", str(error))
            status = int(refused[1]) if refused else 0
            if status in _ENOUGH and len(self._phones) > 1:
                self._phones.pop(0)
                self._browser = None
                self.lookers.clear()  # the last one they were told of stays theirs to look at
                return
            tell("refused", status=status, why=str(error)[:300])
            time.sleep(0.5)

    def _signed_in(self) -> Browser:
        browser = Browser("Warga")
        browser.open("/masuk/")
        browser.send(browser.form(has="sandi"), {"nama": self._phones[0], "sandi": self._password})
        if browser.path == "/masuk/":
            raise Lost("tidak dapat masuk")
        self._browser = browser
        return browser

    def _go_on(self, browser: Browser) -> None:
        browser.open(_SERVICE)
        form = browser.form("Ajukan permohonan")
        form.names.add("baru")  # beside what an earlier try may have left
        browser.send(form, {"baru": "ya"})
        ref = re.search(r"/([A-Z]{2,5}-[\w-]+)/", browser.path)
        if not ref:
            raise Lost(f"tidak sampai di permohonan: {browser.status} {browser.path} {browser.page.text[:200]}")
        tell("begun", ref=ref[1])
        while "/formulir/" in browser.path:
            self._fill_in(browser)
        page = f"/permohonan/{ref[1]}/"
        browser.open(f"{page}berkas/")
        self._hand_in(browser)
        browser.open(f"{page}kirim/")
        browser.send(browser.form("Kirim permohonan"))
        if "/terkirim/" not in browser.path:
            raise Lost(f"tidak terkirim: {browser.status} {browser.path}")
        tell("sent", ref=ref[1])
        for looker in self.lookers:
            looker.ref = ref[1]

    def _fill_in(self, browser: Browser) -> None:
        form = browser.form("Lanjutkan")
        day = today() + timedelta(days=30)
        typed = {"acara": "Pasar malam", "penonton": "100", "mulai": day.isoformat(), "hari": "1"}
        typed |= {"stan.1.nama": "Stan satu", "stan.1.bentuk": "stan"} | in_parts({"mulai": day.isoformat()})
        before = browser.path
        browser.send(form, {name: value for name, value in typed.items() if name in form.names})
        if browser.path == before:
            raise Lost(f"formulir tidak diterima: {browser.page.text[:300]}")

    def _hand_in(self, browser: Browser) -> None:
        offered = [form.values["persyaratan"] for form in browser.page.forms if "berkas" in form.names]
        for key in offered:
            form = next(f for f in browser.page.forms if "berkas" in f.names and f.values["persyaratan"] == key)
            browser.send(form, {"berkas": sample.scan("Berkas", timezone.now())})


def browsers(town: dict[str, Any]) -> list[Callable[[], None]]:
    """A guest and a citizen who only look, and two citizens who apply."""
    applicants = [Applicant(town["phones"][n::2], town["password"]) for n in range(2)]
    guest = Looker.guest()
    applicants[0].lookers.append(guest)
    return [guest, applicants[0].looker(), *applicants]


def begin_told(cluster: Cluster) -> Path:
    """The file of what people were told, as this machine sees it."""
    from tests.crash.blows import told

    path = cluster.folder / "shared/told.jsonl"
    told.begin(str(path))
    return path


def run_inside(cluster: Cluster, *words: str, seconds: float = 900) -> Any:
    """What a command of ``inside`` says, on the first web node."""
    said = cluster["web1"].run(f"{INSIDE} tests.cluster.inside {' '.join(words)}", seconds=seconds)
    return json.loads(said.splitlines()[-1])
