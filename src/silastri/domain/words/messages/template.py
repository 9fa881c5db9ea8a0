"""What every template of a message has in common."""

import re
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import ClassVar

from silastri.domain.definition.letter_text import long_date

PLACE = re.compile(r"\{([a-z_]+)\}")


class Purpose(StrEnum):
    """Why somebody is told, the most pressing first."""

    ASKED = "asked"  # he asked for it a moment ago: a link, an answer
    NEEDED = "needed"  # he must know it: what to do, what was decided
    PROGRESS = "progress"  # he likes to know it: a step went on, a term comes near
    WORK = "work"  # to officers and to parties that are asked


@dataclass(frozen=True, kw_only=True)
class Template:
    """A message as its ``key`` and its values. ``pattern`` is the house's own text, with a place for each value: an
    office may say it in other words."""

    key: ClassVar[str]
    pattern: ClassVar[str]
    purpose: ClassVar[Purpose] = Purpose.NEEDED
    needed: ClassVar[tuple[str, ...]] = ()  # the places, beside the link, that an office's own text keeps
    is_of_office: ClassVar[bool] = True  # an office may say it in other words
    is_secret: ClassVar[bool] = False  # whoever reads its link may act for its receiver, while the link holds
    stays: ClassVar[bool] = False  # an answer: where its way fails, it goes no other
    link: str  # the one address of ours in it

    def text(self, pattern: str = "") -> str:
        return fill(pattern or self.pattern, self.shown())

    def shown(self) -> dict[str, str]:
        """Each value as it is read."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: long_date(value) if isinstance(value, date) else str(value) for name, value in values.items()}


def places(pattern: str) -> tuple[str, ...]:
    """The names of its places, in order; one that is there twice comes twice."""
    return tuple(PLACE.findall(pattern))


def fill(pattern: str, shown: dict[str, str]) -> str:
    """The pattern with its values, once: no value is ever read as a pattern. A line whose values are all empty is left
    out."""
    lines = (_line(line, shown) for line in pattern.split("\n"))
    return "\n".join(line for line in lines if line is not None)


def _line(line: str, shown: dict[str, str]) -> str | None:
    names = PLACE.findall(line)
    if names and not any(shown[name] for name in names):
        return None
    return PLACE.sub(lambda place: shown[place[1]], line)


def about_case(what: str, *more: str) -> str:
    """The pattern of what happened, with the case that it happened to."""
    return "\n".join((what, "{service}", "Nomor pendaftaran: {ref}", *more))
