"""How letters print answers: choices by label, sums in rupiah, the parts of a list's row in the order of the form."""

from collections.abc import Callable, Iterator
from typing import Any

from silastri.domain.case import opinion
from silastri.domain.case.facts import PERSON
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.field import FieldKind, Item, Question
from silastri.domain.definition.letter_text import Printing
from silastri.domain.definition.standard import Product

from .wording import rupiah

_Print = Callable[[Any], Any]


def printing(definition: Definition, product: Product | None = None) -> Printing:
    """The printing of each name that letters use; ``product`` is the product whose letter is drawn."""
    found: dict[str, _Print] = {f"{who}.{part}": _dash for who in ("pemohon", "pemegang") for part in PERSON}
    for question in definition.standard.form:
        found |= _question(f"isian.{question.key}", question)
        if product and product.per and product.per.text.strip() == f"isian.{question.key}":
            found |= dict(_items("butir", question))
    for step in definition.sop.steps:
        for question in step.form:
            found |= _question(f"catatan.{step.key}.{question.key}", question)
        for party in step.parties:
            for question in opinion.questions(party):
                found |= _question(f"catatan.{step.key}.{party.key}.{question.key}", question)
    return found


def _dash(value: Any) -> Any:
    """A dash for what an account may lack, such as an address, so that the letter has no hole."""
    return "-" if value == "" else value


def _question(name: str, question: Question) -> dict[str, _Print]:
    return dict(_items(name, question)) if question.items else {name: _of(question)}


def _items(name: str, question: Question) -> Iterator[tuple[str, _Print]]:
    """The printing of a list: whole, and part by part where its rows are repeated."""
    prints = {item.key: _of(item) for item in question.items}

    def row(answers: Any) -> Any:
        return {key: show(answers.get(key, "")) for key, show in prints.items()}

    def whole(answers: Any) -> Any:
        return [row(one) for one in answers] if isinstance(answers, list) else row(answers)

    yield name, whole
    yield from ((f"{name}.{key}", show) for key, show in prints.items())


def _of(item: Item) -> _Print:
    if item.kind is FieldKind.CHOICE:
        labels = {choice.key: choice.label for choice in item.choices}
        return lambda value: labels.get(value, value)
    if item.kind is FieldKind.MONEY:
        return lambda value: rupiah(value) if isinstance(value, int) else value
    return lambda value: value
