"""Tries out cases that the conditions tell apart: each answer that could matter, in every combination."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import islice, product
from typing import Any

from silastri.domain.case.facts import Facts, condition_names, fitting, moment, tree
from silastri.domain.case.opinion import ANSWERED
from silastri.domain.case.opinion import questions as of_party
from silastri.domain.definition.condition import Condition, ConditionFailed
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.exits import Lead
from silastri.domain.definition.field import FieldKind, Question, blank
from silastri.domain.definition.field import sample as item_sample
from silastri.domain.definition.letter_text import shown

MOST = 4000  # combinations tried
WORK = 150_000  # conditions worked out at most: a definition of thousands of lines gets fewer combinations
_NUMBER = re.compile(r"(?<![\w.])\d{1,9}(?![\w.])")


def trials(definition: Definition, conditions: Iterable[Condition]) -> Iterator[tuple[Facts, dict[str, Any]]]:
    """The facts of each case that the conditions can tell apart, and the answers that lead to them."""
    conditions = [*conditions, *(path.when for path in definition.standard.paths)]
    questions, passing = _questions(definition), _Passing(definition)
    asked = {name for condition in conditions for name in condition.names}
    while more := {n for name in asked for n in _hangs_on(name, questions) | passing.hangs_on(name)} - asked:
        asked |= more
    numbers = sorted({int(n) for condition in conditions for n in _NUMBER.findall(condition.text)})[:6]
    known = condition_names(definition)
    choices = {
        name: _values(questions.get(name), known[name], numbers) + _left(name, questions, passing)
        for name in sorted(asked & set(known))
    }
    choices.pop("jalur.kunci", None)
    most = max(8, min(MOST, WORK // (len(conditions) + len(known))))
    for picked in islice(product(*choices.values()), most):
        answers = dict(zip(choices, picked, strict=True))
        facts = tree(known | {"jalur.kunci": "", "jalur.sebutan": ""} | answers)
        _leave_out(questions, facts, answers)
        fit = fitting(definition.standard, facts)
        if len(fit) == 1:
            facts["jalur"] = {"kunci": fit[0].key, "sebutan": fit[0].label}
        passing.leave_out(facts, answers)
        yield facts, answers


class _Passing:
    """What is not noted because a case passed over its step, or over a party's answer there."""

    def __init__(self, definition: Definition) -> None:
        self.steps = {f"catatan.{step.key}": step for step in definition.sop.steps if step.form or step.parties}
        self.parties = {
            f"catatan.{step.key}.{party.key}": of_party(party)
            for step in definition.sop.steps
            for party in step.parties
        }

    def hangs_on(self, name: str) -> set[str]:
        """The other names by which it is known whether there is anything under this one."""
        step = self.steps.get(_first(name, 2))
        found = set(step.skip_when.names) if step and step.skip_when else set()
        return found | ({f"{_first(name, 3)}.{ANSWERED}"} if _first(name, 3) in self.parties else set())

    def may_lack(self, name: str) -> bool:
        """Whether the step's time limit may take a case past it with nothing filled in."""
        step = self.steps.get(_first(name, 2))
        return step is not None and step.limit is not None and step.limit.then.lead is Lead.ONWARD

    def leave_out(self, facts: Facts, answers: dict[str, Any]) -> None:
        """Blanks what is not noted in this case."""
        noted = facts.get("catatan", {})
        for name, step in self.steps.items():
            here = noted.get(step.key, {})
            if holds(step.is_passed_over, facts):
                here |= {question.key: blank(question) for question in step.form}
                here |= {party.key: _unsaid(of_party(party)) for party in step.parties}
                _forget(answers, name)
        for name, asked in self.parties.items():
            _, step_key, party = name.split(".")
            said = noted[step_key][party]
            if isinstance(said, dict) and not said[ANSWERED]:
                noted[step_key][party] = _unsaid(asked)
                _forget(answers, name, but=f"{name}.{ANSWERED}")


def _unsaid(asked: Iterable[Question]) -> dict[str, Any]:
    return {question.key: blank(question) for question in asked}


def _forget(answers: dict[str, Any], name: str, but: str = "") -> None:
    for answer in [one for one in answers if one.startswith(f"{name}.") and one != but]:
        del answers[answer]


def _first(name: str, parts: int) -> str:
    return ".".join(name.split(".")[:parts])


