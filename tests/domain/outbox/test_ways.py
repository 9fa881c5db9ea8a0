"""The next way, the wait before the next try, and the hours in which nobody is woken."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from silastri.domain.outbox import hours, retry
from silastri.domain.outbox.ways import WAYS, next_way
from silastri.domain.words.messages.template import Purpose
from silastri.domain.worktime import OfficeTime

WIB, WIT = ZoneInfo("Asia/Jakarta"), ZoneInfo("Asia/Jayapura")


def open_in(zone: ZoneInfo) -> OfficeTime:
    return OfficeTime(zone, {}, {})


ALL = ("whatsapp", "sms", "email")


@pytest.mark.parametrize(
    ("after", "purpose", "there", "way"),
    [
        ("whatsapp", Purpose.NEEDED, ALL, "sms"),
        ("whatsapp", Purpose.NEEDED, ("email",), "email"),
        ("whatsapp", Purpose.NEEDED, (), "slip"),  # nothing is left but the counter
        ("email", Purpose.NEEDED, ALL, "slip"),
        ("slip", Purpose.NEEDED, ALL, None),
        ("whatsapp", Purpose.ASKED, ALL, "sms"),
        ("email", Purpose.ASKED, ALL, None),  # a link on paper helps nobody
        ("email", Purpose.PROGRESS, ALL, None),
        ("whatsapp", Purpose.WORK, ALL, "email"),  # an officer has his list of tasks: no SMS is paid for it
        ("whatsapp", Purpose.WORK, (), None),
    ],
)
def test_the_next_way(after: str, purpose: Purpose, there: tuple[str, ...], way: str | None) -> None:
    assert next_way(after, purpose, there) == way


@given(st.sampled_from(Purpose), st.sets(st.sampled_from(ALL)))
def test_the_ways_end(purpose: Purpose, there: set[str]) -> None:
    way: str | None = "whatsapp"
    gone = [way]
    while (way := next_way(str(way), purpose, there)) is not None:
        gone.append(way)
    assert gone == sorted(set(gone), key=WAYS.index)


@given(st.integers(1, 8), st.floats(0, 1), st.integers(0, 86400))
def test_each_wait_is_longer_than_the_one_before(attempts: int, chance: float, least: int) -> None:
    at_least = timedelta(seconds=least)
    assert retry.wait(attempts, chance, at_least) >= at_least
    assert retry.wait(attempts + 1, 0) > retry.wait(attempts, chance)


def test_a_provider_that_is_away_is_asked_every_five_minutes_at_last() -> None:
    waits = [retry.away(failures).total_seconds() for failures in range(9)]
    assert waits == [5, 10, 20, 40, 80, 160, 300, 300, 300]


@pytest.mark.parametrize(
    ("clock", "zone", "goes_at"),
    [
        (datetime(2026, 12, 31, 22, 0, tzinfo=WIB), WIB, datetime(2027, 1, 1, 6, 0, tzinfo=WIB)),
        (datetime(2027, 1, 1, 0, 30, tzinfo=WIB), WIB, datetime(2027, 1, 1, 6, 0, tzinfo=WIB)),
        (datetime(2027, 1, 1, 5, 0, tzinfo=WIB), WIT, datetime(2027, 1, 1, 5, 0, tzinfo=WIB)),  # seven in the east
        (datetime(2027, 1, 1, 20, 59, tzinfo=WIB), WIB, datetime(2027, 1, 1, 20, 59, tzinfo=WIB)),
        (datetime(2027, 1, 1, 20, 59, tzinfo=WIB), WIT, datetime(2027, 1, 2, 6, 0, tzinfo=WIT)),
    ],
)
def test_nobody_is_woken(clock: datetime, zone: ZoneInfo, goes_at: datetime) -> None:
    assert hours.may_go_at(clock, Purpose.NEEDED, open_in(zone)) == goes_at
    assert hours.may_go_at(clock, Purpose.ASKED, open_in(zone)) == clock


@given(st.datetimes(timezones=st.just(UTC)), st.sampled_from(Purpose))
def test_the_moment_is_never_earlier_and_then_it_may_go(at: datetime, purpose: Purpose) -> None:
    if at.year in (1, 9999):
        return
    goes = hours.may_go_at(at, purpose, open_in(WIB))
    assert at <= goes <= at + timedelta(hours=9)
    assert hours.may_go_at(goes, purpose, open_in(WIB)) == goes
