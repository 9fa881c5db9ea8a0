"""The text of a letter: Markdown in which ``{{ ... }}`` prints a fact of the case, written in CEL like any condition.

``{{ bila SYARAT }} ... {{ selain itu }} ... {{ selesai }}`` prints one text or the other.
``{{ untuk NAMA dari DAFTAR }} ... {{ selesai }}`` prints its text once for each row of a list. Both may be nested.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from silastri.domain.number import written

from .condition import Condition, compile_condition

WHEN, OTHERWISE, EACH, END = "bila", "selain itu", "untuk", "selesai"
LINE = "\u2028"  # a line break inside a table row, where Markdown's own would end the row
ROW = "nomor"  # the name for the number of a row in a repeated text
MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
_WORD = rf"{WHEN}\b|{OTHERWISE}\b|{EACH}\b|{END}\b"
# A word that is alone on its line takes the whole line with it, so that tables and lists are not broken.
_TOKEN = re.compile(
    rf"(?m)^[ \t]*\{{\{{\s*(?P<alone>(?:{_WORD})(?:(?!\}}\}}|\{{\{{).)*)\}}\}}[ \t]*(?:\n|\Z)"
    r"|\{\{(?P<inside>(?:(?!\}\}|\{\{)[\s\S])*)\}\}"
)
_REPEATS = re.compile(rf"{EACH}\s+([a-z_]\w*)\s+dari\s+(.+)", re.DOTALL)
_BRACES = re.compile(r"\{\{|\}\}")
_NAME = re.compile(r"[a-z_]\w*(?:\.[a-z_]\w*)*")

# How a value is printed when a place holds nothing but its name: choices by label, sums in rupiah.
Printing = Mapping[str, Callable[[Any], Any]]
Aliases = Mapping[str, str]  # the name of a row in a repeated text -> the list it belongs to


@dataclass(frozen=True)
class Place:
    line: int
    condition: Condition


@dataclass(frozen=True)
class When:
    line: int
    condition: Condition
    then: "Parts"
    otherwise: "Parts"


@dataclass(frozen=True)
class Each:
    line: int
    name: str
    condition: Condition  # the list
    parts: "Parts"


Part = str | Place | When | Each
Parts = tuple[Part, ...]
Around = tuple[When | Each, ...]


@dataclass(frozen=True)
class Asked:
    """A place, condition or repetition, with those around it; ``sides`` says for each of them which branch it is in."""

    part: Place | When | Each
    around: Around = ()
    sides: tuple[bool, ...] = ()


@dataclass(frozen=True)
class LetterText:
    file: str
    parts: Parts

    def fill(self, facts: Mapping[str, Any], printing: Printing | None = None) -> str:
        """The Markdown with every place filled in. Text from the case is escaped, so that it cannot become markup.

        Raises ConditionFailed when a fact is missing.
        """
        return "".join(_filled(self.parts, facts, printing or {}, {}))

    @property
    def asked(self) -> Iterator[Asked]:
        yield from _asked(self.parts, (), ())

    @property
    def places(self) -> tuple[tuple[int, Condition], ...]:
        """The line number and the condition of every place, condition and repetition."""
        return tuple((asked.part.line, asked.part.condition) for asked in self.asked)


class BadPlace(ValueError):
    """Part of a letter's text cannot be read: on which line, why, and how to correct it."""

    def __init__(self, line: int, why: str, remedy: str = "perbaiki isi {{ ... }}") -> None:
        super().__init__(why)
        self.line, self.remedy = line, remedy


def read(text: str, file: str, *, published: bool = False) -> LetterText:
    """Raises BadPlace for a place that is not CEL, and for conditions and repetitions without an end."""
    return LetterText(file, _Reader(text, published).parts())


