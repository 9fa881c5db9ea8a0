"""Which ways of a service are walked through the pages with every run, and on both databases."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from silastri.domain.definition.sop import Sop
from silastri.practice.walk.branch import Branch
from tests.campaign import LONG, campaign


def on_which(branch: Branch, *values: str) -> Any:
    """The straight way, those of the office, and those after the letter are walked on both: they bring rows of their
    own. A turn or another answer puts the same acts in another order; the tests of journey do each on both."""
    rows_of_its_own = branch.waits or branch.after or branch.electronic or branch.pay_at_counter
    return pytest.param(*values, marks=() if branch.name == "lurus" or rows_of_its_own else pytest.mark.once)


def walked(found: Iterable[tuple[str, str, Branch, Sop]]) -> Iterator[Any]:
    """Every way, but of the turns one for each kind of step and each outcome: that page, and what follows from it, are
    the same in every service. ``make check-long`` walks the others too. Given are service, way, branch and SOP."""
    seen: set[tuple[str, str]] = set()
    for name, way, branch, sop in found:
        param = on_which(branch, name, way)
        turn = (sop.step(branch.turn_at).kind.value, branch.outcome.partition(":")[0]) if branch.turn_at else None
        if turn is None or turn not in seen:
            yield param
        elif LONG:
            yield pytest.param(name, way, marks=(*param.marks, campaign))
        if turn:
            seen.add(turn)
