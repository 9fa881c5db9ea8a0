"""Takes a definition through its workflow by chance, with everything that hangs on it: whatever the checker lets pass
must come to an end, by whatever turns."""

import random
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from silastri.domain.booking import bookable, reservation
from silastri.domain.booking.quota import period
from silastri.domain.booking.slots import offered
from silastri.domain.case import facts, fees, form, held_letter, keys, opinion, step_notes, workflow
from silastri.domain.case.step_notes import LookUp, StepFacts
from silastri.domain.case.workflow import ONWARD, State
from silastri.domain.check import check
from silastri.domain.definition.condition import ConditionFailed
from silastri.domain.definition.definition import Definition, read_office, read_service
from silastri.domain.definition.field import FieldKind, Question
from silastri.domain.definition.office import Office
from silastri.domain.definition.party import Party
from silastri.domain.definition.sop import Step
from silastri.domain.definition.standard import Signature
from silastri.domain.kinds import Kind, nature
from silastri.domain.letters import duties, renewal, wanted
from silastri.domain.words import flow, telling
from silastri.practice import sample
from tests.language.made import OFFICE, Texts

TODAY = date(2026, 11, 9)
MOST_TURNS = 12
_office, _findings = read_office(OFFICE)
assert _office and not _findings
OFFICE_READ: Office = _office


class Stuck(AssertionError):
    """A definition that passed does not come to an end."""


def passed(texts: Texts, office: Office = OFFICE_READ) -> Definition | None:
    """The definition, if the checker finds nothing grave."""
    reading = read_service(texts)
    grave = [finding for finding in check(reading, office) if not finding.mild]
    return None if grave else reading.definition


def run(definition: Definition, seed: int, office: Office = OFFICE_READ) -> str:
    """How it ended. Raises Stuck, and whatever else breaks."""
    chance = random.Random(seed)
    telling.told(definition, office)
    flow.rows(definition, office)
    _keys(definition)
    raw, letters = _raw(chance, definition.standard.form), _letters_of(chance, definition.standard.form)
    answers = form.read(definition.standard.form, raw, TODAY, letters=letters).values
    _afterwards(definition, answers, office)
    notes: step_notes.Notes = {}

    applicant = {"nama": "A", "nik": "1", "umur": chance.choice([16, 30])}

    def known(now: step_notes.Notes | None = None) -> facts.Facts:
        noted = notes if now is None else now
        return facts.case_facts(definition, filed=TODAY, answers=answers, applicant=applicant, notes=noted)

    _places(definition, answers, known())
    sop, at, turns, again, once = definition.sop, definition.sop.steps[0], 0, Counter[str](), _Once(definition)
    for _ in range(len(sop.steps) * (MOST_TURNS + 2)):
        once.come(at, known())
        notes = _noted(chance, definition, at, notes, known)
        outcome = (
            chance.choice([ONWARD, *(way.code for way in workflow.ways(at, done_again=again[at.key]))])
            if turns < MOST_TURNS and at.otherwise
            else ONWARD
        )
        turns += outcome != ONWARD
        if at.limit and chance.random() < 0.3 and turns < MOST_TURNS:
            turns += 1
            notes = step_notes.with_answers(notes, at.key, {})
            position = workflow.lapse(sop, at, known(), once.passed(known()))
        else:
            once.leave(at, outcome, known())
            position = workflow.take(sop, at, outcome, known(), once.passed(known()), done_again=again[at.key])
        again[at.key] += outcome == "ulang"
        if position.step is None:
            if position.state is State.DONE:
                _letters(definition, known())
            return position.state.value
        at = position.step
    raise Stuck(f"stuck at {at.key}")


