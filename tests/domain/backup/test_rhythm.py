"""When a backup and a drill are due."""

from datetime import datetime, timedelta

import pytest

from silastri.domain.backup.rhythm import Past, backup_is_due, drill_is_due
from silastri.domain.worktime import CAPITAL

NOON = datetime(2026, 11, 9, 12, tzinfo=CAPITAL)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("past", "hours", "is_due"),
    [
        (Past(), (1,), True),
        (Past(good=NOON - 10 * HOUR), (1,), False),
        (Past(good=NOON - 12 * HOUR), (1,), True),
        (Past(good=NOON - 12 * HOUR), (23,), False),
        (Past(good=NOON - 14 * HOUR), (23,), True),
        (Past(good=NOON - 3 * HOUR), (1, 10), True),
        (Past(good=NOON - HOUR), (1, 10), False),
        (Past(good=NOON), (12,), False),
        (Past(good=NOON - DAY, failed=NOON - HOUR / 2), (1,), False),
        (Past(good=NOON - DAY, failed=NOON - HOUR), (1,), True),
        (Past(failed=NOON - HOUR / 2), (1,), False),
        (Past(failed=NOON - 2 * HOUR), (1,), True),
    ],
)
def test_a_backup_is_due_once_for_each_hour(past: Past, hours: tuple[int, ...], is_due: bool) -> None:
    assert backup_is_due(NOON, past, hours) is is_due


@pytest.mark.parametrize(
    ("past", "backup", "is_due"),
    [
        (Past(), Past(), False),
        (Past(), Past(good=NOON - HOUR), True),
        (Past(), Past(good=NOON - DAY, failed=NOON - HOUR), False),
        (Past(good=NOON - 6 * DAY), Past(good=NOON), False),
        (Past(good=NOON - 7 * DAY), Past(good=NOON), True),
        (Past(good=NOON - 9 * DAY, failed=NOON - HOUR), Past(good=NOON), False),
        (Past(good=NOON - 9 * DAY, failed=NOON - DAY), Past(good=NOON), True),
        (Past(failed=NOON - DAY), Past(good=NOON), True),
    ],
)
def test_a_drill_is_due_every_week_and_a_day_after_one_that_failed(past: Past, backup: Past, is_due: bool) -> None:
    assert drill_is_due(NOON, past, backup) is is_due
