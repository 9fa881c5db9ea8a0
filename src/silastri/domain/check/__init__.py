"""Checks a definition before it may be published: a case of a service that passes always reaches an end (requirement
A6)."""

from silastri.domain.definition.definition import Reading
from silastri.domain.definition.office import Office
from silastri.domain.definition.source import Finding

from . import (
    again,
    bookings,
    conditions,
    exits,
    fee,
    for_citizens,
    hands,
    laws,
    misspelt,
    numbers,
    order,
    parties,
    paths,
    reserved,
    standard,
    steps,
    times,
)
from .across_services import check_letters, needs_a_letter
from .letters import after_issue, archive, asked, products, registers, several, texts, uncollected
from .office import check_office

__all__ = ["check", "check_letters", "check_office", "needs_a_letter"]

_RULES = (
    standard.rules,
    for_citizens.rules,
    reserved.rules,
    products.rules,
    registers.rules,
    steps.rules,
    again.rules,
    hands.rules,
    uncollected.rules,
    after_issue.rules,
    asked.rules,
    parties.rules,
    order.rules,
    times.rules,
    paths.rules,
    fee.rules,
    exits.rules,
    several.rules,
    conditions.rules,
    texts.rules,
    bookings.rules,
    laws.rules,
    archive.rules,
)
_RAW_RULES = (misspelt.rules, numbers.rules)  # these check the texts as the office wrote them


def check(reading: Reading, office: Office) -> list[Finding]:
    """Everything that is wrong with a service, as far as it could be read, in the order of its files."""
    found = [*reading.findings]
    for raw_rule in _RAW_RULES:
        found += raw_rule(reading)
    if reading.definition is not None:
        for rule in _RULES:
            found += rule(reading, reading.definition, office)
    return sorted(set(found))
