"""Search terms for both databases, as phrases of plain words without any operator of their query languages; and
snippets in which the terms found are marked."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

MOST_PHRASES = 8
_WORD = re.compile(r"[a-z0-9]+")
_TYPED = re.compile(r'"([^"]*)"|(\S+)')
_PERSON = re.compile(r"(?<!\d)(?:\d[\s.-]{0,2}){15}\d(?!\d)")  # a NIK or KK number, grouped in any way
_AROUND = 90  # characters shown before the first term found

Phrase = tuple[str, ...]


def plain(text: str) -> str:
    """The text as it is indexed: lower case, no accents, words with single spaces."""
    return " ".join(_WORD.findall(_folded(text)))


def masked(text: str) -> str:
    """The text without identity numbers, which an index must not hold in clear (UU 27/2022)."""
    return _PERSON.sub(lambda match: f"{match[0][:4]}{'*' * 12}", text)


def phrases(typed: str) -> tuple[Phrase, ...]:
    """The phrases to search for; all must be found. A phrase is in quotes or, like a letter's number, has no spaces."""
    found = (tuple(_WORD.findall(_folded(quoted or single))) for quoted, single in _TYPED.findall(typed[:300]))
    return tuple(phrase[:20] for phrase in found if phrase)[:MOST_PHRASES]


def lexemes(text: str) -> str:
    """Plain words for PostgreSQL, each with an x before it: it would read a word like 0e0a as a number and a letter."""
    return " ".join(f"x{word}" for word in plain(text).split())


def tsquery(wanted: Sequence[Phrase]) -> str:
    """The query for PostgreSQL; the last word of a phrase may be only the beginning of a word."""
    return " & ".join("(" + " <-> ".join(f"x{word}" for word in phrase) + ":*)" for phrase in wanted)


def fts5(wanted: Sequence[Phrase]) -> str:
    """The query for SQLite; the last word of a phrase may be only the beginning of a word."""
    return " AND ".join('"' + " ".join(phrase) + '" *' for phrase in wanted)


def snippet(text: str, wanted: Sequence[Phrase], *, length: int = 240) -> list[tuple[str, bool]]:
    """The text around the first term found, in parts; the flag of a part says whether it is a term."""
    folded = _folded(text)
    if len(folded) != len(text):  # a letter became several, so the marks would be in the wrong place
        folded = text.lower()
    hits = list(_hits(folded, wanted))
    start = max(0, hits[0][0] - _AROUND) if hits else 0
    if start:
        start = text.find(" ", start) + 1 or start
    end = start + length
    parts, at = [("… ", False)] if start else [], start
    for begins, ends in hits:
        if begins >= at and ends <= end:
            parts += [(text[at:begins], False), (text[begins:ends], True)]
            at = ends
    parts.append((text[at:end], False))
    return [part for part in [*parts, (" …" if end < len(text) else "", False)] if part[0]]


def _folded(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower()


def _hits(folded: str, wanted: Sequence[Phrase]) -> Iterator[tuple[int, int]]:
    if wanted:
        either = "|".join("[^a-z0-9]+".join(phrase) + "[a-z0-9]*" for phrase in wanted)
        yield from ((match.start(), match.end()) for match in re.finditer(rf"(?<![a-z0-9])(?:{either})", folded))
