"""Tells at the counter what would come of the answers given so far. Nothing is kept."""

from collections.abc import Mapping
from dataclasses import dataclass

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.apps.catalog.models import Version
from silastri.apps.offices import queries as offices
from silastri.apps.registry import queries as registry
from silastri.domain import number
from silastri.domain.act import Act
from silastri.domain.case import facts, form, step_notes
from silastri.domain.case.step_notes import LookUp, StepFacts
from silastri.domain.case.workflow import State
from silastri.domain.definition.condition import ConditionFailed
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.sop import Step
from silastri.journey.case.dossier import case_facts
from silastri.journey.steps import look_up

from .at_once import Filled, Visitor


@dataclass(frozen=True)
class Foretold:
    """The questions to show now, and the outcome with what is stamped; both texts are empty while it is open."""

    asked: frozenset[str]
    outcome: str = ""
    stamp: str = ""


def foretell(
    act: Act, *, version: Version, definition: Definition, step: Step, visitor: Visitor, filled: Filled
) -> Foretold:
    """``step`` is the look-up. The act decides anew from what is sent to it."""
    today = offices.today(version.service.office, act.at)
    case = _would_be(act, version, visitor)
    read = form.read(definition.standard.form, filled.answers, today, case_facts(case, definition))
    case.answers = {"raw": dict(filled.answers), "values": read.values}
    known = case_facts(case, definition)
    at_step = form.read(step.form, filled.at_step, today, known, step=step.key)
    case.notes = step_notes.with_answers({}, step.key, at_step.values)
    asked = frozenset(_named(read) | _named(at_step))
    data = _data(act, filled)
    if data is None or read.errors or at_step.errors:
        return Foretold(asked)
    looked = StepFacts(look_up=LookUp(data=data, outcome=facts.OUTCOME))
    case.notes = step_notes.with_facts(case.notes, step.key, looked)
    try:
        decided = facts.outcome(definition.standard, case_facts(case, definition))
    except ConditionFailed:
        decided = None
    row = next((row for row in definition.standard.outcomes if decided and row.key == decided["kunci"]), None)
    return Foretold(asked, row.label, row.stamp) if row else Foretold(asked)


def _would_be(act: Act, version: Version, visitor: Visitor) -> Case:
    person = Person(name=visitor.name, nik=visitor.nik, phone=visitor.phone or None)
    return Case(
        office=version.service.office,
        service=version.service,
        version=version,
        applicant=person,
        address=visitor.address,
        via="counter",
        state=State.RUNNING,
        created_at=act.at,
        submitted_at=act.at,
    )


def _named(read: form.Answers) -> set[str]:
    return set(read.values) | {name.partition(".")[0] for name in read.errors}


def _data(act: Act, filled: Filled) -> Mapping[str, object] | None:
    """What is known of the chosen entry; None while nothing was chosen."""
    if filled.entry == look_up.NOT_LISTED:
        return facts.REGISTRY
    found = registry.entry(act.by.office or 0, number.sent_back(filled.entry))
    return facts.REGISTRY | look_up.known_of(found) if found else None
