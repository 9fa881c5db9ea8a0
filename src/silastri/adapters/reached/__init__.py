"""Looks at servers from outside, without anybody's data: the end of a certificate, the time that a server tells."""

import http.client
import socket
import ssl
import struct
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

_SECONDS = 3.0
_SINCE_1900 = 2_208_988_800  # NTP counts from then


class NotReached(Exception):
    """Nobody answers there, or not what is asked for."""


def certificate_end(url: str) -> datetime:
    """Until when the certificate of that https address holds. Raises NotReached."""
    host, port = _place(url)
    try:
        with (
            socket.create_connection((host, port), _SECONDS) as plain,
            ssl.create_default_context().wrap_socket(plain, server_hostname=host) as secured,
        ):
            found = secured.getpeercert() or {}
            return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(found["notAfter"])), UTC)
    except (OSError, KeyError, ValueError) as error:
        raise NotReached(f"{host}: {getattr(error, 'verify_message', '') or type(error).__name__}") from None


def server_apart(url: str) -> float:
    """By how many seconds the clock there (the header ``Date``) differs from ours. Raises NotReached."""
    host, port = _place(url)
    kind = http.client.HTTPSConnection if url.startswith("https:") else http.client.HTTPConnection
    connection = kind(host, port, timeout=_SECONDS)
    try:
        connection.request("HEAD", "/")
        told = parsedate_to_datetime(connection.getresponse().getheader("Date") or "")
        return abs(told.timestamp() - time.time())
    except (OSError, ValueError, TypeError, http.client.HTTPException) as error:
        raise NotReached(f"{host}: {type(error).__name__}") from None
    finally:
        connection.close()


def time_server_apart(host: str) -> float:
    """By how many seconds a time server (SNTP) differs from us. Raises NotReached."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
            asked.settimeout(_SECONDS)
            asked.sendto(b"\x1b" + bytes(47), (host, 123))
            seconds = int(struct.unpack("!I", asked.recv(48)[40:44])[0])
            return abs(seconds - _SINCE_1900 - time.time())
    except (OSError, struct.error) as error:
        raise NotReached(f"{host}: {type(error).__name__}") from None


def _place(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
