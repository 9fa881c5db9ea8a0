"""What a quota counts separately (its values) and which thing is booked, with their labels."""

from typing import Any

from silastri.domain.definition.booking import Quota, Reservation
from silastri.domain.definition.condition import Condition
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.field import FieldKind, Question

LONGEST = 120
_SAFE = (FieldKind.CHOICE, FieldKind.YES_NO, FieldKind.NUMBER)


def value(by: Condition | None, facts: dict[str, Any]) -> str:
    """The value for this case; "" where the definition names none. Raises ConditionFailed."""
    if by is None:
        return ""
    found = by.value(facts)
    return ("ya" if found else "tidak") if isinstance(found, bool) else str(found)[:LONGEST]


def may_be_public(question: Question) -> bool:
    """Values stand on public pages, so what somebody typed freely, or who he is, cannot be one."""
    return question.kind in _SAFE and not question.decimals


def choices(definition: Definition, by: Condition | None) -> dict[str, str]:
    """Every value with its label; empty unless the value is simply the answer to a choice."""
    for question in definition.standard.form:
        if by is not None and by.text.strip() == f"isian.{question.key}":
            return {choice.key: choice.label for choice in question.choices}
    return {}


def label(definition: Definition, rule: Quota | Reservation, of: str) -> str:
    """The label of a value; "" where the definition names none."""
    by = rule.by if isinstance(rule, Quota) else rule.thing
    return choices(definition, by).get(of, of)
