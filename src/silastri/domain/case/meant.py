"""Which questions of a form an officer's words are about: those whose label they name."""

import re
from collections.abc import Iterable, Sequence

from silastri.domain.definition.field import PERSON_PARTS, FieldKind, Question

_WORD = re.compile(r"\w+")
_LONG = 3  # letters from which a word says something
_ENOUGH = 0.6  # of a label's words


def meant(form: Sequence[Question], words: str) -> tuple[Question, ...]:
    """The questions that the words name best; none where they name no question."""
    said = _words(words)
    named = [(question, _share(question, said)) for question in form]
    best = max((share for _, share in named), default=0.0)
    return tuple(question for question, share in named if share == best and share >= _ENOUGH)


def _share(question: Question, said: Sequence[str]) -> float:
    """How much of the label is said; of a question about a person, also of the label of one of its parts."""
    labels = [question.label]
    if question.kind is FieldKind.PERSON:
        labels += PERSON_PARTS.values()
    if question.kind is FieldKind.LIST:
        labels += [item.label for item in question.items]
    return max(_said(_words(label), said) for label in labels)


def _said(label: Sequence[str], said: Iterable[str]) -> float:
    """A word counts also with an ending: "sekolahnya" says "sekolah"."""
    found = [word for word in label if any(one.startswith(word) for one in said)]
    return len(found) / len(label) if label else 0.0


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold()) if len(word) >= _LONG]
