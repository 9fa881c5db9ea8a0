"""Makes data ready for the templates: nothing hidden, nothing the fonts lack, no word wider than the sheet."""

import re
from typing import Any

from silastri.domain import printable

_WIDE = re.compile(r"[^\s\u200b]{12}(?=[^\s\u200b])")
_LONG = re.compile(r"[^\s\u200b]{36,}")
_MARKUP = "<"  # pictures go in as SVG, which is the program's own or was checked at publication


def ready(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.startswith(_MARKUP) else printable.tidy(value)
    if isinstance(value, dict):
        return {key: _breakable(ready(one)) if key == "text" else ready(one) for key, one in value.items()}
    if isinstance(value, list | tuple) and not (value and isinstance(value[0], int)):  # those are pictures' bytes
        return [ready(one) for one in value]
    return value


def _breakable(text: Any) -> Any:
    """A very long word may break anywhere."""
    return _LONG.sub(lambda word: _WIDE.sub("\\g<0>\u200b", word[0]), text) if isinstance(text, str) else text
