"""Invented answers, for practice cases and for looking at a letter before anybody has applied for it.

All invented people are recognisable as examples.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from itertools import islice, product
from typing import Any

from silastri.domain.definition.condition import Condition, ConditionFailed
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.field import FieldKind, Item, Question
from silastri.domain.definition.standard import Outcome
from silastri.domain.kinds import Kind

from . import facts, form, step_notes
from .facts import Facts
from .held_letter import PAPER
from .step_notes import LookUp, StepFacts

APPLICANT = {"nama": "Rani Contoh", "nik": "1407014107900001", "alamat": "Jalan Contoh Nomor 2, Kota Contoh"}
_ELDERS = (
    {"nama": "Nek Minah Contoh", "nik": "1407014107450002", "tempat_lahir": "Bangko", "tanggal_lahir": "1945-07-01",
     "jenis_kelamin": "P", "alamat": "Jalan Contoh Nomor 1, Bangko"},
    {"nama": "Atok Rahman Contoh", "nik": "1407021001480003", "tempat_lahir": "Kubu", "tanggal_lahir": "1948-01-10",
     "jenis_kelamin": "L", "alamat": "Jalan Contoh Nomor 7, Kubu"},
)  # fmt: skip
_CHILDREN = (
    {"nama": "Sari Contoh", "nik": "1407036505120004", "tempat_lahir": "Sinaboi", "tanggal_lahir": "2012-05-25",
     "jenis_kelamin": "P", "alamat": "Jalan Contoh Nomor 3, Sinaboi"},
    {"nama": "Dimas Contoh", "nik": "1407030803110005", "tempat_lahir": "Pujud", "tanggal_lahir": "2011-03-08",
     "jenis_kelamin": "L", "alamat": "Jalan Contoh Nomor 5, Pujud"},
)  # fmt: skip
_MOST_TRIED = 400


class Filling(StrEnum):
    """How a form is filled in: every question; only the required ones; every question with the longest answer."""

    FULL = "penuh"
    EMPTY = "kosong"
    LONG = "panjang"


def typed(questions: Sequence[Question], number: int = 0, filling: Filling = Filling.FULL) -> dict[str, str]:
    """Something that a person could type into a form, by the name of the input."""
    found: dict[str, str] = {}
    for question in questions:
        if filling is Filling.EMPTY and question.optional:
            continue
        if question.kind is FieldKind.PERSON:
            found |= _person(question, number, filling)
        elif question.kind is FieldKind.LETTER:
            found |= letter_on_paper(question) if question.may_be_paper else {}
        elif question.kind is FieldKind.LIST:
            found |= _rows(question, filling)
        else:
            found[question.key] = _answer(question, filling)
    return found


def _person(question: Question, number: int, filling: Filling) -> dict[str, str]:
    holders = _CHILDREN if "anak" in question.label.lower() else _ELDERS
    person = dict(holders[number % 2])
    if filling is Filling.LONG:
        person |= {"nama": _long(90), "alamat": _long(form.LONGEST_TEXT), "tempat_lahir": _long(60)}
    return {f"{question.key}.{part}": text for part, text in person.items()}


def _rows(question: Question, filling: Filling) -> dict[str, str]:
    many = question.rows if filling is Filling.LONG else min(max(2, question.least or 0), question.rows)
    items = [item for item in question.items if filling is not Filling.EMPTY or item.required]
    return {f"{question.key}.{n}.{i.key}": _answer(i, filling) for n in range(1, many + 1) for i in items}


def letter_on_paper(question: Question) -> dict[str, str]:
    """An old letter that exists only on paper."""
    key = question.key
    return {key: PAPER, f"{key}.nomor": "CONTOH/001/2020", f"{key}.tanggal": "2020-01-15"}


_ANSWERS = {
    FieldKind.LONG_TEXT: "Keluarga sudah menunggu di sana.",
    FieldKind.NUMBER: "5",
    FieldKind.MONEY: "100000",
    FieldKind.DATE: "2026-01-15",
    FieldKind.YES_NO: "ya",
    FieldKind.REGION: "Kota Pekanbaru",
}
_LONGEST = {
    FieldKind.TEXT: form.LONGEST_TEXT,
    FieldKind.REGION: form.LONGEST_TEXT,
    FieldKind.LONG_TEXT: form.LONGEST_PARAGRAPH,
}


def _answer(question: Item, filling: Filling = Filling.FULL) -> str:
    if question.choices:
        widest = max(question.choices, key=lambda choice: len(choice.label))
        return widest.key if filling is Filling.LONG else question.choices[0].key
    if question.kind is FieldKind.DATE and "berlaku" in question.key:
        return "2030-01-15"  # what is valid must be so for long
    if question.kind in (FieldKind.NUMBER, FieldKind.MONEY):
        return _number(question)
    if filling is Filling.LONG and question.kind in _LONGEST:
        return _long(_LONGEST[question.kind])
    return _ANSWERS.get(question.kind, "Contoh isian")


def _long(most: int) -> str:
    return ("Contoh isian yang sangat panjang, sepanjang yang boleh diketik. " * (most // 60 + 1))[:most].strip()


def _number(question: Item) -> str:
    """The usual number, or the nearest one that the question allows."""
    usual = int(_ANSWERS[question.kind])
    least = question.least if question.least is not None else usual
    return str(min(max(usual, least), question.most if question.most is not None else usual + least))


def case(
    definition: Definition, conditions: Sequence[Condition], filling: Filling, today: date, path: str = ""
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Answers and officers' notes of a case on that path in which all those conditions hold, if there can be one."""
    paths = [one.when for one in definition.standard.paths if one.key == path]
    first: tuple[dict[str, Any], dict[str, Any]] | None = None
    for raw in _tried(definition, [*conditions, *paths], filling):
        for outcome in definition.standard.outcomes or (None,):
            found = _filled(definition, raw, filling, today, outcome)
            first = first or found
            if _fits(definition, found, conditions, today, path):
                return found
    assert first
    return first


