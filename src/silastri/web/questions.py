"""The questions of a definition as inputs of a page."""

from collections.abc import Mapping
from typing import Any

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
        else:
            names.append(question.key)
    return names


def typed(questions: tuple[Question, ...], sent: Mapping[str, Any]) -> dict[str, str]:
    """What was typed into them, as far as it was sent."""
    return {name: str(sent[name])[:LONGEST] for name in inputs(questions) if name in sent}
