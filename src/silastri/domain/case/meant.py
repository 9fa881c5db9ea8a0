"""Which questions of a form an officer's words are about: those whose label they name."""

import re
from collections.abc import Iterable, Sequence

from silastri.domain.definition.field import PERSON_PARTS, FieldKind, Question

_WORD = re.compile(r"\w+")
_SAY_NOTHING = frozenset("anda atau dan dari dengan di ini itu ke oleh untuk yang".split())
_ENOUGH = 0.5  # of a label's words


def meant(form: Sequence[Question], words: str) -> tuple[Question, ...]:
    """The questions that the words name; none where they name no question."""
    said = _words(words)
    return tuple(question for question in form if _is_meant(question, said))


def _is_meant(question: Question, said: Sequence[str]) -> bool:
    """Whether half of its label is said; of a question about a person also if one of its parts is named in full."""
    if _said(_words(question.label), said) >= _ENOUGH:
        return True
    parts = PERSON_PARTS.values() if question.kind is FieldKind.PERSON else ()
    return any(_said(_words(label), said) == 1 for label in parts)


def _said(label: Sequence[str], said: Iterable[str]) -> float:
    """A word counts also with an ending: "sekolahnya" says "sekolah"."""
    found = [word for word in label if any(one.startswith(word) for one in said)]
    return len(found) / len(label) if label else 0.0


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold()) if word not in _SAY_NOTHING]
