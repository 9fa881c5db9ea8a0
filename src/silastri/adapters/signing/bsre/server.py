"""Speaks HTTP to the eSign Client Service, and tells apart what was never sent from what was never answered."""

import logging
import re
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from .words import SIMULATION

_LARGEST = 64 * 1024 * 1024  # bytes of an answer; a letter is far smaller
_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.UnsupportedProtocol, httpx.InvalidURL)
# A NIK is part of some addresses, and httpx logs addresses.
logging.getLogger("httpx").addFilter(lambda record: not re.search(r"\d{16}", record.getMessage()))


class NotReached(Exception):
    """There was no connection, so nothing was sent."""


class NotAnswered(Exception):
    """The request went out, and no whole answer came back."""

    def __init__(self, document: str, log: Mapping[str, str]) -> None:
        super().__init__()
        self.document, self.log = document, log


@dataclass(frozen=True, slots=True)
class Seconds:
    """How long to wait; checking a large file takes the service far longer than signing it."""

    connect: int = 5
    sign: int = 30
    verify: int = 120


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    content: bytes
    document: str  # what version 1 calls a signed letter
    is_simulated: bool
    log: Mapping[str, str]  # what may be written down


class Server:
    """The service at one address, asked with the credentials of this application."""

    def __init__(self, url: str, user: str, password: str, seconds: Seconds) -> None:
        self._url, self._auth, self.seconds = url.rstrip("/"), httpx.BasicAuth(user, password), seconds

    def ask(self, method: str, path: str, *, seconds: int, name: str = "", **content: Any) -> Answer:
        """``name`` stands for the path in the log where the path holds a NIK. Raises NotReached, NotAnswered."""
        began, document, log = time.monotonic(), "", {"endpoint": f"{method} {name or path}"}
        try:
            with self._client(seconds) as client, client.stream(method, self._url + path, **content) as response:
                log |= {"status": str(response.status_code), "date": response.headers.get("date", "")}
                document = response.headers.get("id_dokumen", "")
                body = _body(response, until=began + seconds)
        except _NEVER_SENT:
            raise NotReached from None
        except (httpx.HTTPError, _TooMuch):  # ``from None``: the request, with the passphrase in it, hangs on the error
            raise NotAnswered(document, log | _took(began)) from None
        return Answer(
            response.status_code,
            body,
            document,
            is_simulated=SIMULATION in response.headers,
            log=log | _took(began),
        )

    def _client(self, seconds: int) -> httpx.Client:
        """A new connection for each request: one that was kept may have died unnoticed, and then nobody knows."""
        return httpx.Client(
            auth=self._auth,
            verify=ssl.create_default_context(),
            timeout=httpx.Timeout(seconds, connect=self.seconds.connect),
            limits=httpx.Limits(max_keepalive_connections=0),
            trust_env=False,  # no passphrase through a proxy that happens to be set
        )


class _TooMuch(Exception):
    """An answer without end."""


def _body(response: httpx.Response, *, until: float) -> bytes:
    content = bytearray()
    for part in response.iter_bytes():
        content += part
        if len(content) > _LARGEST or time.monotonic() > until:
            raise _TooMuch
    return bytes(content)


def _took(began: float) -> dict[str, str]:
    return {"ms": str(round((time.monotonic() - began) * 1000))}
