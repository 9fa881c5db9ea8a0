"""The name of a person, read by one rule at every door: what cannot stand in a letter is refused where it is typed."""

import re
import unicodedata

from . import printable
from .identity import NotAnIdentity

LONGEST = 100
_SIGNS = " .,'-/()"
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bb\u02bc`\u00b4", "'") | dict.fromkeys("\u2010\u2011", "-"))
# Endings under which anybody can have a site. Titles are no danger: "S.Pd." and "B.Com." begin with one letter.
_SITE = re.compile(
    r"www\.|[^\W\d_-][\w-]+\.(com|net|org|info|biz|id|co|io|me|ly|gg|xyz|top|site|online|link|app|shop|store|click|live"
    r"|club|web|dev|cc|tv|gl|page|bio)(?![\w-])",
    re.IGNORECASE,
)


def person_name(text: str) -> str:
    """The name in one spelling of spaces and apostrophes. Raises NotAnIdentity.

    Latin letters without digits (Permendagri 73/2022 art. 5), with the signs of names and titles.
    """
    name = " ".join(unicodedata.normalize("NFC", text.translate(_APOSTROPHES)).split())
    if len(name) > LONGEST:
        raise NotAnIdentity(f"Nama terlalu panjang. Paling banyak {LONGEST} huruf.")
    for character in name:
        _must_be_of_a_name(character)
    if sum(character.isalpha() for character in name) < 2 or not name[0].isalpha():
        raise NotAnIdentity("Tulis nama lengkap seperti di KTP.")
    if _SITE.search(name):
        raise NotAnIdentity("Nama tidak boleh memuat alamat situs. Tulis seperti di KTP.")
    return name


def _must_be_of_a_name(character: str) -> None:
    if character in _SIGNS:
        return
    kind = unicodedata.category(character)
    if (
        kind.startswith("L")
        and unicodedata.name(character, "").startswith("LATIN")
        and not printable.strange(character)
    ):
        return
    if kind.startswith("N"):
        raise NotAnIdentity("Nama tidak memuat angka. Tulis seperti di KTP.")
    if kind.startswith("C") or kind in ("Zl", "Zp"):
        raise NotAnIdentity("Nama memuat tanda yang tidak terlihat. Ketik ulang, jangan ditempel.")
    raise NotAnIdentity(f"“{character}” tidak bisa dipakai di nama. Tulis seperti di KTP, dengan huruf Latin.")
