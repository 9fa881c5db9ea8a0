"""Which ways of a service are walked on both databases."""

from typing import Any

import pytest

from silastri.practice.walk.branch import Branch


def on_which(branch: Branch, *values: str) -> Any:
    """The straight way, those of the office, and those after the letter are walked on both: they bring rows of their
    own. A turn or another answer puts the same acts in another order; the tests of journey do each on both."""
    rows_of_its_own = branch.waits or branch.after or branch.electronic or branch.pay_at_counter
    return pytest.param(*values, marks=() if branch.name == "lurus" or rows_of_its_own else pytest.mark.once)
