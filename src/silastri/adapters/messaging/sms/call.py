"""A call by which a gateway of SMS tells us something: the key in it, what it says, who wrote and when."""

import hmac
import json
import re
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

from silastri.adapters.messaging.port import Delivery, Forged, NotUnderstood
from silastri.domain import identity

KEY = "kunci"  # the field with the key that the office and its gateway share
_FORM = "application/x-www-form-urlencoded"
_MOST_FIELDS = 100
_LONGEST = 4000  # letters of a text that are kept
_LATEST = 253_402_300_000  # seconds: within the year 9999


def admit(delivery: Delivery, key: str) -> str:
    """Raises Forged unless the call holds the key. A gateway wants nothing as an answer."""
    try:
        said = _pairs(delivery).get(KEY, "")
    except ValueError:
        raise Forged("Isi panggilan tidak terbaca.") from None
    if not key or not hmac.compare_digest(said.encode("latin-1"), key.encode()):
        raise Forged("Kunci gerbang SMS tidak cocok.")
    return ""


def fields(delivery: Delivery) -> dict[str, bytes]:
    """What the address and a form say, as bytes: in which letters, only a field can tell. Raises NotUnderstood."""
    try:
        return {name: value.encode("latin-1") for name, value in _pairs(delivery).items()}
    except ValueError:
        raise NotUnderstood("Isi panggilan tidak terbaca.") from None


def objects(delivery: Delivery) -> list[dict[str, Any]]:
    """The object of a JSON body, or each of its list; otherwise one of form and address. Raises NotUnderstood."""
    if delivery.body.lstrip()[:1] not in (b"{", b"["):
        return [{name: text(value) for name, value in fields(delivery).items()}]
    try:
        found = json.loads(delivery.body)
    except (ValueError, RecursionError):
        raise NotUnderstood("Isi panggilan bukan JSON yang utuh.") from None
    found = found if isinstance(found, list) else [found]
    if not all(isinstance(one, dict) for one in found):
        raise NotUnderstood("Isi panggilan bukan objek JSON.")
    return found


def _pairs(delivery: Delivery) -> dict[str, str]:
    """Names and values with one letter for each byte. Those in the address come last, and count."""
    form = delivery.body if delivery.headers.get("content-type", _FORM).lower().startswith(_FORM) else b""
    query = delivery.query.encode("utf-8", "surrogatepass")
    return dict(
        pair
        for part in (form, query)
        for pair in parse_qsl(
            part.decode("latin-1"), keep_blank_values=True, encoding="latin-1", max_num_fields=_MOST_FIELDS
        )
    )


def text(value: bytes, letters: str = "utf-8") -> str:
    """At most the first thousands of letters, without what no database keeps."""
    return value.decode(letters, "replace").replace("\0", "")[:_LONGEST]


def at(seconds: str) -> datetime | None:
    """The moment that a gateway says in seconds since 1970; None for anything else."""
    if not re.fullmatch(r"[0-9]{1,12}", seconds) or int(seconds) > _LATEST:
        return None
    return datetime.fromtimestamp(int(seconds), UTC)


def writer(said: str) -> tuple[str, str]:
    """Who wrote: a number as E.164, or else the name or the short number that a company sends by."""
    if re.fullmatch(r"\+?[0-9][0-9 -]{6,18}", said.strip()):
        with suppress(identity.NotAnIdentity):
            return identity.phone(said).e164, ""
    return "", said.strip()[:100]
