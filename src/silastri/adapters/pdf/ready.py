"""Prepares data for the templates: no invisible characters, none that the fonts lack, no word wider than the sheet."""

import re
from typing import Any

from silastri.domain import printable

from .svg import Svg

_WIDE = re.compile(r"[^\s\u200b]{12}(?=[^\s\u200b])")
_LONG = re.compile(r"[^\s\u200b]{36,}")


def ready(value: Any) -> Any:
    if isinstance(value, str):
        return value if isinstance(value, Svg) else printable.tidy(value)
    if isinstance(value, dict):
        return {key: _breakable(ready(one)) if key == "text" else ready(one) for key, one in value.items()}
    if isinstance(value, list | tuple) and not (value and isinstance(value[0], int)):  # not the bytes of a picture
        return [ready(one) for one in value]
    return value


def _breakable(text: Any) -> Any:
    """Lets a very long word break anywhere."""
    return _LONG.sub(lambda word: _WIDE.sub("\\g<0>\u200b", word[0]), text) if isinstance(text, str) else text
