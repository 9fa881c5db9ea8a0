"""Names of files that every system can keep."""

import re


def plain(text: str, *, longest: int = 60) -> str:
    """Letters, digits, spaces, commas and hyphens of the text; nothing else, and never empty."""
    return re.sub(r"[^A-Za-z0-9 ,-]+", "", text).strip()[:longest].strip() or "berkas"
