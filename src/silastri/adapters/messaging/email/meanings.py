"""What the codes of mail servers (RFC 3463) mean, for who reads why a mail did not arrive."""

import re

_SENTENCES = {
    "1": "Alamat pos-el ini tidak ada.",
    "2": "Kotak pos-el penerima penuh atau tidak dipakai lagi.",
    "3": "Server pos-el penerima tidak dapat menerima pesan ini.",
    "4": "Server pos-el penerima tidak dapat dihubungi.",
    "7": "Server pos-el penerima menolak pesan dari kantor.",
}
_CODE = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")


def code(words: str) -> str:
    """The first code like 5.1.1 in the words; empty without one."""
    found = _CODE.search(words)
    return found[1] if found else ""


def sentence(code: str) -> str:
    subject = code.split(".")[1] if code.count(".") == 2 else ""
    return _SENTENCES.get(subject, "Pesan tidak dapat diantar.")
