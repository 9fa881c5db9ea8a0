"""Words as both databases find them: what is typed becomes phrases of plain words, so no sign of a query language is
left in them; and a text becomes a snippet with what was found marked."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

MOST_PHRASES = 8
_WORD = re.compile(r"[a-z0-9]+")
_TYPED = re.compile(r'"([^"]*)"|(\S+)')
_PERSON = re.compile(r"(?<!\d)(?:\d[\s.-]{0,2}){15}\d(?!\d)")  # a NIK or KK number, however it was grouped
_AROUND = 90  # letters before what was found

Phrase = tuple[str, ...]


def plain(text: str) -> str:
    """Lower case, no accents, words with single spaces: as it is indexed."""
    return " ".join(_WORD.findall(_folded(text)))


def masked(text: str) -> str:
    """The text without numbers of persons, which no index may hold in clear (UU 27/2022)."""
    return _PERSON.sub(lambda match: f"{match[0][:4]}{'*' * 12}", text)


def phrases(typed: str) -> tuple[Phrase, ...]:
    """Each must be found. What is in quotes, or was written without spaces as a letter's number is, is one phrase."""
    found = (tuple(_WORD.findall(_folded(quoted or single))) for quoted, single in _TYPED.findall(typed[:300]))
    return tuple(phrase[:20] for phrase in found if phrase)[:MOST_PHRASES]


def lexemes(text: str) -> str:
    """Plain words as PostgreSQL is given them. It would take 0e0a for a number and a letter; behind a letter it does
    not."""
    return " ".join(f"x{word}" for word in plain(text).split())


def tsquery(wanted: Sequence[Phrase]) -> str:
    """For PostgreSQL; the last word of a phrase may go on."""
    return " & ".join("(" + " <-> ".join(f"x{word}" for word in phrase) + ":*)" for phrase in wanted)


def fts5(wanted: Sequence[Phrase]) -> str:
    """For SQLite; the last word of a phrase may go on."""
    return " AND ".join('"' + " ".join(phrase) + '" *' for phrase in wanted)


def snippet(text: str, wanted: Sequence[Phrase], *, length: int = 240) -> list[tuple[str, bool]]:
    """A piece of the text around what was found first, in parts: its words, and whether they were looked for."""
    folded = _folded(text)
    if len(folded) != len(text):  # a letter that folds into several: marks would stand in the wrong place
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
