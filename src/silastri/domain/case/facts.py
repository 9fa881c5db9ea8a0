"""The facts of a case that conditions and letters may use: one tree of names, the same for both."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from silastri.domain.definition.condition import Condition, ConditionFailed
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.field import NO_NIK, FieldKind, Item, Question, blank, names, nothing, sample
from silastri.domain.definition.office import Office
from silastri.domain.definition.promise import ServicePath
from silastri.domain.definition.sop import Step
from silastri.domain.definition.standard import Standard

from . import step_notes
from .opinion import condition_names as party_names
from .opinion import questions

Facts = dict[str, Any]
PERSON = ("nama", "nik", "umur", "jenis_kelamin", "alamat", "tanggal_lahir", "tempat_lahir", "telepon")
# What a look-up in a registry found; ``desil`` is 0 where the registry does not give it.
REGISTRY: Facts = {"terdaftar": False, "nama": "", "desil": 0, "periode": "", "sumber": ""}
NO_PATH: Facts = {"kunci": "", "sebutan": ""}
OUTCOME: Facts = {"kunci": "", "sebutan": "", "bersurat": False}


def case_facts(
    definition: Definition,
    *,
    filed: date,
    answers: Mapping[str, Any],
    applicant: Mapping[str, Any],
    notes: Mapping[str, Any],
) -> Facts:
    """What a condition may ask while the case runs. ``filed`` is the day it was handed in, from which dated
    parameters and ages follow; ``notes`` is what the case keeps of its steps."""
    standard = definition.standard
    found = _looked_up(definition, notes)
    known = {
        "jalur": NO_PATH,
        "layanan": {"nama": standard.name, "jenis": standard.kind},
        "hari_ini": moment(filed),
        "parameter": {key: standard.parameter(key, filed) for key in standard.parameters},
        "isian": of_answers(standard.form, answers),
        "pemohon": dict.fromkeys(PERSON, "") | dict(applicant),
        "data": REGISTRY | (found.data if found else {}),
        "hasil": OUTCOME | (found.outcome if found else {}),
        "catatan": {
            step.key: _noted(step, step_notes.answers(notes, step.key), answers) for step in definition.sop.asking
        },
    }
    fit = fitting(standard, known)
    return known | {"jalur": {"kunci": fit[0].key, "sebutan": fit[0].label}} if len(fit) == 1 else known


def fitting(standard: Standard, known: Facts) -> list[ServicePath]:
    """The paths to which the answers lead: exactly one, when the definition is right and the form is filled in."""
    return [path for path in standard.paths if _leads_to(path, known)]


def _leads_to(path: ServicePath, known: Facts) -> bool:
    try:
        return path.when.holds(known)
    except ConditionFailed:
        return False


def of_answers(form: Sequence[Question], answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers as conditions know them. A question that was not answered has a blank value, so that conditions need not
    guard against it."""
    return {question.key: blank(question) for question in form} | _dated(form, answers)


def _noted(step: Step, found: Mapping[str, Any], answers: Mapping[str, Any]) -> Facts:
    """The answers given at a step, and those of each party that was asked there."""
    noted = {q.key: _blank_rows(q, answers) for q in step.form} | _dated(step.form, found)
    for party in step.parties:
        said = _dated(party.form, found.get(party.key, {}))
        noted[party.key] = {q.key: blank(q) for q in questions(party)} | said
    return noted


def _blank_rows(question: Question, answers: Mapping[str, Any]) -> Any:
    """The blank value of a question; one blank row per item for a question that is asked for each item of a list."""
    things = answers.get(question.per.text.strip().removeprefix("isian.")) if question.per else None
    if not isinstance(things, list):
        return blank(question)
    return [{item.key: nothing(item) for item in question.items} for _ in things]


def _looked_up(definition: Definition, notes: Mapping[str, Any]) -> step_notes.LookUp | None:
    """What the last look-up found and decided."""
    places = definition.sop.positions
    kept = sorted(notes.keys() & places.keys(), key=places.__getitem__, reverse=True)
    looked = (step_notes.facts(notes, key).look_up for key in kept)
    return next((found for found in looked if found), None)


def letter_facts(
    case: Facts, *, office: Office, holder: Mapping[str, Any], number: str, on: date | None, **more: Any
) -> Facts:
    """The facts of a case together with those for letters: number and date, the holder, the office, the application."""
    return case | {
        "pemegang": dict.fromkeys(PERSON, "") | dict(holder),
        "surat": {"nomor": number, "tanggal": moment(on) if on else ""},
        "kantor": {"nama": office.name, "singkatan": office.short, "tempat": office.place},
        "permohonan": {"nomor": "", "tanggal": "", "siap": "", "alasan": ""} | more,
    }


