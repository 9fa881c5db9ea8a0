"""The kinds of case that a definition tells apart: by answers, by what officers find, by the registry."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import combinations, product
from math import prod
from typing import Any

from silastri.domain.case import facts, fees, form, opinion, step_notes, workflow
from silastri.domain.case.eligible import HISTORY, unmet
from silastri.domain.case.facts import Facts
from silastri.domain.case.step_notes import LookUp, StepFacts
from silastri.domain.definition.condition import Condition, ConditionFailed
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.field import FieldKind, Question
from silastri.domain.definition.party import Gives, Party
from silastri.domain.definition.sop import Step
from silastri.domain.kinds import Kind
from silastri.domain.letters.wanted import wanted
from silastri.practice import open_places, sample

from . import persons

MOST = 2000  # combinations tried
_NUMBER = re.compile(r"(?<![\w.])\d{1,9}(?![\w.])")
_LISTED = "data.terdaftar"
_MOST_LENGTHS, _FARTHEST = 3, 40_000  # lengths of time that are tried, and the longest in days


@dataclass(frozen=True)
class Variant:
    """What is answered differently from the straight case."""

    answers: dict[str, str] = field(default_factory=dict)
    filled: dict[str, dict[str, str]] = field(default_factory=dict)
    listed: bool = True
    outcome: str = ""  # of the decision table
    nik: str = ""  # of an applicant of the age and sex that a condition asks for

    @property
    def name(self) -> str:
        found = [self.outcome] if self.outcome else [f"{k}-{v}" for k, v in self.answers.items() if _names(k)]
        found += [f"pemohon-{self.nik[6:12]}"] if self.nik and not self.outcome else []
        for place, typed in self.filled.items() if not self.outcome else ():
            party = f"{place.partition('.')[2]}-" if "." in place else ""
            found += [f"{party}{k}-{v}" for k, v in typed.items()]
        return "_".join(found).replace("_", "-").replace(".", "-")


def _names(key: str) -> bool:
    """Whether an answer tells the variant's name: of a person the birthday and the sex."""
    return "." not in key or key.endswith((".tanggal_lahir", ".jenis_kelamin"))


@dataclass(frozen=True)
class _Option:
    """One of several answers to a question, or one of several applicants."""

    step: str = ""
    typed: tuple[tuple[str, str], ...] = ()
    listed: bool = True
    nik: str = ""


STRAIGHT = Variant()


def straight(definition: Definition, today: date) -> Variant:
    """The straight case, with as few other answers as the service's terms and paths require."""
    fit = (variant for variant in _tried(definition, today) if _signature(definition, variant, today) is not None)
    return replace(next(fit, STRAIGHT), outcome="")


def variants(definition: Definition, today: date) -> list[Variant]:
    """One variant for each difference from the straight case: in route, requirements, letters or payment."""
    seen = {_signature(definition, straight(definition, today), today)}
    found = []
    for variant in _tried(definition, today):
        signature = _signature(definition, variant, today)
        if signature is not None and signature not in seen:
            seen.add(signature)
            decided = signature[3]
            found.append(replace(variant, outcome=decided))
    return found


def passes(definition: Definition, variant: Variant, step: str, today: date) -> bool:
    """Whether a case with these answers reaches that step, if it is neither returned nor refused."""
    signature = _signature(definition, variant, today)
    return signature is not None and step in signature[0]


def asks_of_applicant(definition: Definition) -> bool:
    """Whether the way of a case depends on the age or the sex of who applies."""
    return persons.depends_on_applicant({name for condition in _conditions(definition) for name in condition.names})


def _tried(definition: Definition, today: date) -> Iterator[Variant]:
    """Combinations of the answers that conditions use, those with the fewest changes first."""
    conditions = _conditions(definition)
    asked = {name for condition in conditions for name in condition.names}
    numbers = {int(n) for condition in conditions for n in _NUMBER.findall(condition.text)}
    choices = [options for options in _options(definition, asked, numbers, today) if len(options) > 1]
    for picked in _combinations(choices):
        yield _variant([one for options, one in zip(choices, picked, strict=True) if one != options[0]])


