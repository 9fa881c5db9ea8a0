"""Answers in the form in which people read them."""

from dataclasses import dataclass
from typing import Any

from silastri.domain import identity, number
from silastri.domain.definition.field import NO_NIK, PERSON_PARTS, FieldKind, Item, Question
from silastri.domain.definition.letter_text import long_date
from silastri.domain.words import wording
from silastri.domain.written_day import day

_SWORN = "Tidak punya NIK, menurut pernyataan pemohon"
_SEX = {"L": "Laki-laki", "P": "Perempuan"}


@dataclass(frozen=True)
class Group:
    """Answers under one title; the answer about a person is a group of its own."""

    title: str
    rows: list[tuple[str, str]]


def shown(questions: tuple[Question, ...], values: dict[str, Any]) -> list[Group]:
    """Labels and answers, with NIKs masked and without questions that were not answered."""
    groups: list[Group] = []
    for question in questions:
        value = values.get(question.key)
        if value in (None, "", {}):
            continue
        if question.kind is FieldKind.PERSON:
            known = value | ({"nik": _SWORN} if value.get(NO_NIK) else {})
            rows = [(label, _part(part, known[part])) for part, label in PERSON_PARTS.items() if known.get(part)]
            groups.append(Group(question.label, rows))
            continue
        if question.kind is FieldKind.LETTER and not value.get("nomor"):
            continue
        if question.kind is FieldKind.LIST:
            groups += [Group(f"{question.label} {n}", _row(question, row)) for n, row in enumerate(value, start=1)]
            continue
        if not groups or groups[-1].title:
            groups.append(Group("", []))
        groups[-1].rows.append((question.label, _one(question, value)))
    return groups


def _row(question: Question, row: dict[str, Any]) -> list[tuple[str, str]]:
    return [(item.label, _one(item, row[item.key])) for item in question.items if row.get(item.key) not in (None, "")]


def _one(question: Item, value: Any) -> str:
    if question.kind is FieldKind.DATE:
        return long_date(day(value))
    if question.kind is FieldKind.CHOICE:
        return next((choice.label for choice in question.choices if choice.key == value), str(value))
    if question.kind is FieldKind.YES_NO:
        return "Ya" if value else "Tidak"
    if question.kind is FieldKind.LETTER:
        return _letter(value)
    if question.kind is FieldKind.MONEY:
        return wording.rupiah(value)
    if question.decimals:
        return number.written(value)
    return str(value)


def _letter(value: dict[str, Any]) -> str:
    if not value["terdaftar"]:
        return f"{value['nomor']}, {long_date(day(value['tanggal']))} (surat kertas, cocokkan dengan aslinya)"
    ends = value["berlaku_sampai"]
    until = (
        f"{'berlaku' if value['berlaku'] else 'sudah berakhir'}, sampai {long_date(day(ends))}" if ends else "berlaku"
    )
    return f"{value['nomor']}, {value['sebutan']} ({until})"


def _part(part: str, value: str) -> str:
    if part == "nik":
        return value if value == _SWORN else identity.mask(value)
    if part == "tanggal_lahir":
        return long_date(day(value))
    return _SEX.get(value, value) if part == "jenis_kelamin" else value
