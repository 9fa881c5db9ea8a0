"""Which returns are late: named what could be seen before, or on the last day."""

from datetime import datetime

import pytest

from silastri.domain.case.late_finding import Return, on_last_day, seen_before
from tests.builders import WIB, office_definition

RIGHT, WRONG = {"ktp": True}, {"ktp": False}


@pytest.mark.parametrize(
    ("turn", "earlier", "came", "found"),
    [
        (4, [Return(2, RIGHT)], [0], {"ktp": 2}),  # was marked right, and has not changed
        (4, [Return(2, {})], [0], {"ktp": 2}),  # was not marked at all
        (4, [Return(2, WRONG)], [0], {}),  # was named the first time
        (4, [Return(2, RIGHT)], [0, 2], {}),  # was handed in anew after the return
        (4, [Return(2, RIGHT)], [3], {}),  # was not there at the return
        (4, [Return(2, RIGHT)], [], {}),  # a thing to be brought: no document
        (6, [Return(2, WRONG), Return(4, RIGHT)], [0, 2], {"ktp": 4}),  # mended, found good, and wrong after all
        (6, [Return(2, RIGHT), Return(4, RIGHT)], [0], {"ktp": 2}),  # the first time that it could be seen
        (2, [], [0], {}),  # the first return
        (4, [Return(4, RIGHT)], [0], {}),  # itself is no earlier return
    ],
)
def test_what_could_be_seen_before(turn: int, earlier: list[Return], came: list[int], found: dict[str, int]) -> None:
    assert seen_before(turn, ["ktp"], earlier, {"ktp": came}) == found


def moment(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=WIB)


@pytest.mark.parametrize(
    ("since", "at", "due", "is_so"),
    [
        (moment(9), moment(13), moment(13, 16), True),
        (moment(9), moment(12), moment(13, 16), False),
        (moment(9), moment(16), moment(13, 16), True),  # after it
        (moment(13), moment(13, 10), moment(13, 16), False),  # a time of hours has no last day
        (None, moment(13), moment(13, 16), False),
        (moment(9), moment(13), None, False),  # nothing was promised
        (moment(9), moment(13, 0), moment(13, 16), True),  # just after midnight
    ],
)
def test_the_last_day(since: datetime | None, at: datetime, due: datetime | None, is_so: bool) -> None:
    assert on_last_day(office_definition().time({}), since=since, at=at, due_at=due) is is_so