def _combinations(choices: list[list[_Option]]) -> Iterator[Sequence[_Option]]:
    """All of them; or where they are too many, those that change one answer, then two, and so on."""
    if prod(map(len, choices)) <= MOST:
        changes = [[*enumerate(options)] for options in choices]
        for counted in sorted(product(*changes), key=lambda one: sum(n > 0 for n, _ in one)):
            yield [option for _, option in counted]
        return
    for tried, picked in enumerate(_by_changes(choices)):
        if tried == MOST:
            return
        yield picked


def _by_changes(choices: list[list[_Option]]) -> Iterator[Sequence[_Option]]:
    straight = [options[0] for options in choices]
    for many in range(len(choices) + 1):
        for places in combinations(range(len(choices)), many):
            for values in product(*(choices[place][1:] for place in places)):
                changed = dict(zip(places, values, strict=True))
                yield [changed.get(n, one) for n, one in enumerate(straight)]


def _options(definition: Definition, asked: set[str], numbers: set[int], today: date) -> Iterator[list[_Option]]:
    """For each question that a condition uses the answers that could matter, that of the straight case first."""
    booked = open_places.booked_questions(definition)
    for step, question in _questions(definition):
        place = f"catatan.{step}.{question.key}" if step else f"isian.{question.key}"
        if question.kind is FieldKind.PERSON and not step:
            first = sample.typed((question,))
            others = persons.in_form(question.key, asked, numbers, first, today)
            yield [_Option(), *(_Option(typed=tuple(other.items())) for other in others)]
        elif place in asked and question.key not in booked:
            values = _values(question, today, numbers)
            yield [_Option(step, ((question.key, value),)) for value in values]
    yield [_Option(nik=nik) for nik in persons.applicants(asked, numbers, today)]
    if _LISTED in asked:
        yield [_Option(), _Option(listed=False)]


def _variant(changed: list[_Option]) -> Variant:
    answers: dict[str, str] = {}
    filled: dict[str, dict[str, str]] = {}
    for option in changed:
        (filled.setdefault(option.step, {}) if option.step else answers).update(option.typed)
    nik = next((option.nik for option in changed if option.nik), "")
    return Variant(answers, filled, all(option.listed for option in changed), nik=nik)


def _questions(definition: Definition) -> Iterator[tuple[str, Question]]:
    yield from (("", question) for question in definition.standard.form)
    for step in definition.sop.steps:
        yield from ((step.key, question) for question in step.form)
        for party in step.parties:
            yield from ((f"{step.key}.{party.key}", question) for question in _of_party(party))


def _of_party(party: Party) -> Iterator[Question]:
    """The party's own questions, and its stance if the case goes on with any stance."""
    for question in opinion.questions(party):
        is_verdict = question.key == opinion.STANCE and party.gives is Gives.DECISION
        if question.key != opinion.ANSWERED and not is_verdict:
            yield question


def _values(question: Question, today: date, numbers: set[int]) -> list[str]:
    """The allowed answers, that of the straight case first."""
    first = sample.typed((question,)).get(question.key, "")
    if question.kind is FieldKind.CHOICE:
        return [first, *(c.key for c in question.choices if c.key != first)]
    if question.kind is FieldKind.YES_NO:
        return [first, "tidak"]
    if question.kind is FieldKind.DATE:
        return list(dict.fromkeys([first, *(day.isoformat() for day in _dates(today, numbers))]))
    if question.kind in (FieldKind.NUMBER, FieldKind.MONEY):
        least, most = question.least or 0, question.most if question.most is not None else 10**12
        around = sorted({near for n in numbers for near in (n, n + 1)})[:6]
        return [first, *(str(n) for n in around if least <= n <= most and str(n) != first)]
    return [first]


