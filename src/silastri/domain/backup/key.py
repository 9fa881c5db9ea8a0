"""The key of backups as it lies in the office's safe: 32 characters that are not mistaken for one another, and four
that show a typing mistake."""

import hashlib
import secrets

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: without I, L, O and U
_READ_AS = str.maketrans("ILO", "110")
_LENGTH, _CHECK, _GROUP = 32, 4, 4


class NotAKey(ValueError):
    """What was typed is no key of backups; says why."""


def new() -> str:
    """A key of 160 random bits, as ``read`` returns it."""
    return "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))


def written(key: str) -> str:
    """As it stands on paper: nine groups of four, the last of which proves the others."""
    whole = key + _proof(key)
    return " ".join(whole[at : at + _GROUP] for at in range(0, len(whole), _GROUP))


def read(typed: str) -> str:
    """The key that was typed, in any case, with any spaces or dashes. Raises NotAKey."""
    whole = "".join(typed.upper().replace("-", " ").split()).translate(_READ_AS)
    if strange := sorted(set(whole) - set(_LETTERS)):
        raise NotAKey(f"Kunci cadangan tidak memakai tanda {strange[0]!r}.")
    if len(whole) != _LENGTH + _CHECK:
        raise NotAKey(f"Kunci cadangan terdiri dari {_LENGTH + _CHECK} huruf dan angka, bukan {len(whole)}.")
    key, proof = whole[:_LENGTH], whole[_LENGTH:]
    if proof != _proof(key):
        raise NotAKey("Kunci cadangan salah ketik. Periksa lagi tiap kelompok.")
    return key


def _proof(key: str) -> str:
    made = hashlib.sha256(f"silastri backup {key}".encode()).digest()
    return "".join(_LETTERS[byte % len(_LETTERS)] for byte in made[:_CHECK])
