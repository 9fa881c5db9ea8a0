"""One rule of lateness, for every list."""

from datetime import UTC, datetime, timedelta

import pytest

from silastri.domain.case import lateness

NOW = datetime(2026, 11, 9, 9, tzinfo=UTC)
BEFORE, LATER, LATEST = NOW - timedelta(hours=1), NOW + timedelta(hours=1), NOW + timedelta(days=9)


@pytest.mark.parametrize(
    ("step", "promise", "due", "late"),
    [
        (LATER, LATEST, LATER, False),
        (BEFORE, LATEST, BEFORE, True),  # the step is late, the promise is not yet
        (LATER, BEFORE, BEFORE, True),  # the promise is broken, whatever time the step has
        (None, BEFORE, BEFORE, True),  # a step without a time
        (LATER, None, LATER, False),  # the clock stands still
        (None, None, None, False),
        (NOW, NOW, NOW, False),  # due at this moment is not late yet
    ],
)
def test_a_case_is_late_by_what_is_first(
    step: datetime | None, promise: datetime | None, due: datetime | None, late: bool
) -> None:
    assert lateness.due(step, promise) == due
    assert lateness.passed(due, NOW) is late


@pytest.mark.parametrize(
    ("step", "promise", "due"),
    [
        (LATER, LATEST, LATER),
        (LATEST, LATER, LATER),  # a step is not due after the promise that it serves
        (LATER, None, LATER),
        (LATER, BEFORE, LATER),  # the promise was broken by others: whoever gets the file then has the step's time
        (LATER, NOW, LATER),
    ],
)
def test_no_step_is_due_after_the_promise(step: datetime, promise: datetime | None, due: datetime) -> None:
    assert lateness.step_due(step, promise, NOW) == due