def _dates(today: date, numbers: set[int]) -> Iterator[date]:
    """Days around today, and around so many days, months or years before and after it as the conditions name."""
    yield from (today + timedelta(days=days) for days in (-60, -900, 20, 100))
    near = sorted(n for n in numbers if 0 < n <= 1000)[:_MOST_LENGTHS]
    lengths = [n * days for n in near for days in (1, 31, 366)]
    for length in sorted({length for length in lengths if length < _FARTHEST}):
        yield from (today + timedelta(days=sign * length + more) for sign in (-1, 1) for more in (-4, 4))


def _conditions(definition: Definition) -> list[Condition]:
    """The conditions that decide the way of a case."""
    standard = definition.standard
    items: list[Any] = [*standard.requirements, *standard.products, *standard.outcomes, *standard.fee.items]
    found = [item.when for item in (*items, *standard.paths, *standard.terms) if item.when]
    found += [party.when for step in definition.sop.steps for party in step.parties if party.when]
    return found + [step.skip_when for step in definition.sop.steps if step.skip_when]


_Signature = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], str]


def _signature(definition: Definition, variant: Variant, today: date) -> _Signature | None:
    """The differences by which cases are told apart; None for answers that cannot be given."""
    try:
        known = _facts(definition, variant, today)
        free = definition.standard.fee.is_free or not fees.total(fees.assess(definition.standard.fee, known))
        passed = frozenset({Kind.PAY}) if free else frozenset()
        steps = workflow.route(definition.sop, known, passed)
        route = tuple(step.key for step in steps)
        route += tuple(f"{step.key}.{party.key}" for step in steps for party in _asked(step, known))
        papers = tuple(r.key for r in definition.standard.requirements if r.applies(known))
        letters = tuple(product.key for product in wanted(definition.standard, known))
    except ConditionFailed:
        return None
    if unmet(definition.standard, known | {"riwayat": HISTORY}):
        return None
    return route, papers, letters, str(known["hasil"]["kunci"])


def _facts(definition: Definition, variant: Variant, today: date) -> Facts:
    """The facts of the case at its end. Raises ConditionFailed."""
    raw = open_places.answers(definition, 0, today=today) | variant.answers
    values = form.read(definition.standard.form, raw, today).values
    notes: step_notes.Notes = {}
    applicant = facts.person_facts(persons.facts_of(variant.nik, today))

    def known() -> Facts:
        return facts.case_facts(definition, filed=today, answers=values, applicant=applicant, notes=notes)

    for step in definition.sop.steps:
        if step.form:
            notes = step_notes.with_answers(notes, step.key, _filled(step, variant, today, known()))
        if step.parties:
            before = known()
            said = {party.key: _said(step, party, variant, today, before) for party in _asked(step, before)}
            notes = step_notes.with_answers(notes, step.key, said)
        if step.kind is Kind.LOOK_UP:
            data = facts.REGISTRY | {"terdaftar": variant.listed}
            decided = facts.outcome(definition.standard, known() | {"data": data}) or facts.OUTCOME
            looked = StepFacts(look_up=LookUp(data=data, outcome=decided))
            notes = step_notes.with_facts(notes, step.key, looked)
    return known()


def _asked(step: Step, known: Facts) -> list[Party]:
    return [party for party in step.parties if party.when is None or party.when.holds(known)]


def _said(step: Step, party: Party, variant: Variant, today: date, known: Facts) -> dict[str, Any]:
    raw = sample.typed(opinion.questions(party)) | variant.filled.get(f"{step.key}.{party.key}", {})
    values = form.read(party.form, raw, today, known, step=step.key, party=party.key).values
    return opinion.noted(values, raw.get(opinion.STANCE, ""))


def _filled(step: Step, variant: Variant, today: date, known: Facts) -> dict[str, Any]:
    raw = sample.typed(step.form) | variant.filled.get(step.key, {})
    return form.read(step.form, raw, today, known, step=step.key).values