class _Reader:
    """Goes through the tokens of a text one after the other."""

    def __init__(self, text: str, published: bool) -> None:
        self.text, self.published = text, published
        self.tokens = list(_TOKEN.finditer(text))
        self.next = self.end = 0

    def parts(self) -> Parts:
        found, stopped, line = self._until(())
        assert not stopped, line
        return found

    def _until(self, ends: tuple[str, ...]) -> tuple[Parts, str, int]:
        """The parts before the next of those words, the word, and its line; at the end of the text it is empty."""
        found: list[Part] = []
        while self.next < len(self.tokens):
            token = self.tokens[self.next]
            self.next += 1
            found += self._between(token.start())
            self.end = token.end()
            line = self._line(token.start(token.lastgroup or 0))
            said = (token["alone"] or token["inside"] or "").strip()
            if (word := " ".join(said.split())) in ends:
                return tuple(found), word, line
            found.append(self._part(said, line))
        found += self._between(len(self.text))
        return tuple(found), "", self._line(len(self.text))

    def _part(self, said: str, line: int) -> Part:
        word = re.match(_WORD, said)
        if word is None:
            return Place(line, self._condition(said, line))
        if word[0] in (END, OTHERWISE):
            what = f"'{{{{ {word[0]} }}}}' tanpa 'bila' atau 'untuk' di atasnya"
            raise BadPlace(line, what, f"hapus, atau tulis '{{{{ {WHEN} ... }}}}' sebelumnya")
        return self._when(said, line) if word[0] == WHEN else self._each(said, line)

    def _when(self, said: str, line: int) -> When:
        condition = self._condition(said.removeprefix(WHEN).strip(), line)
        then, stopped, _ = self._until((OTHERWISE, END))
        otherwise: Parts = ()
        if stopped == OTHERWISE:
            otherwise, stopped, _ = self._until((END,))
        _closed(stopped, WHEN, line)
        return When(line, condition, then, otherwise)

    def _each(self, said: str, line: int) -> Each:
        match = _REPEATS.fullmatch(said)
        if match is None:
            raise BadPlace(line, f"'{said}' salah tulis", f"tulis '{{{{ {EACH} alat dari isian.alat }}}}'")
        parts, stopped, _ = self._until((END,))
        _closed(stopped, EACH, line)
        return Each(line, match[1], self._condition(match[2].strip(), line), parts)

    def _between(self, end: int) -> list[Part]:
        text = self.text[self.end : end]
        if stray := _BRACES.search(text):
            what = "'{{' tidak ditutup" if stray[0] == "{{" else "'}}' tidak dibuka"
            raise BadPlace(self._line(self.end + stray.start()), what, "tulis '{{ nama }}' dalam satu pasang kurung")
        return [text] if text else []

    def _condition(self, text: str, line: int) -> Condition:
        try:
            return compile_condition(text, published=self.published)
        except ValueError as error:
            raise BadPlace(line, str(error)) from None

    def _line(self, position: int) -> int:
        return self.text.count("\n", 0, position) + 1


def _closed(stopped: str, word: str, line: int) -> None:
    if stopped != END:
        what = f"'{{{{ {word} ... }}}}' tidak ditutup"
        raise BadPlace(line, what, f"tulis '{{{{ {END} }}}}' di akhir bagiannya")


def _asked(parts: Parts, around: Around, sides: tuple[bool, ...]) -> Iterator[Asked]:
    for part in parts:
        if isinstance(part, str):
            continue
        yield Asked(part, around, sides)
        if isinstance(part, When):
            yield from _asked(part.then, (*around, part), (*sides, True))
            yield from _asked(part.otherwise, (*around, part), (*sides, False))
        elif isinstance(part, Each):
            yield from _asked(part.parts, (*around, part), (*sides, True))


def _filled(parts: Parts, facts: Mapping[str, Any], printing: Printing, aliases: Aliases) -> Iterator[str]:
    for part in parts:
        if isinstance(part, str):
            yield part
        elif isinstance(part, Place):
            yield _escape(shown(_printed(part.condition, facts, printing, aliases)))
        elif isinstance(part, When):
            yield from _filled(part.then if part.condition.holds(facts) else part.otherwise, facts, printing, aliases)
        else:
            named = {**aliases, part.name: list_name(part.condition)}
            for number, row in enumerate(part.condition.value(facts), start=1):
                yield from _filled(part.parts, {**facts, part.name: row, ROW: number}, printing, named)


def list_name(condition: Condition) -> str:
    """The list that a repetition goes through, even if it takes only some of its rows."""
    return min(condition.names, key=condition.text.index, default="")


def bare(condition: Condition) -> str:
    """The name in a place that holds nothing else; "" for any other place."""
    return condition.text if _NAME.fullmatch(condition.text) and condition.names else ""


def _printed(condition: Condition, facts: Mapping[str, Any], printing: Printing, aliases: Aliases) -> Any:
    value = condition.value(facts)
    root, dot, rest = bare(condition).partition(".")
    name = f"{aliases.get(root, root)}{dot}{rest}"
    return printing[name](value) if name in printing else value


def shown(value: Any) -> str:
    """A fact as a letter prints it: dates in words, yes and no in Indonesian."""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, datetime | date):
        return long_date(value)
    if isinstance(value, list):
        return "; ".join(f"{n}) {shown(one)}" for n, one in enumerate(value, start=1))
    if isinstance(value, dict):
        return ", ".join(filter(None, (shown(part) for part in value.values())))
    return "" if value is None else written(value) if isinstance(value, float) else str(value)


def long_date(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _escape(text: str) -> str:
    """Escapes every sign of Markdown; line breaks are kept, even in a table."""
    lines = (" ".join(line.split()) for line in text.replace("\0", "").splitlines())
    return re.sub(r"([\\`*_{}\[\]()#+\-=.!|<>~&])", r"\\\1", LINE.join(filter(None, lines)))
