"""Which characters the papers of an office can show: Latin with all accents, Greek, Cyrillic, and common signs.

A test compares this with the fonts. Any other character would be an empty box on paper.
"""

import re

_SHOWN = (
    "\t\n\r -~\u00a0-\u0377\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u052f\u1e00-\u1eff\u2000-\u2027\u202f-\u205e"
    "\u2070\u2071\u2074-\u208e\u2090-\u209c\u20a0-\u20be\u2100-\u214f\u2153\u2154\u215b-\u215e\u2190-\u2195"
    "\u2202\u2206\u220f\u2211\u2212\u2215\u2219\u221a\u221e\u2248\u2260\u2264\u2265\u25cf\ufb01-\ufb04\ufffd"
)
# Controls and marks that change the reading direction are invisible, and can make one name look like another.
_HIDDEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
_NOT_SHOWN = re.compile(f"[^{_SHOWN}{_HIDDEN}]")
_INVISIBLE = re.compile(f"[{_HIDDEN}]")


def strange(text: str) -> str:
    """The first character that cannot be printed; empty when all can."""
    found = _NOT_SHOWN.search(text)
    return found[0] if found else ""


def sentence(character: str) -> str:
    return f"Huruf atau gambar “{character}” tidak dapat dicetak di surat. Hapus, atau tulis dengan huruf Latin."


def tidy(text: str) -> str:
    """The text without invisible characters; one that cannot be printed is replaced by a visible mark."""
    return _NOT_SHOWN.sub("\ufffd", _INVISIBLE.sub("", text))
