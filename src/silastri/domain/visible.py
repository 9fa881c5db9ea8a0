"""What the eye sees of a text that was typed, copied or exported: without the marks that programs hide in it."""

import json
import unicodedata
from typing import Any

_BLANKS = "\u00a0\u2007\u202f"  # that do not break the line
_TEXT_MARKS = "'\u2019\u2018`"  # by which spreadsheets keep a number as it was typed


def seen(text: str) -> str:
    """The text without invisible characters (soft hyphens, zero-width blanks, marks of direction) and outer blanks."""
    if not text.isascii():
        text = "".join(" " if c in _BLANKS else c for c in text if unicodedata.category(c) != "Cf")
    return text.strip()


def seen_number(text: str) -> str:
    """The same for a number, or a day in figures: also without the apostrophe that a spreadsheet puts before it."""
    text = seen(text)
    return text[1:].lstrip() if text[:1] and text[0] in _TEXT_MARKS else text


def json_object(sent: str | bytes) -> dict[str, Any]:
    """What anybody may have sent as JSON. Raises ValueError for what is no object, is nested too deep to be read, or
    holds what no text of people does and no database takes: halves of characters, and NUL."""
    try:
        found = json.loads(sent)
        plain = json.dumps(found, ensure_ascii=False)
    except RecursionError:
        raise ValueError("nested too deep") from None
    plain.encode()
    if not isinstance(found, dict) or "\\u0000" in plain:
        raise ValueError("no object of plain texts")
    return found
