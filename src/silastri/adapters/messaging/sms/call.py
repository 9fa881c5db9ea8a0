"""A call by which a gateway of SMS tells us something: the key in it, what it says, and who wrote."""

import json
import re
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qsl

from silastri.adapters.messaging import said
from silastri.adapters.messaging.port import Delivery, Forged, NotUnderstood
from silastri.domain import identity

KEY = "kunci"  # the field with the key that the office and its gateway share
_FORM = "application/x-www-form-urlencoded"
_MOST_FIELDS = 100


def admit(delivery: Delivery, key: str) -> str:
    """Raises Forged unless the call holds the key. A gateway wants nothing as an answer."""
    try:
        shown = _pairs(delivery).get(KEY, b"")
    except ValueError:
        raise Forged("not a form") from None
    if not said.is_same(shown.decode("utf-8", "replace"), key):
        raise Forged("wrong key")
    return ""


def fields(delivery: Delivery) -> dict[str, bytes]:
    """What the address and a form say, as bytes: in which letters, only a field can tell. Raises NotUnderstood."""
    try:
        return _pairs(delivery)
    except ValueError:
        raise NotUnderstood("not a form") from None


def objects(delivery: Delivery) -> list[dict[str, Any]]:
    """The object of a JSON body, or each of its list; otherwise one of form and address. Raises NotUnderstood."""
    if delivery.body.lstrip()[:1] not in (b"{", b"["):
        return [{name: text(value) for name, value in fields(delivery).items()}]
    try:
        found = json.loads(delivery.body)
    except (ValueError, RecursionError):
        raise NotUnderstood("not JSON") from None
    found = found if isinstance(found, list) else [found]
    if not found or not all(isinstance(one, dict) for one in found):
        raise NotUnderstood("no JSON object")
    return found


def _pairs(delivery: Delivery) -> dict[str, bytes]:
    """Names and values; of two with one name, that in the address counts."""
    form = delivery.body if delivery.headers.get("content-type", _FORM).lower().startswith(_FORM) else b""
    query = delivery.query.encode("utf-8", "surrogatepass")
    return {
        name: value.encode("latin-1")
        for part in (form, query)
        for name, value in parse_qsl(  # as Latin-1, in which each letter is one byte
            part.decode("latin-1"), keep_blank_values=True, encoding="latin-1", max_num_fields=_MOST_FIELDS
        )
    }


def text(value: bytes, letters: str = "utf-8") -> str:
    return said.text(value.decode(letters, "replace"))


def writer(shown: str) -> tuple[str, str]:
    """Who wrote: a number as E.164, or else the name or the short number that a company sends by."""
    if re.fullmatch(r"\+?[0-9][0-9 -]{6,18}", shown):
        with suppress(identity.NotAnIdentity):
            return identity.phone(shown).e164, ""
    return "", said.name(shown)
