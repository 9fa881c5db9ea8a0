"""Understands what somebody wrote by message: a registration number, one of a few words, or something for a person.

People write as they like: in any case, with blanks in a number, with a full stop after a word. What is not surely one
of our words is for a person to read.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from silastri.domain import reference
from silastri.domain.number import is_digits


class Wish(StrEnum):
    """What is wanted."""

    WHERE = "where"  # where a case is
    COMPLAIN = "complain"
    SURVEY = "survey"
    STOP = "stop"  # no more news of progress
    RESUME = "resume"  # such news again
    HELP = "help"
    NOTHING = "nothing"  # no word was written: a picture, a sound
    THANKS = "thanks"  # nothing is wanted
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Meaning:
    """``refs`` are what may be registration numbers, the likeliest first. ``rest`` is what follows the word."""

    wish: Wish
    refs: tuple[str, ...] = ()
    rest: str = ""


# A word that counts wherever it stands first, and one that counts only when it is said alone.
_FIRST = {
    Wish.COMPLAIN: ("aduan", "pengaduan", "adukan", "mengadu", "keluhan", "lapor"),
    Wish.WHERE: ("status", "lacak", "cek", "posisi"),
}
_ALONE = {
    Wish.STOP: ("stop", "berhenti", "unsubscribe"),
    Wish.RESUME: ("lanjut", "lanjutkan", "start"),
    Wish.SURVEY: ("skm", "survei", "survey"),
    Wish.HELP: ("bantuan", "help", "menu", "info", "bantu"),
}
_WITH = frozenset("pesan kabar kabari kirim wa sms dong ya kak min pak bu saya mau isi kami lagi tolong".split())
_POLITE = frozenset("pak bu kak mas mbak min ya yah".split())
_THANKS = _POLITE | frozenset(
    "terima kasih terimakasih makasih makasi trims trimakasih tq thanks thank you ok oke okay baik baiklah siap sip "
    "iya banyak sama noted".split()
)
_MOST_READ = 4000
_SEPARATES = r"[\s.\-_/\u2010-\u2015]{0,3}"
_REF = re.compile(rf"(?<![A-Z0-9])([A-Z]{{2,5}}){_SEPARATES}([A-Z0-9]{{5}}){_SEPARATES}([A-Z0-9]{{5}})(?![A-Z0-9])")
_AS_PRINTED = re.compile(r"[A-Z]{2,5}[-\u2010-\u2015][A-Z0-9]{5}[-\u2010-\u2015][A-Z0-9]{5}")
_LETTERS = re.compile(r"[^\W_]+")


def understood(text: str) -> Meaning:
    """What the text means; every text means something."""
    plain = _plain(text)
    words = [word.lower() for word in _LETTERS.findall(plain)]
    if not words:
        return Meaning(Wish.NOTHING if not plain else Wish.THANKS if _is_drawn(plain) else Wish.OTHER, rest=plain)
    if _THANKS.issuperset(words) and not _POLITE.issuperset(words):
        return Meaning(Wish.THANKS, rest=plain)
    rest = _after_first(plain)
    first = next((wish for wish, those in _FIRST.items() if words[0] in those), None)
    refs = _refs(plain, rest if first else plain)
    if first is Wish.COMPLAIN:
        return Meaning(first, refs, rest)
    if first is None and (alone := _alone(words)):
        return Meaning(alone, refs, rest)
    if refs and (first or len(words) <= _FEW or _AS_PRINTED.search(plain.upper())):
        return Meaning(Wish.WHERE, refs, rest)
    if first and len(words) == 1:
        return Meaning(Wish.WHERE)
    return Meaning(Wish.OTHER, refs, plain)


_FEW = 6  # words of a message that is about its number and hardly more


def _plain(text: str) -> str:
    """Without marks that nobody sees, and with letters in their usual form."""
    seen = unicodedata.normalize("NFKC", text[:_MOST_READ])
    return "".join(one for one in seen if unicodedata.category(one) not in ("Cf", "Cc") or one in "\n\t").strip()


def _is_drawn(plain: str) -> bool:
    """Only signs such as a thumb."""
    return all(unicodedata.category(one) in ("So", "Sk", "Mn", "Zs") for one in plain)


def _after_first(plain: str) -> str:
    found = _LETTERS.search(plain)
    return plain[found.end() :].lstrip(" \t\n:;,.!-") if found else ""


def _alone(words: list[str]) -> Wish | None:
    """The wish of a message that says one of the words and nothing but courtesies."""
    said = [word for word in words if word not in _WITH] or words
    if len(said) != 1 or len(words) > 3:
        return None
    return next((wish for wish, those in _ALONE.items() if said[0] in those), None)


def _refs(plain: str, rest: str) -> tuple[str, ...]:
    """A number as it is printed first. One whose ten signs hold no digit must be written as printed: three short words
    look like it."""
    upper = plain.upper()
    printed = [reference.tidy(found) for found in _AS_PRINTED.findall(upper)]
    loose = [reference.tidy("".join(found)) for found in _REF.findall(upper) if _has_digit(found[1] + found[2])]
    whole = [reference.tidy(rest)] if _has_digit(rest) and len(rest) <= 40 else []
    return tuple(dict.fromkeys(ref for ref in (*printed, *loose, *whole) if ref))[:3]


def _has_digit(text: str) -> bool:
    return any("0" <= one <= "9" for one in text)


_BY_MACHINE = re.compile(
    r"pesan (ini )?(dikirim )?(secara )?otomatis|balasan otomatis|auto[- ]?reply|automatic reply|out of office"
    r"|jangan (di)?balas pesan ini|do not reply|no[- ]?reply",
    re.IGNORECASE,
)
_SHORTEST_NUMBER = 8
_NOT_TO_ANSWER = ("reaction", "system", "auto", "call", "revoked", "unknown")


def is_by_machine(text: str, kind: str, sender: str) -> bool:
    """Whether a machine wrote it: it says so, or its sender is a short code or a name and no telephone. It is kept, and
    gets no answer."""
    is_short = is_digits(sender) and len(sender) < _SHORTEST_NUMBER
    return kind in _NOT_TO_ANSWER or is_short or bool(_BY_MACHINE.search(text[:_MOST_READ]))
