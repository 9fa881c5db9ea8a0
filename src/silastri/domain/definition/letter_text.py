"""The text of a letter: Markdown in which ``{{ ... }}`` asks for a fact of the case, in CEL like every condition."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from .condition import Condition, compile_condition

_PLACE = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()


@dataclass(frozen=True)
class LetterText:
    """The text between the places, and the conditions that fill them: one text more than places."""

    file: str
    pieces: tuple[str, ...]
    places: tuple[tuple[int, Condition], ...]  # the line of each, and what it asks

    def fill(self, facts: Mapping[str, Any]) -> str:
        """The Markdown with every place filled; what comes from the case cannot become markup.

        Raises ConditionFailed when a fact is missing.
        """
        filled = [self.pieces[0]]
        for (_, condition), after in zip(self.places, self.pieces[1:], strict=True):
            filled += [_escape(shown(condition.value(facts))), after]
        return "".join(filled)


class BadPlace(ValueError):
    def __init__(self, line: int, why: str) -> None:
        super().__init__(why)
        self.line = line


def read(text: str, file: str) -> LetterText:
    """Raises BadPlace for a place that is not CEL."""
    pieces, places, end = [], [], 0
    for match in _PLACE.finditer(text):
        pieces.append(text[end : match.start()])
        end = match.end()
        line = text.count("\n", 0, match.start()) + 1
        try:
            places.append((line, compile_condition(match[1].strip())))
        except ValueError as error:
            raise BadPlace(line, str(error)) from None
    return LetterText(file, (*pieces, text[end:]), tuple(places))


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
    return "" if value is None else str(value)


def long_date(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _escape(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|<>~&])", r"\\\1", " ".join(text.split()))
