"""Where a letter's text is used: in which cases, and how far the SOP has gone by then."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from silastri.domain.case.facts import Facts
from silastri.domain.check.sample_cases import holds
from silastri.domain.definition.condition import Condition
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.sop import Step
from silastri.domain.definition.standard import Product
from silastri.domain.kinds import Kind

from .several import handles


@dataclass(frozen=True)
class Use:
    """One use of a text by a letter; ``known_until`` is the last step whose notes it can print."""

    name: str
    known_until: int
    conditions: tuple[Condition, ...] = ()
    applies: Callable[[Facts], bool] | None = None

    def holds(self, facts: Facts) -> bool:
        return self.applies is None or holds(self.applies, facts)


def uses(definition: Definition, file: str) -> Iterator[Use]:
    steps = definition.sop.steps
    for made in definition.standard.products:
        if made.text_file == file:
            asks = (made.when,) if made.when and made.per is None else ()
            applies = made.applies if made.per is None else None
            yield Use(f"surat '{made.name}'", _drawn(definition, made), asks, applies)
    for n, step in enumerate(steps):
        asks = (step.skip_when,) if step.skip_when else ()
        if file in (step.letter_text, step.notice):
            yield Use(f"surat langkah '{step.key}'", n, asks, _comes_by(step))
        if step.uncollected and step.uncollected.text_file == file:
            yield Use("surat pemberitahuan", n)
    refusal = definition.standard.refusal
    if refusal and refusal.text_file == file:
        refusing = (n for n, step in enumerate(steps) if any(way.refuses for way in step.otherwise))
        yield Use("surat penolakan", next(refusing, len(steps)) - 1)


def _comes_by(step: Step) -> Callable[[Facts], bool]:
    return lambda facts: not step.is_passed_over(facts)


def _drawn(definition: Definition, made: Product) -> int:
    """The position of the step that draws the letter: printing for ink, or signing; for a sheet, the last step."""
    steps = definition.sop.steps
    last = len(steps) - 1
    if not made.is_signed:
        return last
    kinds = (Kind.PRINT, Kind.SIGN)
    return next((n for n, step in enumerate(steps) if step.kind in kinds and handles(step, made.key)), last)
