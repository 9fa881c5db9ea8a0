"""Codes that stand on paper: ten letters and digits, of which none looks like another. Each is taken once."""

import secrets

from silastri.domain.visible import seen_number

_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_LENGTH = 10  # 49 bits: guessed at five times in a row, and then ever more slowly
HOW_MANY = 10


def new() -> str:
    """As it is printed: ABCDE-FGHJK."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    return f"{letters[:5]}-{letters[5:]}"


def plain(typed: str) -> str:
    """As it is kept, however it was typed; empty when it is no such code."""
    letters = "".join(letter for letter in seen_number(typed).upper() if letter.isalnum())
    return letters if len(letters) == _LENGTH and set(letters) <= set(_LETTERS) else ""
