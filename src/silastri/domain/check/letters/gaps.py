"""Finds places in a letter that would be empty in some possible case, by trying out cases for each place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import Any

from silastri.domain.case.facts import Facts
from silastri.domain.case.opinion import ANSWERED
from silastri.domain.case.opinion import questions as of_party
from silastri.domain.check.sample_cases import holds, trials
from silastri.domain.definition.condition import Condition, ConditionFailed
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.exits import Lead
from silastri.domain.definition.field import FieldKind, Item, Question, blank, nothing
from silastri.domain.definition.letter_text import Asked, Each, LetterText, Place, When, bare, list_name, shown
from silastri.domain.definition.sop import Step
from silastri.domain.definition.source import Finding

from .uses import Use, uses

MOST_TRIED = 600  # cases for one place
_FILLED = "isi"  # stands for any answer


@dataclass(frozen=True)
class _Source:
    """A question that a text uses, with its name; ``step`` is the step that asks it, None for the application form;
    ``party`` is the key of the party that it asks there."""

    name: str
    question: Question
    step: Step | None = None
    position: int = 0
    party: str = ""

    def of(self, name: str) -> bool:
        return name == self.name or name.startswith(f"{self.name}.")

    @property
    def may_lack(self) -> bool:
        skipped = self.step is not None and bool(self.step.paths or self.step.skip_when)
        return self.may_be_left or self.question.when is not None or skipped or bool(self.party)

    @property
    def may_be_left(self) -> bool:
        """Whether it may stay open although it is asked."""
        return self.question.optional or self.goes_on_alone

    @property
    def goes_on_alone(self) -> bool:
        """Whether time alone may take the case past the step."""
        limit = self.step.limit if self.step else None
        return limit is not None and limit.then.lead is Lead.ONWARD


def gaps(definition: Definition, text: LetterText) -> Iterator[Finding]:
    """One finding for each place that can be empty, even when several letters use the text."""
    sources = list(_sources(definition))
    found: dict[int, Finding] = {}
    for use in uses(definition, text.file.rpartition("/")[2]):
        for asked in text.asked:
            if asked.part.line in found or not isinstance(asked.part, Place):
                continue
            if finding := _gap(definition, text, use, asked, sources):
                found[asked.part.line] = finding
    yield from found.values()


def _sources(definition: Definition) -> Iterator[_Source]:
    yield from (_Source(f"isian.{question.key}", question) for question in definition.standard.form)
    for n, step in enumerate(definition.sop.steps):
        yield from (_Source(f"catatan.{step.key}.{q.key}", q, step, n) for q in step.form)
        for party in step.parties:
            name = f"catatan.{step.key}.{party.key}"
            asked = (q for q in of_party(party) if q.key != ANSWERED)
            yield from (_Source(f"{name}.{q.key}", q, step, n, party.key) for q in asked)


def _gap(
    definition: Definition, text: LetterText, use: Use, asked: Asked, sources: Sequence[_Source]
) -> Finding | None:
    names = asked.part.condition.names
    mine = [source for source in sources if any(source.of(name) for name in names)]
    for source in mine:
        if source.step is not None and source.position > use.known_until:
            what = f"'{source.name}' belum diketahui ketika {use.name} dibuat"
            return Finding(text.file, asked.part.line, what, "pakai yang diisi sebelum langkah itu")
    if item := _empty_item(asked, sources):
        return Finding(text.file, asked.part.line, f"'{item}' bisa kosong: tidak wajib diisi", _remedy(item, ""))
    lacking = [source for source in mine if source.may_lack]
    for source in lacking:
        if _is_empty_once(definition, use, asked, source, sources):
            kind = source.question.kind
            name = next(name for name in sorted(names) if source.of(name))
            when = source.question.when.text if source.question.when and source.question.required else ""
            if source.party and source.step:
                when = f"catatan.{source.step.key}.{source.party}.{ANSWERED}"
            remedy = _remedy(name, when, kind)
            remedy = remedy.partition(", atau")[0] if source.party or source.goes_on_alone else remedy
            return Finding(text.file, asked.part.line, f"'{name}' bisa kosong: {_why(source)}", remedy)
    return None


def _why(source: _Source) -> str:
    if source.question.optional:
        return "tidak wajib diisi"
    if source.party:
        return f"'{source.party}' belum tentu menjawab"
    if source.goes_on_alone:
        assert source.step
        return f"langkah '{source.step.key}' bisa dilanjutkan karena lewat batas waktu"
    if source.question.when:
        return f"hanya ditanyakan bila {source.question.when.text}"
    assert source.step
    return f"langkah '{source.step.key}' bisa dilewati"


def _remedy(name: str, when: str, kind: FieldKind = FieldKind.TEXT) -> str:
    empty = {FieldKind.LIST: f"size({name}) > 0", FieldKind.NUMBER: f"{name} != 0", FieldKind.MONEY: f"{name} != 0"}
    guard = when or empty.get(kind, f'{name} != ""')
    return f"apit dengan {{{{ bila {guard} }}}} ... {{{{ selesai }}}}, atau wajibkan isian itu"


def _empty_item(asked: Asked, sources: Sequence[_Source]) -> str:
    """The optional part of a list's row that the place prints without a condition around it; "" if there is none."""
    for loop in (part for part in asked.around if isinstance(part, Each)):
        source = next((s for s in sources if s.name == list_name(loop.condition)), None)
        for item in source.question.items if source else ():
            name = f"{loop.name}.{item.key}"
            if item.optional and name in asked.part.condition.names and _shows_nothing(asked, loop, item, source):
                return name
    return ""


