"""Speaks HTTP to the eSign Client Service, and tells a request that was never sent from one that was never answered."""

import logging
import re
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpx

from .words import SIMULATION

_LARGEST = 64 * 1024 * 1024  # bytes of an answer; a letter is far smaller
_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.UnsupportedProtocol, httpx.InvalidURL)
# httpx logs addresses, and some of them contain a NIK.
logging.getLogger("httpx").addFilter(lambda record: not re.search(r"\d{16}", record.getMessage()))


class NotReached(Exception):
    """There was no connection, so nothing was sent."""


class NotAnswered(Exception):
    """The request was sent, but no complete answer came back."""

    def __init__(self, document: str, log: Mapping[str, str]) -> None:
        super().__init__()
        self.document, self.log = document, log


@dataclass(frozen=True, slots=True)
class Seconds:
    """How long to wait; the service checks a large file far more slowly than it signs one."""

    connect: int = 5
    sign: int = 30
    verify: int = 120


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    content: bytes
    document: str  # version 1's name for a signed letter
    is_simulated: bool
    log: Mapping[str, str]  # what may go into the log


class Server:
    """The service at one address, asked with the credentials of this application."""

    def __init__(self, url: str, user: str, password: str, seconds: Seconds) -> None:
        self._url, self._auth, self.seconds = url.rstrip("/"), httpx.BasicAuth(user, password), seconds

    def ask(self, method: str, path: str, *, seconds: int, name: str = "", **content: Any) -> Answer:
        """In the log, ``name`` replaces the path if that contains a NIK. Raises NotReached, NotAnswered."""
        began, document, log = time.monotonic(), "", {"endpoint": f"{method} {name or path}"}
        try:
            with self._client(seconds) as client, client.stream(method, self._url + path, **content) as response:
                log |= {"status": str(response.status_code), "date": response.headers.get("date", "")}
                document = response.headers.get("id_dokumen", "")
                body = _body(response, until=began + seconds)
        except _NEVER_SENT:
            raise NotReached from None
        except (httpx.HTTPError, _TooMuch):  # ``from None``: the error would hold the request with the passphrase
            raise NotAnswered(document, log | _took(began)) from None
        return Answer(
            response.status_code,
            body,
            document,
            is_simulated=SIMULATION in response.headers,
            log=log | _took(began),
        )

    def _client(self, seconds: int) -> httpx.Client:
        """A new connection for each request: an old one may have died unnoticed, and then the outcome is unknown."""
        return httpx.Client(
            auth=self._auth,
            verify=_trust(),
            timeout=httpx.Timeout(seconds, connect=self.seconds.connect),
            limits=httpx.Limits(max_keepalive_connections=0),
            trust_env=False,  # no passphrase through a proxy from the environment
        )


@cache
def _trust() -> ssl.SSLContext:
    """Read once: reading all authorities of the machine takes longer than all else of a request."""
    return ssl.create_default_context()


class _TooMuch(Exception):
    """The answer is too long."""


def _body(response: httpx.Response, *, until: float) -> bytes:
    content = bytearray()
    for part in response.iter_bytes():
        content += part
        if len(content) > _LARGEST or time.monotonic() > until:
            raise _TooMuch
    return bytes(content)


def _took(began: float) -> dict[str, str]:
    return {"ms": str(round((time.monotonic() - began) * 1000))}
