"""Reads what a person typed into a form: clean answers, and a kind sentence for each answer that is not right."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from silastri.domain import identity, printable
from silastri.domain.definition.condition import ConditionFailed
from silastri.domain.definition.field import NO_NIK, PERSON_PARTS, FieldKind, Item, Question
from silastri.domain.number import NotANumber, carried, money, number, whole
from silastri.domain.person_name import person_name
from silastri.domain.written_day import day, why_wrong

from . import held_letter
from .facts import of_answers
from .labels import lowered, wanted
from .opinion import noted_so_far
from .person import age, completed

Raw = Mapping[str, str]
LONGEST_TEXT = 300
LONGEST_PARAGRAPH = 3000


class _Wrong(ValueError):
    """The answer is not right; the message is for the person who typed it."""


@dataclass(frozen=True)
class Answers:
    """``values`` in the form that conditions and letters use; ``errors`` by the name of the input."""

    values: dict[str, Any]
    errors: dict[str, str]


def shown(form: tuple[Question, ...], raw: Raw, today: date, letters: held_letter.Choices | None = None) -> set[str]:
    """The keys of the questions to show, given the answers so far."""
    found = read(form, raw, today, letters=letters)
    return set(found.values) | {name.partition(".")[0] for name in found.errors}


def asked(form: tuple[Question, ...], facts: dict[str, Any]) -> list[Question]:
    """The questions that are asked of this person. A question whose condition cannot be worked out yet is not asked."""
    return [question for question in form if question.when is None or _holds(question, facts)]


def _holds(question: Question, facts: dict[str, Any]) -> bool:
    try:
        return question.when is None or question.when.holds(facts)
    except ConditionFailed:
        return False


def read(
    form: tuple[Question, ...],
    raw: Raw,
    today: date,
    facts: dict[str, Any] | None = None,
    *,
    step: str = "",
    party: str = "",
    letters: held_letter.Choices | None = None,
) -> Answers:
    """Reads ``raw`` by the question's key; the parts of a person by ``key.part``; letters from ``letters``.

    A question whose condition does not hold, given the answers before it, is skipped. With ``step`` the form is that of
    the step, whose answers conditions know as ``catatan.<step>``; with ``party`` that of a party asked at that step.
    """
    values: dict[str, Any] = {}
    errors: dict[str, str] = {}
    known = facts or {}
    for question in form:
        so_far = of_answers(form, values) if question.when else {}
        here = noted_so_far(known, step, party, so_far) if step else {"isian": so_far}
        if not _holds(question, known | here):
            continue
        if question.kind is FieldKind.PERSON:
            values[question.key] = _person(question, raw, today, errors)
            continue
        if question.kind is FieldKind.LETTER:
            values[question.key], wrong = held_letter.read(question, raw, today, (letters or {}).get(question.key, ()))
            errors |= wrong
            continue
        if question.kind is FieldKind.LIST:
            values[question.key] = _rows(question, raw, today, known, errors)
            continue
        try:
            values[question.key] = _answer(question, raw.get(question.key, "").strip(), today)
        except _Wrong as wrong:
            errors[question.key] = str(wrong)
    return Answers(values, errors)


def _answer(question: Item, text: str, today: date) -> Any:
    if not text:
        if question.required:
            raise _Wrong(wanted(question.label))
        return "" if question.kind is not FieldKind.YES_NO else False
    return _READERS[question.kind](question, text, today)


def _text(question: Item | None, text: str, today: date, most: int = LONGEST_TEXT) -> str:
    """The text, checked for characters that a letter could not print."""
    if len(text) > most:
        raise _Wrong(f"Terlalu panjang. Paling banyak {most} huruf.")
    if character := printable.strange(text):
        raise _Wrong(printable.sentence(character))
    return text


def _number(question: Item, text: str, today: date) -> float:
    digits = question.decimals
    try:
        is_money = question.kind is FieldKind.MONEY
        found = money(text) if is_money else carried(number(text, digits)) if digits else whole(text)
    except NotANumber as error:
        raise _Wrong(str(error)) from None
    if question.least is not None and found < question.least:
        raise _Wrong(f"Paling sedikit {question.least}.")
    if question.most is not None and found > question.most:
        raise _Wrong(f"Paling banyak {question.most}.")
    return found


def _date(question: Item, text: str, today: date) -> str:
    try:
        found = day(text)
    except ValueError:
        raise _Wrong(why_wrong(text)) from None
    if not 1900 <= found.year <= 2200:
        raise _Wrong("Tahun tidak benar.")
    return found.isoformat()


def _choice(question: Item, text: str, today: date) -> str:
    if text not in {choice.key for choice in question.choices}:
        raise _Wrong("Pilih salah satu.")
    return text


def _yes_no(question: Item, text: str, today: date) -> bool:
    if text not in ("ya", "tidak"):
        raise _Wrong("Pilih ya atau tidak.")
    return text == "ya"


_READERS: dict[FieldKind, Callable[[Item, str, date], Any]] = {
    FieldKind.TEXT: _text,
    FieldKind.REGION: _text,
    FieldKind.LONG_TEXT: partial(_text, most=LONGEST_PARAGRAPH),
    FieldKind.NUMBER: _number,
    FieldKind.MONEY: _number,
    FieldKind.DATE: _date,
    FieldKind.CHOICE: _choice,
    FieldKind.YES_NO: _yes_no,
}


def _rows(
    question: Question, raw: Raw, today: date, facts: dict[str, Any], errors: dict[str, str]
) -> list[dict[str, Any]]:
    """The rows of a list in which something was typed. A list per item of another list has a row for each item."""
    typed = {n: _row(question, raw, n) for n in range(1, question.rows + 1)}
    numbers = [n for n, row in typed.items() if any(text.strip() for text in row.values())]
    if question.per is not None:
        numbers = list(range(1, count(question, facts) + 1))
    found = []
    for place in numbers:
        row: dict[str, Any] = {}
        for item in question.items:
            try:
                row[item.key] = _answer(item, typed.get(place, {}).get(item.key, "").strip(), today)
            except _Wrong as wrong:
                errors[f"{question.key}.{place}.{item.key}"] = str(wrong)
        found.append(row)
    least = max(question.least or 0, 1 if question.required and question.per is None else 0)
    if len(found) < least:
        errors[question.key] = f"Isi {lowered(question.label)}, paling sedikit {least}."
    return found


def _row(question: Question, raw: Raw, number: int) -> dict[str, str]:
    return {item.key: raw.get(f"{question.key}.{number}.{item.key}", "") for item in question.items}


def count(question: Question, facts: dict[str, Any]) -> int:
    """The number of rows of a list that has one for each item of another list."""
    assert question.per is not None
    try:
        things = question.per.value(facts)
    except ConditionFailed:
        return 0
    return min(len(things), question.rows) if isinstance(things, list) else 0


def _person(question: Question, raw: Raw, today: date, errors: dict[str, str]) -> dict[str, Any]:
    person: dict[str, Any] = {"umur": 0}
    raw = {**raw, **completed((question,), raw, today)}
    if question.may_lack_nik:
        person[NO_NIK] = raw.get(f"{question.key}.{NO_NIK}", "") == "ya"
    for part in PERSON_PARTS:
        if part == "nik" and person.get(NO_NIK):
            person[part] = ""
            continue
        name = f"{question.key}.{part}"
        text = raw.get(name, "").strip()
        try:
            person[part] = _person_part(part, text, question.required, today)
        except (_Wrong, identity.NotAnIdentity) as wrong:
            errors[name] = str(wrong)
    if person.get("tanggal_lahir"):
        person["umur"] = age(date.fromisoformat(person["tanggal_lahir"]), today)
    return person


def _person_part(part: str, text: str, required: bool, today: date) -> str:
    if not text:
        if required:
            raise _Wrong(wanted(PERSON_PARTS[part]))
        return ""
    if part == "nik":
        return str(identity.nik(text, today))
    if part == "tanggal_lahir":
        return _birthday(text, today)
    if part == "jenis_kelamin" and text not in ("L", "P"):
        raise _Wrong("Pilih laki-laki atau perempuan.")
    return person_name(text) if part == "nama" else _text(None, text, today)


def _birthday(text: str, today: date) -> str:
    try:
        born = day(text)
    except ValueError:
        raise _Wrong(why_wrong(text)) from None
    if not date(1900, 1, 1) <= born <= today:
        raise _Wrong("Tanggal lahir tidak mungkin. Periksa tahunnya.")
    return born.isoformat()
