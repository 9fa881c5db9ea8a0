"""A sheet of paper as it is keyed in: a digit for each mark, a digit or letter for each line of the profile."""

from collections.abc import Collection, Mapping
from typing import Any

from silastri.domain.satisfaction import questionnaire

from .index import ELEMENTS

# What nobody ticked, or ticked twice, is typed too: else a key that was lost would shift the rest of the row unseen.
MISSING = ("0", "-")

_MARKS = {"1": 1, "2": 2, "3": 3, "4": 4}


class NotARow(ValueError):
    """``wrong`` says by the name of the input what cannot be."""

    def __init__(self, wrong: dict[str, str]) -> None:
        super().__init__("; ".join(wrong.values()))
        self.wrong = wrong


def read(typed: Mapping[str, str], own: Collection[str] = ()) -> dict[str, Any]:
    """The answers of a row; ``own`` are the keys of the office's own questions. Raises NotARow."""
    wrong: dict[str, str] = {}
    marks = {name: _mark(typed, n, name, wrong) for n, name in enumerate((*ELEMENTS, *own), start=1)}
    profile = {told.key: _told(typed, told, wrong) for told in questionnaire.PROFILE}
    if not wrong and all(mark is None for mark in marks.values()):
        wrong = {questionnaire.QUESTIONS[0].element: "Baris ini kosong. Ketik paling sedikit satu nilai."}
    if wrong:
        raise NotARow(wrong)
    extra = {name: marks[name] for name in own if marks[name] is not None}
    return {name: marks[name] for name in ELEMENTS} | profile | {"extra": extra}


def _mark(typed: Mapping[str, str], number: int, name: str, wrong: dict[str, str]) -> int | None:
    given = typed.get(name, "").strip()
    if given in MISSING:
        return None
    if given not in _MARKS:
        wrong[name] = f"Pertanyaan {number}: ketik 1 sampai 4, atau 0 bila tidak diisi."
    return _MARKS.get(given)


def _told(typed: Mapping[str, str], told: questionnaire.Told, wrong: dict[str, str]) -> str:
    given = typed.get(told.key, "").strip().upper()
    if given in MISSING:
        return ""
    by_digit = {str(n): value for n, (value, _) in enumerate(told.options, start=1)}
    letters = {value: value for value, _ in told.options if len(value) == 1}
    found = (by_digit | letters).get(given)
    if found is None:
        wrong[told.key] = f"{told.name}: ketik 1 sampai {len(told.options)}, atau 0 bila tidak diisi."
    return found or ""