def _tried(definition: Definition, conditions: Sequence[Condition], filling: Filling) -> Iterator[dict[str, str]]:
    """The form filled in as usual, then with other choices until the conditions hold."""
    usual = typed(definition.standard.form, filling=filling)
    names = {name for condition in conditions for name in condition.names}
    asked = [question for question in definition.standard.form if f"isian.{question.key}" in names]
    picks = [[(q.key, value) for value in _choices(q, usual.get(q.key, ""))] for q in asked]
    for picked in islice(product(*picks), _MOST_TRIED):
        yield usual | dict(picked)


def _choices(question: Question, usual: str) -> list[str]:
    if question.choices:
        return list(dict.fromkeys([usual, *(choice.key for choice in question.choices)]))
    if question.kind is FieldKind.YES_NO:
        return list(dict.fromkeys([usual, "tidak", "ya"]))
    if question.kind in (FieldKind.NUMBER, FieldKind.MONEY):
        return [usual, "0", "1", "10", "100", "1000", "1000000"]
    return [usual]


def _filled(
    definition: Definition, raw: dict[str, str], filling: Filling, today: date, outcome: Outcome | None
) -> tuple[dict[str, Any], dict[str, Any]]:
    answers = form.read(definition.standard.form, raw, today).values
    notes: step_notes.Notes = {}
    for step in definition.sop.steps:
        known = facts.case_facts(definition, filed=today, answers=answers, applicant=APPLICANT, notes=notes)
        if step.kind is Kind.LOOK_UP:
            found = {"terdaftar": True, "nama": APPLICANT["nama"], "desil": 2, "periode": "Oktober 2026"}
            decided = {"kunci": outcome.key, "sebutan": outcome.label, "bersurat": True} if outcome else facts.OUTCOME
            looked = StepFacts(look_up=LookUp(data=facts.REGISTRY | found, outcome=decided))
            notes = step_notes.with_facts(notes, step.key, looked)
        raw_notes = typed(step.form, filling=filling)
        noted = form.read(step.form, raw_notes, today, known, step=step.key).values
        notes = step_notes.with_answers(notes, step.key, noted)
    return answers, notes


def _fits(
    definition: Definition,
    found: tuple[dict[str, Any], dict[str, Any]],
    conditions: Sequence[Condition],
    today: date,
    path: str,
) -> bool:
    answers, notes = found
    known: Facts = facts.case_facts(definition, filed=today, answers=answers, applicant=APPLICANT, notes=notes)
    try:
        return all(condition.holds(known) for condition in conditions) and path in ("", known["jalur"]["kunci"])
    except ConditionFailed:
        return False
