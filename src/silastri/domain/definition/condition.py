"""Conditions of a definition, in CEL: safe, always ending, and compiled once when the definition is read."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, ValidationInfo, WithJsonSchema

from silastri.domain import number, worktime
from silastri.domain.bare_package import bare_package
from silastri.domain.refusal import NotFit

from .words import is_published

with bare_package("cel"):  # which would start a command line of its own: prompt_toolkit, rich and typer
    from cel import cel


class ConditionFailed(NotFit):
    """A condition could not be worked out for this case; the message is a sentence for the officer."""


_STRING = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"")
_CHAIN = re.compile(r"(?<![\w.])([a-z_]\w*(?:\.[a-z_]\w*)*)(?!\w*\s*\()")
_ROOTLESS = re.compile(r"(?:^|[-+*/%(\[,?:!=<>&|{])\s*\.[A-Za-z_]")  # CEL's ".name", which ``names`` would not see
_WORDS = {"true", "false", "null", "in"}
_EACH = re.compile(r"\.(?:all|exists|exists_one|map|filter)\(\s*([a-z_]\w*)\s*,")


def _add_months(moment: datetime, months: int) -> datetime:
    return datetime.combine(worktime.add_months(moment.date(), months), moment.timetz())


def _add_days(moment: datetime, days: int) -> datetime:
    return moment + timedelta(days=days)


def _sum(numbers: list[Any]) -> Any:
    return sum(numbers)


def _days_between(first: datetime, last: datetime) -> int:
    return (last - first).days


def _months_between(first: datetime, last: datetime) -> int:
    """Whole months; negative when ``last`` is earlier."""
    if last < first:
        return -_months_between(last, first)
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - (_add_months(first, months) > last)


def _or_nothing(reckon: Callable[..., Any]) -> Callable[..., Any]:
    """Returns None for a blank date or one beyond the calendar, so that the condition cannot be worked out. The
    library would print an error that is raised here."""

    def reckoned(*values: Any) -> Any:
        try:
            return reckon(*values)
        except (AttributeError, TypeError, ValueError, OverflowError):
            return None

    return reckoned


# Calendar functions for conditions, which CEL lacks.
_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "tambah_bulan": _or_nothing(_add_months),
    "tambah_hari": _or_nothing(_add_days),
    "jumlah": _or_nothing(_sum),
    "hari_antara": _or_nothing(_days_between),
    "bulan_antara": _or_nothing(_months_between),
}


@dataclass(frozen=True)
class Condition:
    text: str
    program: Any = field(compare=False, repr=False)

    def holds(self, facts: Mapping[str, Any]) -> bool:
        """Whether the condition holds. Raises ConditionFailed when a fact is missing or of the wrong kind."""
        answer = self.value(facts)
        if not isinstance(answer, bool):
            raise ConditionFailed(f'Syarat "{self.text}" tidak menghasilkan ya atau tidak.')
        return answer

    def value(self, facts: Mapping[str, Any]) -> Any:
        try:
            return self.program.execute(cel.Context(self._asked_of(facts), _FUNCTIONS))
        except (ValueError, TypeError, RuntimeError, ArithmeticError, LookupError) as error:
            raise ConditionFailed(f'Syarat "{self.text}" tidak dapat dihitung untuk permohonan ini.') from error

    def _asked_of(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        """The part of the facts that the condition uses: handing over all of them takes longer than the condition."""
        found: dict[str, Any] = {}
        for name in sorted(self.names):
            here: Any = facts
            there = found
            *parents, leaf = name.split(".")
            for parent in parents:
                here = here.get(parent) if isinstance(here, Mapping) else None
                if not isinstance(here, Mapping):
                    break
                inner = there.setdefault(parent, {})
                if inner is here:  # a shorter name has asked for all of it
                    break
                there = inner
            else:
                if leaf in here:
                    there[leaf] = here[leaf]
        return found

    @cached_property
    def names(self) -> frozenset[str]:
        """The dotted names that the condition uses: ``layanan.jenis``, ``isian.calon.nama``."""
        bare = _STRING.sub("''", self.text)
        own = {match[1] for match in _EACH.finditer(bare)} | _WORDS  # names that a loop over a list gives
        return frozenset(m[1] for m in _CHAIN.finditer(bare) if m[1].partition(".")[0] not in own)


def compile_condition(text: str, *, published: bool = False) -> Condition:
    """Raises ValueError with the column when the text is not CEL. What was ``published`` is read as it was then, even
    where a reader could take a number in it for another."""
    if _ROOTLESS.search(_STRING.sub("''", text)):
        raise ValueError(f'syarat "{text}" salah tulis: ada titik tanpa nama di depannya')
    if not published and (unclear := number.ambiguous(_STRING.sub("''", text))):
        plain = unclear.replace(".", "")
        raise ValueError(
            f'angka {unclear} di rumus "{text}" dapat dibaca dua cara; tulis {plain} tanpa titik, atau '
            f"{unclear}0 bila maksudnya pecahan"
        )
    try:
        return Condition(text, cel.compile(text))
    except ValueError as error:
        column = re.search(r"<input>:\d+:(\d+)", str(error))
        where = f" di huruf ke-{column[1]}" if column else ""
        raise ValueError(f'syarat "{text}" salah tulis{where}') from None


def _compiled(value: object, info: ValidationInfo) -> object:
    return compile_condition(value, published=is_published(info)) if isinstance(value, str) else value


When = Annotated[
    Condition,
    BeforeValidator(_compiled),
    PlainSerializer(lambda condition: condition.text),
    WithJsonSchema({"type": "string", "examples": ['layanan.jenis == "sip"']}),
]
