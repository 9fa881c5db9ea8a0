"""Which ways of a service are walked through the pages with every run, and on both databases."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from silastri.practice.walk.branch import Branch
from tests.campaign import LONG, campaign

_SEEN: set[tuple[str, ...]] = set()


def on_which(branch: Branch, *values: str, straight_once: bool = False) -> Any:
    """The straight way, those of the office, and those after the letter are walked on both: they bring rows of their
    own. A turn or another answer puts the same acts in another order; the tests of journey do each on both. Where the
    acts of the straight way are tested on both beside, its pages are walked ``straight_once``."""
    on_both = _own_rows(branch) or (branch.name == "lurus" and not straight_once)
    return pytest.param(*values, marks=() if on_both else pytest.mark.once)


def _own_rows(branch: Branch) -> bool:
    return bool(branch.waits or branch.after or branch.electronic or branch.pay_at_counter)


def walked(found: Iterable[tuple[str, str, Branch]], *, straight_once: bool = False) -> Iterator[Any]:
    """Every way, but one return, one refusal and the like in all services together, the payment at the counter once,
    and of other answers one for each service: the tests of journey do every turn by its acts. ``make check-long`` walks
    the others too. Given are service, way and branch."""
    for name, way, branch in found:
        param = on_which(branch, name, way, straight_once=straight_once)
        same = _same(name, branch)
        if same is None or same not in _SEEN:
            yield param
        elif LONG:
            yield pytest.param(name, way, marks=(*param.marks, campaign))
        if same:
            _SEEN.add(same)


def _same(name: str, branch: Branch) -> tuple[str, ...] | None:
    if branch.turn_at:
        return (branch.name.partition("-")[0],)
    if branch.pay_at_counter or branch.service_kind:
        return (branch.name,)
    return None if branch.name == "lurus" or _own_rows(branch) else (name,)
