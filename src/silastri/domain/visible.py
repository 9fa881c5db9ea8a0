"""What the eye sees of a text that was typed, copied or exported: without the marks that programs hide in it."""

import unicodedata

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
