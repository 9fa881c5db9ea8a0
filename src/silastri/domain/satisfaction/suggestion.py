"""A suggestion as others may read it: without what could be somebody's number or address."""

import re

_NUMBER = re.compile(r"\+?\d(?:[\s.\-/()]{0,2}\d){7,}")  # eight digits or more: a telephone number, a NIK
_ADDRESS = re.compile(r"[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+")


def without_numbers(text: str) -> str:
    """Telephone numbers, NIK and e-mail addresses are replaced by a word that says so."""
    return _NUMBER.sub("[nomor dihapus]", _ADDRESS.sub("[alamat dihapus]", text)).strip()
