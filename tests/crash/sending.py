"""Messages on their way through real worker processes, the adapter of WhatsApp and the example gateway."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

from django.db import connection

from silastri.apps.inbox.models import Received
from silastri.apps.messages.models import Message
from silastri.apps.wordings.models import Approval
from silastri.domain.act import SYSTEM, Act
from silastri.domain.words.messages import table, vendor
from silastri.domain.words.messages.account import HasAccount
from silastri.domain.words.messages.template import Template
from silastri.journey.inbox import keep
from silastri.practice.gateway import Gateway, Place
from silastri.practice.gateway.whatsapp import PHONE_ID
from tests.campaign import LONG
from tests.crash.moving import FastClock

WAITS = ("queued", "sending")
_PATIENCE = 600.0 if LONG else 120.0  # seconds, only to end a run that hangs


def queue(number: int, at: Any, *, first: int = 0) -> list[Message]:
    """So many messages, each to somebody else, of no office and no case."""
    words = HasAccount(link="https://layanan.example.go.id/masuk/")
    made = [
        Message(
            to=f"+62811{one:08}",
            template=words.key,
            values=table.values(words),
            about=f"percobaan/{one}",
            queued_at=at,
            due_at=at,
        )
        for one in range(first, first + number)
    ]
    approve(HasAccount, at)
    return Message.objects.bulk_create(made)


def approve(template: type[Template], at: Any) -> None:
    """The provider approved the house's text."""
    form = vendor.form_text(template.pattern)
    known = {"template": template.key, "category": "utility", "body": form.body, "places": list(form.places), "at": at}
    Approval.objects.get_or_create(
        name=vendor.house_name(template), language=vendor.LANGUAGE, defaults=known | {"state": Approval.State.APPROVED}
    )


def adapter(url: str, place: Place) -> dict[str, Any]:
    """What settings say of WhatsApp's Cloud API at the example gateway."""
    options = {"url": f"{url}/v25.0", "number_id": PHONE_ID, "token": place.token, "app_secret": place.hook.secret}
    return {"BACKEND": "silastri.adapters.messaging.whatsapp.cloud_api.CloudApi", "OPTIONS": options}


class Ear(HTTPServer):
    """Keeps what the provider tells, as the page for it does."""

    def __init__(self, now: Callable[[], Any]) -> None:
        super().__init__(("127.0.0.1", 0), _Request)
        self.now = now
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"

    def close(self) -> None:
        self.shutdown()
        self._thread.join()
        self.server_close()

    def _serve(self) -> None:
        if connection.vendor == "postgresql":  # by the fast clock a write to the disk takes seconds
            with connection.cursor() as cursor:
                cursor.execute("SET synchronous_commit TO off")
        self.serve_forever(0.01)
        connection.close()


class _Request(BaseHTTPRequestHandler):
    server: Ear

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        act = Act(SYSTEM, self.server.now(), "web")
        keep.receive(act, "whatsapp", method="POST", query="", headers=headers, body=body)
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None: ...


@contextmanager
def listening(now: Callable[[], Any]) -> Iterator[Ear]:
    ear = Ear(now)
    try:
        yield ear
    finally:
        ear.close()


class Workers:
    """Starts workers one after the other, and kills them."""

    def __init__(self) -> None:
        self._nursery = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.nursery", str(connection.settings_dict["NAME"])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._pid = 0

    def start(self, gateway: Gateway, clock: FastClock) -> None:
        assert self._nursery.stdin and self._nursery.stdout
        given = {"adapter": adapter(gateway.url, gateway.place), "begun": clock.begun, "speed": clock.speed}
        self._nursery.stdin.write(f"{json.dumps(given)}\n")
        self._nursery.stdin.flush()
        self._pid = int(self._nursery.stdout.readline())

    def kill(self) -> None:
        """With -9, and waits until it is gone."""
        if self._pid:
            os.kill(self._pid, signal.SIGKILL)
            until(lambda: not _lives(self._pid))
            self._pid = 0

    def close(self) -> None:
        self.kill()
        for pipe in (self._nursery.stdin, self._nursery.stdout):
            if pipe:
                pipe.close()
        self._nursery.wait(20)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def until(true: Callable[[], object], pause: float = 0.002) -> None:
    end = time.monotonic() + _PATIENCE
    while not true():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(pause)


def all_done() -> bool:
    return not Message.objects.filter(state__in=WAITS).exists()


def all_read() -> bool:
    return not Received.objects.filter(state="new").exists()
