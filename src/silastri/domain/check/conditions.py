"""Every condition must use names that exist, of the right kind, and known at that point of the SOP."""

from collections.abc import Callable, Iterator
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

Known = dict[str, Any]
_Judge = Callable[[Condition, Known], object]


def rules(reading: Reading, definition: Definition, office: Office) -> Iterator[Finding]:
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


def _of_standard(definition: Definition) -> Iterator[tuple[Path, Condition]]:
    standard = definition.standard
    yield from _of_form(standard.form, ("formulir",))
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
        near = sorted(n for n in known if n.startswith(name.split(".")[0] + "."))[:8]
        what = f"syarat memakai nama '{name}' yang tidak ada"
        yield source.finding(path, what, f"yang ada: {', '.join(near) or '-'}")
    if not unknown:
        try:
            judge(condition, tree(known))
        except ConditionFailed as error:
            remedy = "bandingkan nilai yang sejenis, misalnya teks dengan teks"
            yield source.finding(path, str(error).rstrip("."), remedy)


def _too_early(reading: Reading, definition: Definition, position: int, condition: Condition) -> Iterator[Finding]:
    """A condition must not use what officers find at a later step."""
    before = {step.key for step in definition.sop.steps[:position]}
    looked_up = any(step.kind is Kind.LOOK_UP for step in definition.sop.steps[:position])
    for name in sorted(condition.names):
        root, _, rest = name.partition(".")
        late_note = root == "catatan" and rest.split(".")[0] not in before
        if late_note or (root in ("data", "hasil") and not looked_up):
            what = f"syarat memakai '{name}' sebelum diketahui"
            yield reading.sop.finding(
                ("langkah", position, "lewati_bila"), what, "pakai setelah langkah yang mengisinya"
            )
