"""The questions of a definition as inputs of a page."""

from collections.abc import Mapping
from typing import Any

from silastri.domain.case import form
from silastri.domain.definition.field import PERSON_PARTS, FieldKind, Question

LONGEST = 4000


def inputs(questions: tuple[Question, ...]) -> list[str]:
    """The names of all inputs of a form."""
    names: list[str] = []
    for question in questions:
        if question.kind is FieldKind.PERSON:
            names += [f"{question.key}.{part}" for part in PERSON_PARTS]
        elif question.kind is FieldKind.LETTER:
            names += [question.key, f"{question.key}.nomor", f"{question.key}.tanggal"]
        elif question.kind is FieldKind.LIST:
            rows = range(1, question.rows + 1)
            names += [f"{question.key}.{row}.{item.key}" for row in rows for item in question.items]
        else:
            names.append(question.key)
    return names


def typed(questions: tuple[Question, ...], sent: Mapping[str, Any]) -> dict[str, str]:
    """The typed values of those inputs, if they were sent."""
    return {name: str(sent[name])[:LONGEST] for name in inputs(questions) if name in sent}


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
