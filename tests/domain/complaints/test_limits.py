"""The limits of complaints, and which act is possible when."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from silastri.domain.complaints import limits, posts, ways
from silastri.domain.complaints.limits import Class
from silastri.domain.complaints.ways import What
from silastri.domain.worktime import OfficeTime
from tests.builders import office_definition

WIB = ZoneInfo("Asia/Jakarta")
HOURS = dict.fromkeys(range(5), ((time(7, 30), time(12)), (time(13), time(16))))
OFFICE = OfficeTime(WIB, HOURS, {date(2026, 12, 24): "Cuti bersama", date(2026, 12, 25): "Natal"})
moments = some.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=some.just(WIB))


@pytest.mark.parametrize(
    ("of", "day"),
    [
        (Class.FIRST, date(2026, 11, 12)),
        (Class.INFORMATION, date(2026, 11, 16)),
        (Class.NOT_OVERSEEN, date(2026, 11, 27)),
        (Class.OVERSEEN, date(2027, 2, 3)),
    ],
)
def test_limits_count_working_days_from_the_day_after(of: Class, day: date) -> None:
    due = limits.due(OFFICE, datetime(2026, 11, 9, 9, tzinfo=WIB), of)
    assert due == datetime.combine(day, time(16), WIB)


def test_an_older_rule_holds_for_older_complaints() -> None:
    assert limits.in_force(date(2015, 1, 1)).source == "UU 25/2009"
    assert limits.in_force(date(2000, 1, 1)) is limits.TABLE[0]
    assert limits.in_force(date(2018, 12, 10)) is limits.TABLE[1]
    assert [row.since for row in limits.TABLE] == sorted(row.since for row in limits.TABLE)
    assert all(set(row.by_class) == set(Class) and row.source for row in limits.TABLE)


def test_the_complainant_has_thirty_days_and_the_answer_fourteen() -> None:
    at = datetime(2026, 11, 9, 9, tzinfo=WIB)
    assert limits.complete_until(OFFICE, at) == datetime(2026, 12, 9, 23, 59, tzinfo=WIB)
    assert limits.tell_until(OFFICE, at) == datetime(2026, 11, 23, 23, 59, tzinfo=WIB)
    assert limits.closes_at(OFFICE, at) == datetime(2026, 11, 23, 16, tzinfo=WIB)


@given(moments, moments, moments, some.sampled_from(list(Class)))
def test_a_pause_takes_nothing_from_the_limit(came: datetime, asked: datetime, back: datetime, of: Class) -> None:
    """However long the complainant takes, and over whatever holidays: the office has as much working time as before."""
    came, asked, back = sorted((came, asked, back))
    due = limits.due(OFFICE, came, of)
    left = limits.left(OFFICE, asked, due)
    again = limits.due_with(OFFICE, back, left)
    assert limits.left(OFFICE, back, again) == left
    if left >= 0:
        assert again >= due - timedelta(minutes=1) or again >= back


@given(moments, some.integers(0, 5000), some.sampled_from(list(Class)))
def test_what_stood_still_is_added(came: datetime, stood: int, of: Class) -> None:
    due = limits.due(OFFICE, came, of)
    later = limits.due(OFFICE, came, of, stood_still=stood)
    assert limits.left(OFFICE, due, later) == stood


@given(some.sampled_from(list(What)), some.sampled_from(ways.STATES))
def test_an_act_leads_from_a_state_to_a_state(what: What, state: str) -> None:
    assert ways.after(what, state) in ways.STATES
    if state in ("closed", "lapsed", "withdrawn"):
        assert not ways.may(what, state) or what in (What.NOTE, What.TELL, What.RATE)


def test_what_nobody_weighed_is_new_again_once_it_is_complete() -> None:
    assert ways.after(What.COMPLETE, "incomplete", weighed=False) == "new"
    assert ways.after(What.COMPLETE, "incomplete") == "in_hand"
    assert not ways.may(What.ANSWER, "new"), "it is weighed first"


@given(some.permutations(["kabid", "kepala"]), some.sets(some.sampled_from(["kabid", "kepala", "lain"])))
def test_medium_asks_all_in_order_and_heavy_the_head(medium: list[str], said: set[str]) -> None:
    assert ways.to_consult("light", medium, "kepala", []) == []
    assert ways.to_consult("medium", medium, "kepala", list(said)) == [one for one in medium if one not in said]
    assert ways.to_consult("heavy", medium, "kepala", list(said)) == ([] if "kepala" in said else ["kepala"])


def test_the_posts_are_those_that_the_office_names_or_usual_ones() -> None:
    office = office_definition("pekanbaru-dpmptsp")
    assert posts.handlers(office, {"back_office"}) == {"front_office"}
    assert (posts.medium(office, "front_office"), posts.heavy(office)) == (("kabid", "kepala_dinas"), "kepala_dinas")
    assert (posts.report_checker(office), posts.report_approver(office)) == ("sekretaris", "kepala_dinas")
    bare = office.model_copy(update={"complaints": type(office.complaints)()})
    assert posts.handlers(bare, {"back_office"}) == {"back_office"}
    assert posts.handlers(bare, ()) == {office.posts[0].key}
    assert (posts.medium(bare, "front_office"), posts.heavy(bare)) == (("kabid", "kepala_dinas"), "kepala_dinas")
    assert (posts.report_checker(bare), posts.report_approver(bare)) == ("kabid", "kepala_dinas")
