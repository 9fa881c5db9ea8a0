"""Many minutes at once are the same as one by one."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from silastri.domain.measures.open_minutes import OpenMinutes
from silastri.domain.worktime import OfficeTime, minutes_between

HOURS = {day: ((time(7, 30), time(12)), (time(13), time(16))) for day in range(4)} | {4: ((time(7, 30), time(11)),)}
OFFICE = OfficeTime(ZoneInfo("Asia/Makassar"), HOURS, {date(2026, 5, 14): "Kenaikan Isa Almasih"})
MOMENTS = st.integers(0, 36 * 24 * 3600).map(lambda n: datetime(2026, 4, 28, tzinfo=UTC) + timedelta(seconds=n))


@given(st.lists(st.tuples(MOMENTS, MOMENTS), min_size=1, max_size=6))
def test_they_are_those_of_worktime(pairs: list[tuple[datetime, datetime]]) -> None:
    minutes = OpenMinutes(OFFICE)
    for start, end in pairs:
        assert minutes.between(start, end) == max(0, minutes_between(OFFICE, start, end))


def test_a_usual_day() -> None:
    assert OpenMinutes(OFFICE).of_a_day == (4 * 450 + 210) // 5
    assert OpenMinutes(OfficeTime(ZoneInfo("Asia/Jakarta"), {}, {})).of_a_day == 1


def test_a_closed_day_has_none() -> None:
    opens = datetime(2026, 5, 14, tzinfo=OFFICE.zone)
    assert OpenMinutes(OFFICE).between(opens, opens + timedelta(days=1)) == 0
