"""Registration numbers and letter codes: short enough to type, and too many to guess one."""

import re
from collections.abc import Callable

# Crockford's base 32 has no I, L, O or U, so a number is not misread over the telephone or from paper.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LETTER = re.compile(r"((https?://)?(?P<host>[^/#\s]+)?/S/)?(?P<code>[\w\s-]{16,40})/?(#(?P<stated>\S*))?", re.I)
NO_LETTER = "0" * 16  # the code of a letter that has none yet
SURVEY_SIGNS = 12
_LOOKALIKE = str.maketrans("ILO", "110")


def registration(office_code: str, pick: Callable[[str], str]) -> str:
    """A new registration number such as ``RHL-7KQ4M-9XT2V``: 50 random bits drawn by ``pick`` (``secrets.choice``)."""
    body = "".join(pick(ALPHABET) for _ in range(10))
    return f"{office_code}-{body[:5]}-{body[5:]}"


def letter_code(pick: Callable[[str], str]) -> str:
    """The code behind a letter's QR: 80 random bits."""
    return "".join(pick(ALPHABET) for _ in range(16))


def in_groups(code: str) -> str:
    """A letter's code as it is printed, to be read and typed: ``7KQ4 M9XT 2V7K Q4M9``."""
    return " ".join(code[n : n + 4] for n in range(0, len(code), 4))


def letter_address(typed: str) -> tuple[str, str, str]:
    """Host, code and statement of a letter, from its address or its code alone; each is empty where it is not given.

    The code is empty when nothing that was typed can be a code.
    """
    found = _LETTER.fullmatch(typed.strip())
    if found is None:
        return "", "", ""
    code = re.sub(r"[\s-]", "", found["code"]).upper().translate(_LOOKALIKE)
    if len(code) != 16 or set(code) - set(ALPHABET):
        return "", "", ""
    return (found["host"] or "").lower(), code, found["stated"] or ""


def tidy(typed: str) -> str:
    """The number as it was given out: upper case, look-alike letters corrected, hyphens in their place.

    Returns the empty string when it cannot be a registration number.
    """
    plain = re.sub(r"[^A-Z0-9]", "", typed.upper())
    office, body = plain[:-10], plain[-10:].translate(_LOOKALIKE)
    if not (2 <= len(office) <= 5) or len(body) != 10 or set(body) - set(ALPHABET):
        return ""
    return f"{office}-{body[:5]}-{body[5:]}"


def survey_code(digest: bytes) -> str:
    """The code of an invitation to the survey, 60 bits of a keyed digest: who has no key can compute none."""
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:SURVEY_SIGNS])


def tidy_survey_code(typed: str) -> str:
    """The code as it was given out, without blanks and with look-alike letters corrected; empty when it is none."""
    plain = re.sub(r"[\s.-]", "", typed).upper().translate(_LOOKALIKE)
    return plain if len(plain) == SURVEY_SIGNS and not set(plain) - set(ALPHABET) else ""


DEVICE_SIGNS = 6
_FAR = ALPHABET.replace("0", "").replace("1", "")  # read across a hall: nothing that looks like a letter


def device_code(pick: Callable[[str], str]) -> str:
    """The code that a screen shows until a manager gives it a use; it lives for minutes."""
    return "".join(pick(_FAR) for _ in range(DEVICE_SIGNS))


def tidy_device_code(typed: str) -> str:
    """The code as it was shown, without blanks; empty when it is none."""
    plain = re.sub(r"[\s.-]", "", typed).upper()
    return plain if len(plain) == DEVICE_SIGNS and not set(plain) - set(_FAR) else ""
