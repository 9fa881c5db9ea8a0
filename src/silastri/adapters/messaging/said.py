"""Takes values from what providers send, whatever stands there: their words are data that anybody may have written."""

import hmac
import json
import re
from datetime import UTC, datetime
from typing import Any

from .port import NotUnderstood

_LONGEST_NAME = 150  # characters of a provider's id; a longer one would be cut, and then match nothing
_LONGEST_WORD = 40  # characters of a state, a kind or a class
_LONGEST_TEXT = 4096  # characters of a message, as WhatsApp has them
_IN_SECONDS = 10_000_000_000  # a moment above this is in milliseconds


def json_object(body: bytes) -> dict[str, Any]:
    """Raises NotUnderstood."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise NotUnderstood("not JSON") from None
    if not isinstance(found, dict):
        raise NotUnderstood("no JSON object")
    return found


def objects(found: object) -> list[dict[str, Any]]:
    """The objects in a list; nothing where there is no list."""
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def inner(found: dict[str, Any], *path: str) -> dict[str, Any]:
    """The object at that path; an empty one where there is none."""
    for name in path:
        step = found.get(name)
        if not isinstance(step, dict):
            return {}
        found = step
    return found


def name(found: object) -> str:
    """An id. A number becomes its digits; what is no word, or is too long, becomes nothing."""
    if isinstance(found, int) and not isinstance(found, bool) and abs(found) < 10**20:
        return str(found)
    return clean(found) if isinstance(found, str) and len(found) <= _LONGEST_NAME else ""


def word(found: object) -> str:
    """A state, a kind or a class, in small letters."""
    return name(found)[:_LONGEST_WORD].lower()


def text(found: object) -> str:
    """What somebody wrote, as far as a message can be long."""
    return clean(found[:_LONGEST_TEXT]) if isinstance(found, str) else ""


def clean(words: str) -> str:
    """Without what no database takes: halves of characters, and NUL."""
    return words.encode(errors="replace").decode().replace("\0", "").strip()


def code(found: object) -> int:
    """A number that providers send as a number or as its digits; -1 where there is none."""
    said = name(found)
    return int(said) if re.fullmatch(r"[0-9]{1,9}", said) else -1


def moment(found: object) -> datetime | None:
    """Seconds or milliseconds since 1970."""
    said = str(found) if isinstance(found, int | float | str) else ""
    if not re.fullmatch(r"[0-9]{1,14}(\.[0-9]{1,9})?", said):
        return None
    seconds = float(said)
    return datetime.fromtimestamp(seconds / 1000 if seconds >= _IN_SECONDS else seconds, UTC)


def number(found: object) -> str:
    """An E.164 number of digits that have its country; nothing where there is none."""
    digits = name(found).removeprefix("+")
    return f"+{digits}" if re.fullmatch(r"[1-9][0-9]{6,14}", digits) else ""


def is_same(one: str, other: str) -> bool:
    """Whether two secrets are the same, in a time that does not tell how much of them is. Nothing equals nothing."""
    first, second = (words.encode(errors="backslashreplace") for words in (one, other))
    return bool(first) and hmac.compare_digest(first, second)
