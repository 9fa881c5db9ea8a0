"""Speaks HTTP to providers of messages, and tells what was never sent from what was never answered."""

import json
import logging
import re
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any, NoReturn

import httpx

from .port import AnswerLost, Away, Barred, TryAgain, WillNotWork

_LARGEST = 1024 * 1024  # bytes of an answer
_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
# An address that is none, or a key with a sign that no header takes, such as a typographic quotation mark.
_NOT_SENDABLE = (httpx.UnsupportedProtocol, httpx.LocalProtocolError, httpx.InvalidURL, UnicodeError)
_LONGEST_WAIT = 24 * 60 * 60  # seconds that a provider may make us wait
_TOLD_LATER, _GATEWAY_TIMED_OUT = 429, 504
_NOT_OURS = {401, 402, 403, 404, 405, 407}  # a wrong key or address: the same for every message
NOT_REACHED = "Layanan pesan sedang tidak dapat dihubungi."
NOT_ANSWERED = "Layanan pesan tidak menjawab setelah pesan diserahkan. Pesan mungkin sudah terkirim."
BUSY = "Layanan pesan sedang sibuk atau terganggu."
NOT_ACCEPTED = "Layanan pesan tidak menerima kunci atau alamat kantor. Pengelola sistem perlu memeriksa pengaturannya."
REFUSED = "Layanan pesan menolak pesan ini tanpa alasan yang jelas."
UNCLEAR = "Jawaban layanan pesan tidak jelas. Pesan mungkin sudah terkirim."


def _is_harmless(record: logging.LogRecord) -> bool:
    """httpx logs addresses, and some contain a telephone number, a token or a password."""
    return not re.search(r"\?|\d{7}", record.getMessage())


logging.getLogger("httpx").addFilter(_is_harmless)


@dataclass(frozen=True, slots=True)
class Seconds:
    """How long to wait for a connection, and for the whole answer."""

    connect: float = 5
    answer: float = 30


PATIENT = Seconds()


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    content: bytes
    headers: Mapping[str, str]  # names in lower case

    def said(self) -> dict[str, Any]:
        """The JSON object in the answer; empty when there is none."""
        try:
            found = json.loads(self.content)
        except (ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    def after(self) -> timedelta:
        """How long the provider wants us to wait, where it says so in seconds."""
        said = self.headers.get("retry-after", "")
        return timedelta(seconds=min(int(said), _LONGEST_WAIT)) if re.fullmatch(r"[0-9]{1,9}", said) else timedelta()


def post(url: str, *, seconds: Seconds = PATIENT, **content: Any) -> Answer:
    """``content`` is what httpx takes: ``headers``, ``json``, ``data`` ... Raises Away, Barred, AnswerLost."""
    return _ask("POST", url, seconds, content)


def get(url: str, *, seconds: Seconds = PATIENT, **content: Any) -> Answer:
    """The same for the few providers that are given a message by GET. Raises Away, Barred, AnswerLost."""
    return _ask("GET", url, seconds, content)


def refuse_busy(answer: Answer) -> None:
    """For an answer whose words told nothing: raises Away, or AnswerLost where only a gateway answered."""
    if answer.status == _GATEWAY_TIMED_OUT:
        raise AnswerLost(NOT_ANSWERED, code=str(answer.status))
    if answer.status == _TOLD_LATER or answer.status >= httpx.codes.INTERNAL_SERVER_ERROR:
        raise Away(BUSY, code=str(answer.status), after=answer.after())


def refuse(answer: Answer) -> NoReturn:
    """For an answer without an id and without words that we know: raises what its HTTP status means."""
    refuse_busy(answer)
    code = str(answer.status)
    if answer.status in _NOT_OURS or httpx.codes.is_redirect(answer.status):
        raise Barred(NOT_ACCEPTED, code=code)
    if httpx.codes.is_success(answer.status):
        raise AnswerLost(UNCLEAR, code=code)
    if httpx.codes.is_client_error(answer.status) and answer.status != httpx.codes.REQUEST_TIMEOUT:
        raise WillNotWork(REFUSED, code=code)
    raise TryAgain(BUSY, code=code)


def _ask(method: str, url: str, seconds: Seconds, content: Mapping[str, Any]) -> Answer:
    until = time.monotonic() + seconds.answer
    try:
        with _client(seconds) as client, client.stream(method, url, **content) as response:
            return Answer(response.status_code, _body(response, until=until), dict(response.headers.items()))
    except _NEVER_SENT:  # ``from None``: the error would hold the request, with its number and its token
        raise Away(NOT_REACHED, code="connect") from None
    except _NOT_SENDABLE:
        raise Barred(NOT_ACCEPTED, code="settings") from None
    except (httpx.HTTPError, _TooMuch):
        raise AnswerLost(NOT_ANSWERED, code="answer") from None


def _client(seconds: Seconds) -> httpx.Client:
    """A new connection for each message: an old one may have died unnoticed, and then nobody knows what was sent."""
    return httpx.Client(
        verify=_trust(),
        timeout=httpx.Timeout(seconds.answer, connect=seconds.connect),
        limits=httpx.Limits(max_keepalive_connections=0),
        trust_env=False,  # no token through a proxy from the environment
    )


@cache
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()


class _TooMuch(Exception):
    """The answer is too long, or came too slowly."""


def _body(response: httpx.Response, *, until: float) -> bytes:
    content = bytearray()
    for part in response.iter_bytes():
        content += part
        if len(content) > _LARGEST or time.monotonic() > until:
            raise _TooMuch
    return bytes(content)
