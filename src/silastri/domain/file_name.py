"""Names of files that every system can keep."""

import re


def plain(text: str, *, longest: int = 60) -> str:
    """Letters, digits, spaces, commas and hyphens of the text; nothing else, and never empty."""
    return re.sub(r"[^A-Za-z0-9 ,-]+", "", text).strip()[:longest].strip() or "berkas"


def given(text: str) -> str:
    """The name that somebody gave a file, as it may be kept and shown: without the folders before it and without signs
    that nobody sees, such as those that turn the direction of reading; at most 200 characters, and never empty."""
    words = " ".join(re.split(r"[/\\]", text)[-1].split())
    return "".join(sign for sign in words if sign.isprintable()).lstrip(" .")[:200].strip() or "berkas"
