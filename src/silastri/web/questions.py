"""The questions of a definition as inputs of a page."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from silastri.domain.case import form
from silastri.domain.definition.field import NO_NIK, PERSON_PARTS, FieldKind, Question
from silastri.domain.written_day import joined, kept, parts

LONGEST = 4000
DAY_PARTS = ("hari", "bulan", "tahun")  # in which days are typed whose year lies far back


def inputs(questions: tuple[Question, ...]) -> list[str]:
    """The names of all inputs of a form."""
    names: list[str] = []
    for question in questions:
        if question.kind is FieldKind.PERSON:
            names += [f"{question.key}.{part}" for part in PERSON_PARTS]
            names += [f"{question.key}.{NO_NIK}"] if question.may_lack_nik else []
        elif question.kind is FieldKind.LETTER:
            names += [question.key, f"{question.key}.nomor", f"{question.key}.tanggal"]
        elif question.kind is FieldKind.LIST:
            rows = range(1, question.rows + 1)
            names += [f"{question.key}.{row}.{item.key}" for row in rows for item in question.items]
        else:
            names.append(question.key)
    return names


def typed(questions: tuple[Question, ...], sent: Mapping[str, Any]) -> dict[str, str]:
    """The typed values of those inputs, if they were sent; a day also in its three parts."""
    found = {name: str(sent[name])[:LONGEST] for name in inputs(questions) if name in sent}
    days = (name for name in inputs(questions) if f"{name}.{DAY_PARTS[0]}" in sent)
    in_one = {name: kept(found[name]) for name in _typed_as_one(questions) if name in found}
    return found | in_one | {name: joined(_parts_of(name, sent)) for name in days}


def _typed_as_one(questions: tuple[Question, ...]) -> Iterator[str]:
    """The inputs in which a day is typed as 20-11-2026."""
    for question in questions:
        if question.kind is FieldKind.DATE:
            yield question.key
        for item in question.items:
            if item.kind is FieldKind.DATE:
                yield from (f"{question.key}.{row}.{item.key}" for row in range(1, question.rows + 1))


def _parts_of(name: str, sent: Mapping[str, Any]) -> tuple[str, str, str]:
    day, month, year = (str(sent.get(f"{name}.{part}", "")) for part in DAY_PARTS)
    return day, month, year


def in_parts(raw: Mapping[str, str]) -> dict[str, str]:
    """Each day among the answers as it is typed, in three parts."""
    return {
        f"{name}.{part}": piece
        for name, text in raw.items()
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text)
        for part, piece in zip(DAY_PARTS, parts(text), strict=True)
    }


def rows(question: Question, raw: Mapping[str, str], facts: Mapping[str, Any] | None = None) -> list[int]:
    """The rows of a list to show: those filled in and one more, or one for each item if the list is asked per item."""
    if question.per is not None:
        return list(range(1, form.count(question, dict(facts or {})) + 1))
    filled = [
        row
        for row in range(1, question.rows + 1)
        if any(raw.get(f"{question.key}.{row}.{item.key}", "").strip() for item in question.items)
    ]
    return list(range(1, min(max([question.least or 0, *(row + 1 for row in filled), 1]), question.rows) + 1))
