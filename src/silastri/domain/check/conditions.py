"""Every condition must use names that exist, of the right kind, and known at that point of the SOP."""

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from silastri.domain.case.facts import condition_names, tree
from silastri.domain.definition.condition import Condition, ConditionFailed
from silastri.domain.definition.definition import Definition, Reading
from silastri.domain.definition.field import Question
from silastri.domain.definition.office import Office
from silastri.domain.definition.sop import Step
from silastri.domain.definition.source import Finding, Path, Source
from silastri.domain.kinds import Kind

from . import parties
from .remedies import instead_of, of_kinds
from .sample_cases import said, trials

Known = dict[str, Any]
_MOST_TRIED = 600  # cases for one condition
_Judge = Callable[[Condition, Known], object]


def rules(reading: Reading, definition: Definition, office: Office) -> Iterator[Finding]:
    found = [*_as_written(reading, definition), *_letters_too_late(reading, definition)]
    yield from found or _workable(reading, definition)


def _as_written(reading: Reading, definition: Definition) -> Iterator[Finding]:
    known = condition_names(definition)
    for place, condition in _of_standard(definition):
        yield from asks(reading.standard, place, condition, known, Condition.holds)
    for n, step in enumerate(definition.sop.steps):
        path: Path = ("langkah", n)
        if step.skip_when:
            yield from asks(reading.sop, (*path, "lewati_bila"), step.skip_when, known, Condition.holds)
            yield from _too_early(reading, definition, n, step.skip_when)
        if step.counts_from:
            yield from asks(reading.sop, (*path, "dihitung_sejak"), step.counts_from, known, _day_of(step))
        for place, condition in (*_of_form(step.form, (*path, "formulir")), *parties.conditions(step, path)):
            yield from asks(reading.sop, place, condition, known, Condition.holds)


def _day_of(step: Step) -> _Judge:
    return lambda _, known: step.day_from(known)


def _with_dates_left_open(definition: Definition) -> Callable[[Condition], str]:
    """Tells in which case a condition cannot be worked out since a date is open; "" if it always can. Other answers
    that are left open count as nothing, and a question with such a condition is just not asked."""
    known = condition_names(definition)

    def judge(condition: Condition) -> str:
        dates = [name for name in condition.names if name != "hari_ini" and isinstance(known.get(name), datetime)]
        for facts, answers in islice(trials(definition, [condition]), _MOST_TRIED) if dates else ():
            try:
                condition.holds(facts)
            except ConditionFailed:
                return said(definition, answers)
        return ""

    return judge


def _workable(reading: Reading, definition: Definition) -> Iterator[Finding]:
    """A case stands still where a condition of its way cannot be worked out."""
    fails = _with_dates_left_open(definition)
    asked = [
        (reading.standard, place, condition)
        for place, condition in _of_items(definition)
        if place[0] != "keputusan" or not any(name.startswith("catatan.") for name in condition.names)
    ]  # who looks up is asked to fill in what the decision table needs
    for n, step in enumerate(definition.sop.steps):
        asked += [(reading.sop, ("langkah", n, "lewati_bila"), step.skip_when)] if step.skip_when else []
        asked += [
            (reading.sop, ("langkah", n, "pihak", m, "bila"), party.when)
            for m, party in enumerate(step.parties)
            if party.when
        ]
    for source, place, condition in asked:
        if case := fails(condition):
            what = f'syarat "{condition.text}" tidak dapat dihitung bila {case}'
            name = next(name for name in sorted(condition.names) if name != "hari_ini")
            yield source.finding(place, what, f"wajibkan tanggalnya, atau tulis '{name} != \"\" && ...'")


def _of_standard(definition: Definition) -> Iterator[tuple[Path, Condition]]:
    yield from _of_form(definition.standard.form, ("formulir",))
    yield from _of_items(definition)


def _of_items(definition: Definition) -> Iterator[tuple[Path, Condition]]:
    """What a case is asked for, gets and pays."""
    standard = definition.standard
    lists: tuple[tuple[str, tuple[Any, ...]], ...] = (
        ("persyaratan", standard.requirements),
        ("produk", standard.products),
        ("keputusan", standard.outcomes),
    )
    for word, items in lists:
        for n, item in enumerate(items):
            if item.when is not None and getattr(item, "per", None) is None:  # others: letters/several.py
                yield (word, n, "bila"), item.when
    for n, line in enumerate(standard.fee.items):
        if line.when is not None:
            yield ("biaya", "rincian", n, "bila"), line.when


def _of_form(form: tuple[Question, ...], path: Path) -> Iterator[tuple[Path, Condition]]:
    for n, question in enumerate(form):
        if question.when:
            yield (*path, n, "bila"), question.when


def asks(source: Source, path: Path, condition: Condition, known: Known, judge: _Judge) -> Iterator[Finding]:
    unknown = sorted(condition.names - set(known))
    for name in unknown:
        what = f"syarat memakai nama '{name}' yang tidak ada"
        yield source.finding(path, what, instead_of(name, known))
    if not unknown:
        try:
            judge(condition, tree(known))
        except ConditionFailed as error:
            yield source.finding(path, str(error).rstrip("."), of_kinds(condition, known, judge))


def _letters_too_late(reading: Reading, definition: Definition) -> Iterator[Finding]:
    """Whether a case gets a letter must be known before letters are numbered and signed: afterwards it is too late."""
    for n, product in enumerate(definition.standard.products):
        first = _made_at(definition, product.key)
        asked = product.when if product.is_signed and first is not None else None
        for name in unknown_at(definition, first or 0, asked) if asked else ():
            what = f"surat '{product.key}' bergantung pada '{name}', yang baru diketahui setelah surat dinomori"
            remedy = "taruh langkah yang mengisinya sebelum surat dinomori dan ditandatangani"
            yield reading.standard.finding(("produk", n, "bila"), what, remedy)


def _made_at(definition: Definition, key: str) -> int | None:
    """The position of the step at which that letter is first numbered or signed."""
    for n, step in enumerate(definition.sop.steps):
        if step.kind in (Kind.NUMBER, Kind.SIGN) and (not step.letters or key in step.letters):
            return n
    return None


def _too_early(reading: Reading, definition: Definition, position: int, condition: Condition) -> Iterator[Finding]:
    for name in unknown_at(definition, position, condition):
        what = f"syarat memakai '{name}' sebelum diketahui"
        yield reading.sop.finding(("langkah", position, "lewati_bila"), what, "pakai setelah langkah yang mengisinya")


def unknown_at(definition: Definition, position: int, condition: Condition) -> Iterator[str]:
    """The names in a condition for what officers find at the step of that position or later."""
    before = {step.key for step in definition.sop.steps[:position]}
    looked_up = any(step.kind is Kind.LOOK_UP for step in definition.sop.steps[:position])
    for name in sorted(condition.names):
        root, _, rest = name.partition(".")
        if (root == "catatan" and rest.split(".")[0] not in before) or (root in ("data", "hasil") and not looked_up):
            yield name
