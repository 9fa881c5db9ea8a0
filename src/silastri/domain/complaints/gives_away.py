"""What in a text may tell who wrote it. Nothing is refused for it: the writer is told before an anonymous complaint is
sent, and decides."""

import re

_NAMED = re.compile(r"\b(nama (saya|sy|aku)|saya bernama)\b", re.I)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
_DIGITS = re.compile(r"\+?\d(?:[\s.\-]?\d){8,19}")
_PHONE = re.compile(r"(\+?62|0)[2-9]\d{7,12}")
_NIK = 16  # digits


def what(text: str) -> list[str]:
    """What a reader may know the writer by, in words."""
    found = ["nama Anda"] if _NAMED.search(text) else []
    numbers = [re.sub(r"[\s.\-]", "", one[0]) for one in _DIGITS.finditer(text)]
    if any(len(one) == _NIK for one in numbers):
        found.append("NIK")
    if any(_PHONE.fullmatch(one) for one in numbers):
        found.append("nomor telepon")
    if _EMAIL.search(text):
        found.append("alamat pos-el")
    return found


def in_words(text: str) -> str:
    """ "nomor telepon dan NIK"; empty where there is nothing."""
    found = what(text)
    return " dan ".join(filter(None, [", ".join(found[:-1]), *found[-1:]]))