def condition_names(definition: Definition) -> dict[str, Any]:
    """Every name that a condition may use, with a sample value."""
    standard = definition.standard
    known: dict[str, Any] = {"layanan.nama": "", "layanan.jenis": "", "hari_ini": moment(date(2026, 1, 1))}
    if standard.paths:
        known |= {"jalur.kunci": "", "jalur.sebutan": ""}
    known |= {f"parameter.{key}": 1 for key in standard.parameters}
    known |= {f"pemohon.{part}": "" for part in PERSON} | {
        "pemohon.umur": 1,
        "pemohon.tanggal_lahir": moment(date(1990, 1, 1)),
    }
    known |= {f"data.{name}": sample for name, sample in REGISTRY.items()}
    known |= {f"hasil.{name}": sample for name, sample in OUTCOME.items()}
    known |= names(standard.form, "isian")
    for step in definition.sop.steps:
        known |= names(step.form, f"catatan.{step.key}") | party_names(step)
    return known


def item_names(definition: Definition, per: Condition | None) -> dict[str, Any]:
    """The names of one item of a list, as ``butir``, with a sample value each."""
    lists = {f"isian.{question.key}": question for question in definition.standard.form}
    question = lists.get(per.text.strip()) if per else None
    return {f"butir.{item.key}": sample(item) for item in question.items} if question else {}


def letter_names(definition: Definition) -> dict[str, Any]:
    """Every name that a letter may use, with a sample value."""
    known = condition_names(definition)
    known |= {f"pemegang.{part}": known[f"pemohon.{part}"] for part in PERSON}
    for product in definition.standard.products:
        known |= item_names(definition, product.per) | ({"nomor_butir": 1} if product.per else {})
    more = ("surat.nomor", "kantor.nama", "kantor.singkatan", "kantor.tempat")
    about = (f"permohonan.{name}" for name in ("nomor", "tanggal", "siap", "alasan"))
    return known | dict.fromkeys((*more, *about), "") | {"surat.tanggal": moment(date(2026, 1, 1))}


def outcome(standard: Standard, facts: Facts) -> Facts | None:
    """The first row of the decision table whose condition holds, as later conditions see it; None if none does.

    Raises ConditionFailed.
    """
    for row in standard.outcomes:
        if row.when.holds(facts):
            decided = facts | {"hasil": {"kunci": row.key, "sebutan": row.label, "bersurat": False}}
            has_letter = any(p.is_signed and p.per is None and p.applies(decided) for p in standard.products)
            return {"kunci": row.key, "sebutan": row.label, "bersurat": has_letter}
    return None


def _dated(form: Sequence[Item], answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers with dates as moments, so that conditions can compare them and letters can write them out; a number
    that was left open counts as nothing."""
    dated = dict(answers)
    for question in form:
        answer = dated.get(question.key)
        if answer == "":
            dated[question.key] = nothing(question)
        elif question.kind is FieldKind.DATE and answer:
            dated[question.key] = moment(date.fromisoformat(answer))
        elif question.kind is FieldKind.PERSON and isinstance(answer, dict):
            dated[question.key] = person_facts(answer)
        elif question.kind is FieldKind.LETTER and isinstance(answer, dict):
            dated[question.key] = _letter_facts(answer)
        elif isinstance(question, Question) and question.items and isinstance(answer, list):
            dated[question.key] = [_dated(question.items, row) for row in answer]
    return dated


def _letter_facts(answer: Mapping[str, Any]) -> dict[str, Any]:
    days = {part: moment(date.fromisoformat(answer[part])) for part in ("tanggal", "berlaku_sampai") if answer[part]}
    return dict(answer) | days


def person_facts(person: Mapping[str, Any]) -> dict[str, Any]:
    """A person as conditions and letters know them; a letter says of a NIK that there is not that there is none."""
    born = person.get("tanggal_lahir")
    found = dict(person) | ({"tanggal_lahir": moment(date.fromisoformat(born))} if born else {})
    return found | ({"nik": "tidak ada"} if person.get(NO_NIK) else {})


def moment(day: date) -> datetime:
    """A day in the form that CEL knows: its first moment, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def tree(names: Mapping[str, Any]) -> Facts:
    """Turns dotted names with samples into the tree that conditions use: ``{"a.b": 1}`` gives ``{"a": {"b": 1}}``."""
    root: Facts = {}
    for name, value in sorted(names.items()):
        *parents, leaf = name.split(".")
        here = root
        for parent in parents:
            inner = here.get(parent)
            here[parent] = here = inner if isinstance(inner, dict) else {}
        here[leaf] = value
    return root
