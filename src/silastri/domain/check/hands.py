"""Checks that no post both examines and decides one case: who did the one may not do the other (requirement C11)."""

from collections.abc import Iterator

from silastri.domain.case.facts import Facts
from silastri.domain.definition.definition import Definition, Reading
from silastri.domain.definition.office import Office
from silastri.domain.definition.sop import Step
from silastri.domain.definition.source import Finding
from silastri.domain.kinds import nature

from .sample_cases import holds, trials


def rules(reading: Reading, definition: Definition, office: Office) -> Iterator[Finding]:
    """One finding for each post, at the step that decides."""
    steps = definition.sop.steps
    both = _posts(steps, prepares=True) & _posts(steps, prepares=False)
    if not both:
        return
    asked = [step.skip_when for step in steps if step.skip_when and step.actor in both]
    found: dict[str, tuple[Step, Step]] = {}
    for facts, _ in trials(definition, asked):
        for post in both - set(found):
            if pair := _pair(steps, post, facts):
                found[post] = pair
    for post, (examines, decides) in sorted(found.items()):
        what = f"jabatan '{post}' memeriksa di langkah '{examines.key}' dan memutuskan di langkah '{decides.key}'"
        remedy = "pilih jabatan lain untuk salah satunya; yang memeriksa tidak boleh ikut memutuskan"
        yield reading.sop.finding(("langkah", definition.sop.position(decides.key), "pelaksana"), what, remedy)


def _posts(steps: tuple[Step, ...], *, prepares: bool) -> set[str]:
    return {step.actor for step in steps if (nature(step.kind).prepares if prepares else nature(step.kind).decides)}


def _pair(steps: tuple[Step, ...], post: str, facts: Facts) -> tuple[Step, Step] | None:
    """The steps of that post in this case of which one examines and the other decides."""
    mine = [step for step in steps if step.actor == post and not holds(step.is_passed_over, facts)]
    examines = next((step for step in mine if nature(step.kind).prepares), None)
    decides = next((step for step in mine if nature(step.kind).decides), None)
    return (examines, decides) if examines and decides else None
