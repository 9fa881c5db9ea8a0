"""Which questions of a form an officer's words are about: those whose label they name."""

import re
from collections.abc import Iterable, Sequence

from silastri.domain.definition.field import PERSON_PARTS, FieldKind, Question

_WORD = re.compile(r"\w+")
_SAY_NOTHING = frozenset("anda atau dan dari dengan di ini itu ke oleh untuk yang".split())
_ENOUGH = 0.6  # of a label's words


def meant(form: Sequence[Question], words: str) -> tuple[Question, ...]:
    """The questions that the words name; none where they name no question."""
    said = _words(words)
    return tuple(question for question in form if _share(question, said) >= _ENOUGH)


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
    return [word for word in _WORD.findall(text.casefold()) if word not in _SAY_NOTHING]
