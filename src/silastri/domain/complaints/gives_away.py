"""What in a text may tell who wrote it. Nothing is refused for it: the writer is told before an anonymous complaint is
sent, and decides."""

import re

_NAMED = re.compile(r"\b(nama (saya|sy|aku)|saya bernama)\b", re.I)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,254}@[\w-]+(\.[\w-]+)+")  # begun once for each word, not for each letter
_PHONE = re.compile(r"(?<!\d)(?:\+?62|0)[\s.\-]?[2-9](?:[\s.\-]?\d){7,11}(?!\d)")
_NIK = re.compile(r"(?<!\d)\d{4}(?:[\s.\-]?\d){12}(?!\d)")  # 16 digits


def what(text: str) -> list[str]:
    """What a reader may know the writer by, in words."""
    found = ["nama Anda"] if _NAMED.search(text) else []
    if _NIK.search(text):
        found.append("NIK")
    if _PHONE.search(text):
        found.append("nomor telepon")
    if _EMAIL.search(text):
        found.append("alamat pos-el")
    return found


def in_words(text: str) -> str:
    """ "nomor telepon dan NIK"; empty where there is nothing."""
    found = what(text)
    return " dan ".join(filter(None, [", ".join(found[:-1]), *found[-1:]]))