def _shows_nothing(asked: Asked, loop: Each, item: Item, source: _Source | None) -> bool:
    assert source
    row = {one.key: _FILLED for one in source.question.items} | {item.key: nothing(item)}
    facts: Facts = {loop.name: row, "nomor": 1}
    inner = asked.around[asked.around.index(loop) + 1 :]
    sides = asked.sides[asked.around.index(loop) + 1 :]
    own = [(part, side) for part, side in zip(inner, sides, strict=True) if _asks_only(part.condition, loop)]
    if not all(_is_reached(part, side, facts) for part, side in own):
        return False
    return _asks_only(asked.part.condition, loop) and _is_nothing(
        asked.part.condition, facts, {f"{loop.name}.{item.key}"}
    )


def _asks_only(condition: Condition, loop: Each) -> bool:
    return all(name.partition(".")[0] in (loop.name, "nomor") for name in condition.names)


def _is_empty_once(definition: Definition, use: Use, asked: Asked, source: _Source, sources: Sequence[_Source]) -> bool:
    """Whether in some possible case the letter is written and the place is reached, but there is nothing to print."""
    around = [part.condition for part in asked.around]
    concerned = [s for s in sources if any(s.of(n) for c in (*around, asked.part.condition) for n in c.names)]
    conditions = [*around, *use.conditions, *(s.question.when for s in concerned if s.question.when)]
    conditions += [s.step.skip_when for s in concerned if s.step and s.step.skip_when]
    conditions += [asked.part.condition] if source.party else []
    for facts, _ in islice(trials(definition, conditions), MOST_TRIED):
        if not use.holds(facts):
            continue
        for known, empty in _answered(facts, concerned):
            if source.name in empty and all(map(lambda p, s: _is_reached(p, s, known), asked.around, asked.sides)):
                names = {name for name in asked.part.condition.names if source.of(name)}
                if _is_nothing(asked.part.condition, known, names):
                    return True
    return False


def _answered(facts: Facts, sources: Sequence[_Source]) -> Iterator[tuple[Facts, set[str]]]:
    """The case with each optional answer once given and once left out, and the names of those left out."""
    never = {s.name for s in sources if not _is_asked(s, facts)}
    maybe = [s for s in sources if s.may_be_left and s.name not in never][:4]
    for given in product((True, False), repeat=len(maybe)):
        left = never | {s.name for s, is_given in zip(maybe, given, strict=True) if not is_given}
        known = facts
        for source in sources:
            known = _put(known, source.name.split("."), _value(known, source, is_left=source.name in left))
        yield known, left


def _is_asked(source: _Source, facts: Facts) -> bool:
    if source.step is not None and holds(source.step.is_passed_over, facts):
        return False
    if source.step is not None and source.party and not facts["catatan"][source.step.key][source.party][ANSWERED]:
        return False
    return source.question.when is None or holds(source.question.when.holds, facts)


def _value(facts: Facts, source: _Source, *, is_left: bool) -> Any:
    if is_left:
        return blank(source.question)
    here: Any = facts
    for part in source.name.split("."):
        here = here[part]
    if isinstance(here, dict):
        return {key: value if value != "" else _FILLED for key, value in here.items()}
    return here if here != "" and here != [] else _FILLED


def _put(facts: Facts, path: list[str], value: Any) -> Facts:
    """A copy of the facts with another value at that path."""
    root, *rest = path
    return {**facts, root: _put(facts.get(root, {}), rest, value) if rest else value}


def _is_reached(part: When | Each, side: bool, facts: Facts) -> bool:
    if isinstance(part, Each):
        return True
    return holds(part.condition.holds, facts) is side


def _is_nothing(condition: Condition, facts: Facts, names: set[str]) -> bool:
    """Whether the place prints nothing: its answer is missing, its value is blank, or it cannot be worked out."""
    if bare(condition) in names:
        return True
    try:
        return not shown(condition.value(facts)).strip()
    except ConditionFailed:
        return True