class _Once:
    """What is done once in a case, and by whom: as the acts of ``journey`` refuse it a second time."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self.paid = self.refunded = self.deposit = self.numbered = False
        self.signed: set[str] = set()
        self.examined: set[str] = set()
        self.decided: set[str] = set()

    def come(self, step: Step, known: facts.Facts) -> None:
        """The step waits: it can be done, and by the post that is to do it."""
        who, of = step.actor, nature(step.kind)
        if (of.decides and who in self.examined) or (of.prepares and who in self.decided):
            raise Stuck(f"{who} examines and decides, at {step.key}")
        if step.kind is Kind.PAY and (self.paid or not fees.total(fees.assess(self.definition.standard.fee, known))):
            raise Stuck(f"nothing to pay at {step.key}")
        if step.kind is Kind.REFUND and (self.refunded or not self.paid):
            raise Stuck(f"nothing to give back at {step.key}")
        wanted = self._letters(step, known)
        if step.kind is Kind.SIGN and wanted and wanted <= self.signed:
            raise Stuck(f"signed before, at {step.key}")
        if step.kind is Kind.HAND_OVER and not (wanted <= self.signed and (self.numbered or not wanted)):
            raise Stuck(f"handed over without signature or number, at {step.key}")
        if step.letter_text and (step.kind is Kind.VISIT or step.by_applicant):
            raise Stuck(f"nobody sees the letter of {step.key}")

    def leave(self, step: Step, outcome: str, known: facts.Facts) -> None:
        """The step is done."""
        self.examined |= {step.actor} if nature(step.kind).prepares else set()
        self.decided |= {step.actor} if nature(step.kind).decides else set()
        if outcome != ONWARD:
            return
        if step.kind is Kind.PAY:
            lines = fees.assess(self.definition.standard.fee, known)
            self.paid, self.deposit = True, bool(fees.deposit(lines))
        self.refunded |= step.kind is Kind.REFUND
        self.signed |= self._letters(step, known) if step.kind is Kind.SIGN else set()
        is_wet = any(product.signature is Signature.WET for product in self.definition.standard.products)
        self.numbered |= step.kind is Kind.NUMBER or (step.kind is Kind.SIGN and not is_wet)

    def passed(self, known: facts.Facts) -> frozenset[Kind]:
        """The kinds of step that the case skips."""
        if self.paid:
            return frozenset({Kind.PAY} if self.deposit and not self.refunded else {Kind.PAY, Kind.REFUND})
        try:
            lines = fees.assess(self.definition.standard.fee, known)
        except (fees.FeeFailed, ConditionFailed):
            return frozenset()
        found = {Kind.PAY: fees.total(lines), Kind.REFUND: fees.deposit(lines)}
        return frozenset(kind for kind, amount in found.items() if not amount)

    def _letters(self, step: Step, known: facts.Facts) -> set[str]:
        made = [p for p in self.definition.standard.products if p.is_signed and p.per is None and p.applies(known)]
        return {product.key for product in made if not step.letters or product.key in step.letters}


def _keys(definition: Definition) -> None:
    """What is kept of a case under a key is kept of one thing: marks of papers, letters, answers of a page."""
    standard = definition.standard
    products = [product.key for product in standard.products]
    kept = [
        [keys.FORM, *(requirement.key for requirement in standard.requirements)],
        [*products, keys.REFUSAL, keys.BILL, *(keys.of_step(step.key) for step in definition.sop.steps)],
        *(["giliran", "keputusan", "catatan", *(q.key for q in step.form)] for step in definition.sop.steps),
    ]
    for names in kept:
        if len(set(names)) < len(names):
            raise Stuck(f"two things under one key: {names}")
    if any(wanted.of_letter(standard, f"{other}:1") for other in (keys.COPY, keys.REVOCATION, "langkah")):
        raise Stuck(f"a letter that nobody ordered is taken for a product: {products}")
    if standard.holder == "pemohon" and any(question.key == "pemohon" for question in standard.form):
        raise Stuck("the holder is two people")


def _noted(
    chance: random.Random, definition: Definition, at: Step, notes: step_notes.Notes, known: Callable[..., facts.Facts]
) -> step_notes.Notes:
    """The notes with what is answered, looked up and said at that step."""
    read = form.read(at.form, _raw(chance, at.form), TODAY, known(notes), step=at.key)
    notes = step_notes.with_answers(notes, at.key, read.values)
    if at.kind is Kind.LOOK_UP:
        data = facts.REGISTRY | {"terdaftar": chance.random() < 0.5}
        try:
            decided = facts.outcome(definition.standard, known(notes) | {"data": data})
        except ConditionFailed:  # the officer is asked to fill in what was left open
            read = form.read(at.form, _raw(chance, at.form, whole=True), TODAY, known(notes), step=at.key)
            notes = step_notes.with_answers(notes, at.key, read.values)
            decided = facts.outcome(definition.standard, known(notes) | {"data": data})
        looked = StepFacts(look_up=LookUp(data=data, outcome=decided or facts.OUTCOME))
        notes = step_notes.with_facts(notes, at.key, looked)
    if at.kind is Kind.ASK:
        said = {
            party.key: _said(chance, at, party, known(notes)) for party in at.parties if _asked(party, known(notes))
        }
        notes = step_notes.with_answers(notes, at.key, said)
    return notes


def _letters_of(chance: random.Random, questions: tuple[Question, ...]) -> held_letter.Choices:
    """Whoever applies holds a letter that may be picked, in force or ended."""
    ends = chance.choice([None, TODAY, date(2026, 9, 1)])
    one = held_letter.HeldLetter(
        "KODE", "surat", "1/2026", date(2025, 1, 2), ends, "ini", "Surat", chance.random() < 0.5
    )
    return {question.key: (one,) for question in questions if question.kind is FieldKind.LETTER}


def _afterwards(definition: Definition, answers: dict[str, Any], office: Office) -> None:
    """Windows, reminders and duties can be worked out, whatever was answered and whenever a letter ends."""
    renewal.renewed(definition.standard, answers, "ini")
    time = office.time({})
    for product in definition.standard.products:
        for end in (date(2027, 2, 28), date(2028, 2, 29), date(2027, 12, 31)):
            if product.renewal:
                window = renewal.window(definition.standard, product.renewal, end, time)
                assert window.first <= window.last
                renewal.reminder(product.renewal, end, TODAY, end, time)
            for duty in product.duties:
                assert duties.come(duty, TODAY, end, TODAY, time) or product.valid_until or duty.every


def _asked(party: Party, known: facts.Facts) -> bool:
    return party.when is None or party.when.holds(known)


def _said(chance: random.Random, step: Step, party: Party, known: facts.Facts) -> dict[str, Any]:
    """What a party answers; now and then nothing, and the case goes on without it."""
    if chance.random() < 0.2:
        return {}
    raw = _raw(chance, party.form, whole=True)
    values = form.read(party.form, raw, TODAY, known, step=step.key, party=party.key).values
    return opinion.noted(values, chance.choice(list(opinion.STANCES[party.gives]) or [""]))


def _places(definition: Definition, answers: dict[str, Any], known: facts.Facts) -> None:
    """There is always an hour to choose, a period to count in, and days to book."""
    clock = OFFICE_READ.time({})
    now = datetime.combine(TODAY, time(9), clock.zone)
    for step in definition.sop.steps:
        if step.slots and not any(offered(step.slots, clock, now)):
            raise Stuck(f"nobody can come to {step.key}")
    if quota := definition.standard.quota:
        bookable.value(quota.by, known)
        if quota.per != "periode" and period(quota, TODAY) is None:
            raise Stuck("no period")
    if booked := definition.standard.reservation:
        bookable.value(booked.thing, known)
        long = answers.get(booked.many, 1) if booked.many else 1
        if long >= 1 and not reservation.days(booked, answers):  # no day at all is refused when it is handed in
            raise Stuck("no day")


def _letters(definition: Definition, known: facts.Facts) -> None:
    told = facts.letter_facts(known, office=OFFICE_READ, holder={}, number="1", on=TODAY)
    for product in definition.standard.products:
        if product.applies(known) and "[]" in definition.letters[product.text_file].fill(told):
            raise Stuck(f"an empty place in {product.text_file}")


def _raw(chance: random.Random, questions: tuple[Question, ...], *, whole: bool = False) -> dict[str, str]:
    """What somebody typed; now and then nothing where nothing is needed."""
    typed: dict[str, str] = {}
    for question in questions:
        if not (whole or question.required) and chance.random() < 0.5:
            continue
        if question.kind is FieldKind.PERSON:
            typed |= sample.typed((question,))
        else:
            typed[question.key] = _answer(chance, question)
    return typed


def _answer(chance: random.Random, question: Question) -> str:
    if question.kind is FieldKind.CHOICE:
        return chance.choice(question.choices).key
    if question.kind is FieldKind.LETTER:
        return "KODE"
    known = {FieldKind.YES_NO: ("ya", "tidak"), FieldKind.NUMBER: ("0", "5", "9"), FieldKind.DATE: ("2026-01-15",),
             FieldKind.MONEY: ("100000",)}  # fmt: skip
    fits = [text for text in known.get(question.kind, ("isian",)) if _within(question, text)]
    return chance.choice(fits or [str(question.least if question.least is not None else question.most)])


def _within(question: Question, text: str) -> bool:
    """Whether the form takes it: a number outside its bounds would be asked for again."""
    if question.kind not in (FieldKind.NUMBER, FieldKind.MONEY):
        return True
    number = int(text)
    return (question.least is None or question.least <= number) and (question.most is None or number <= question.most)


__all__ = ["State", "Stuck", "passed", "run"]