def _questions(definition: Definition) -> dict[str, Question]:
    found = {f"isian.{question.key}": question for question in definition.standard.form}
    for step in definition.sop.steps:
        found |= {f"catatan.{step.key}.{question.key}": question for question in step.form}
        for party in step.parties:
            found |= {f"catatan.{step.key}.{party.key}.{question.key}": question for question in of_party(party)}
    return found


def _owner(name: str, asked: Mapping[str, Question]) -> tuple[Question | None, str]:
    """The question to which the name belongs, and the part of its answer: a person's age."""
    if name in asked:
        return asked[name], ""
    whole, _, part = name.rpartition(".")
    return asked.get(whole), part


def _hangs_on(name: str, asked: Mapping[str, Question]) -> set[str]:
    question, _ = _owner(name, asked)
    return set(question.when.names) if question and question.when else set()


def _left(name: str, asked: Mapping[str, Question], passing: _Passing) -> list[Any]:
    """What the name stands for where its question was left open, if it may be."""
    question, part = _owner(name, asked)
    if question is None or not (question.optional or passing.may_lack(name)):
        return []
    nothing = blank(question)
    return [nothing.get(part, "") if part and isinstance(nothing, dict) else nothing]


def _values(question: Question | None, sample: Any, numbers: list[int]) -> list[Any]:
    if question is not None and question.kind is FieldKind.CHOICE:
        return [choice.key for choice in question.choices] + ([""] if question.optional else [])
    if isinstance(sample, list):
        return [sample, *_rows(question)]
    if isinstance(sample, bool):
        return [True, False]
    if isinstance(sample, float):
        return _with_decimals(question, numbers)
    if isinstance(sample, int):
        return _numbers(question, numbers)
    if question is not None and question.kind is FieldKind.DATE:
        today = date(2026, 1, 1)
        return [moment(today - timedelta(days=days)) for days in (-30, 0, 40, 400, 4000)]
    return [sample]


def _rows(question: Question | None) -> list[list[dict[str, Any]]]:
    """For each choice of an item, a list of one row with that choice."""
    if question is None:
        return []
    row = {item.key: item_sample(item) for item in question.items}
    return [[row | {item.key: choice.key}] for item in question.items for choice in item.choices[1:]]


def _numbers(question: Question | None, numbers: list[int]) -> list[Any]:
    """The numbers around those that the conditions compare with, and the least and most allowed answer."""
    may_be_negative = question is not None and question.kind is FieldKind.NUMBER
    least = question.least if question and question.least is not None else -1 if may_be_negative else 0
    most = question.most if question and question.most is not None else 10**9
    around = {0, 1, least, *(near for n in numbers for near in (n - 1, n, n + 1))}
    around |= {most} if question and question.most is not None else set()
    return sorted(n for n in around if least <= n <= most) or [1]


def _with_decimals(question: Question | None, numbers: list[int]) -> list[Any]:
    """The same as binary fractions, and one between them with every decimal that may be typed."""
    whole = _numbers(question, numbers)
    between = whole[0] + 1 / 3
    fits = question is not None and (question.most is None or between <= question.most)
    return [*map(float, whole), *([round(between, question.decimals)] if question and fits else [])]


def _leave_out(questions: dict[str, Question], facts: Facts, answers: dict[str, Any]) -> None:
    """Blanks the questions that are not asked in this case."""
    for name, question in questions.items():
        if question.when is not None and not holds(question.when.holds, facts):
            *parents, leaf = name.split(".")
            here = facts
            for parent in parents:
                here = here[parent]
            here[leaf] = blank(question)
            answers.pop(name, None)


def holds(ask: Callable[[Facts], bool], facts: Facts) -> bool:
    """Whether the condition holds; one that cannot be worked out does not."""
    try:
        return ask(facts)
    except ConditionFailed:
        return False


def said(definition: Definition, answers: dict[str, Any]) -> str:
    """The answers in words, for the text of a finding."""
    questions = _questions(definition)
    parts = []
    for name, value in answers.items():
        question = questions.get(name)
        label = question.label if question else name
        choices = {c.key: c.label for c in question.choices} if question else {}
        parts.append(f"{label} = {choices.get(value) if isinstance(value, str) and value in choices else shown(value)}")
    return ", ".join(part if not part.endswith("= ") else f"{part}(kosong)" for part in parts) or "semua jawaban"
