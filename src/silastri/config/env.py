"""Reads settings from the environment, each of its type; ``NAME_FILE`` names a file that holds a secret."""

import os
import re
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from silastri.domain.number import is_digits

_MEGABYTE = 1024 * 1024


def text(name: str, default: str = "") -> str:
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text().strip()
    return os.environ.get(name, default)


def yes(name: str) -> bool:
    """``1``, ``ya``, ``true`` are yes; ``0``, ``tidak``, ``false`` and nothing are no. Anything else is a mistake."""
    value = text(name).lower()
    if value in ("1", "ya", "true"):
        return True
    if value in ("", "0", "tidak", "false"):
        return False
    raise ImproperlyConfigured(f"{name} harus ya atau tidak, bukan {value!r}")


def number(name: str, default: int) -> int:
    value = text(name, str(default))
    if not is_digits(value):
        raise ImproperlyConfigured(f"{name} harus bilangan bulat, bukan {value!r}")
    return int(value)


def megabytes(name: str, default: int, *, most: int) -> int:
    """Bytes, of whole megabytes: what people are told must be what is taken."""
    found = number(name, default * _MEGABYTE)
    if found % _MEGABYTE or not 1 <= found // _MEGABYTE <= most:
        raise ImproperlyConfigured(f"{name} must be 1 to {most} megabytes of {_MEGABYTE} bytes, not {found} bytes")
    return found


def networks(name: str) -> list[IPv4Network | IPv6Network]:
    """Addresses and networks with commas between: ``127.0.0.1,10.0.0.0/8``."""
    try:
        return [ip_network(one.strip()) for one in text(name).split(",") if one.strip()]
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must hold addresses or networks: {error}") from None


def contacts(name: str) -> list[str]:
    """Addresses with commas between, each as RFC 9116 wants it: ``mailto:``, ``https://`` or ``tel:`` first."""
    found = [one.strip() for one in text(name).split(",") if one.strip()]
    if wrong := [one for one in found if not re.fullmatch(r"(mailto:[^@\s]+@[^@\s]+|https://\S+|tel:\+\d[\d-]+)", one)]:
        raise ImproperlyConfigured(f"{name} must hold mailto:, https:// or tel:+62... addresses, not {wrong[0]!r}")
    return found


def needed(name: str) -> str:
    value = text(name)
    if not value:
        raise ImproperlyConfigured(f"{name} belum diisi, padahal diperlukan setelan yang lain")
    return value


def one_of(name: str, choices: tuple[str, ...]) -> str:
    """One of the choices; the first is the default."""
    value = text(name, choices[0])
    if value not in choices:
        raise ImproperlyConfigured(f"{name} harus salah satu dari {', '.join(choices)}, bukan {value!r}")
    return value


def database(url: str, home: Path, *, pooled: bool = False) -> dict[str, object]:
    """``postgresql://user:password@host:port/name``; without it, SQLite in the home folder. ``pooled``: a pooler stands
    before it that gives each transaction another session, so that no cursor may outlive its transaction."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": home / "silastri.sqlite3",
            "OPTIONS": {
                "timeout": 20,
                # One writer at a time, from the beginning of the transaction: a step reads and writes in one.
                "transaction_mode": "IMMEDIATE",
                # FULL: committed applications of citizens survive a power cut.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise ImproperlyConfigured("SILASTRI_DATABASE must look like postgresql://user@host/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.strip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": pooled,
        "OPTIONS": _encrypted(parts.hostname or "") | dict(parse_qsl(parts.query)),
    }


def _encrypted(host: str) -> dict[str, str]:
    """To another machine only by TLS, unless ``?sslmode=`` says otherwise: libpq itself falls back to clear text."""
    try:
        is_here = ip_address(host).is_loopback
    except ValueError:
        is_here = host in ("", "localhost") or host.startswith("/")
    return {} if is_here else {"sslmode": "require"}
