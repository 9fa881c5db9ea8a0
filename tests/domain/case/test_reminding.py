"""When somebody is reminded of a step, and who is told after whom that it is late."""

import pytest
from pydantic import ValidationError

from silastri.domain.case import reminding
from silastri.domain.definition.promise import Reminding
from tests.builders import office_definition
from tests.domain.test_worktime import OFFICE, at

RULE = Reminding()


@pytest.mark.parametrize(
    ("arrived", "due", "remind"),
    [
        # Ten days: the morning of the working day before.
        ("2026-11-09T09:00", "2026-11-23T16:00", "2026-11-20T07:30"),
        # Over a weekend: the Friday before a Monday.
        ("2026-11-09T09:00", "2026-11-16T16:00", "2026-11-13T07:30"),
        # Over Christmas and the joint leave before it.
        ("2026-12-14T09:00", "2026-12-28T16:00", "2026-12-23T07:30"),
        # Over the end of the year.
        ("2026-12-21T09:00", "2027-01-04T16:00", "2026-12-31T07:30"),
        # One day: its last quarter, around the break at noon.
        ("2026-11-09T09:00", "2026-11-10T16:00", "2026-11-10T11:38"),
        # Four hours of work: the last hour.
        ("2026-11-09T09:00", "2026-11-09T14:00", "2026-11-09T13:00"),
        # Half an hour: never less than 15 minutes before.
        ("2026-11-09T09:00", "2026-11-09T09:30", "2026-11-09T09:15"),
        # A quarter of an hour: its arrival was the reminder.
        ("2026-11-09T09:00", "2026-11-09T09:15", None),
        # By the clock, over a weekend: no work lies between.
        ("2026-11-13T17:00", "2026-11-14T17:00", None),
    ],
)
def test_when_somebody_is_reminded(arrived: str, due: str, remind: str | None) -> None:
    found = reminding.remind_at(RULE, OFFICE, at(arrived), at(due))
    if remind is None:
        assert found is None
        return
    assert found is not None
    assert abs((found - at(remind)).total_seconds()) <= 60
    assert at(due) < reminding.due_until(RULE, OFFICE, found), "who looks then finds it"


def test_the_office_may_say_other_times() -> None:
    rule = Reminding.model_validate({"sebelum": "2 jam", "bagian_akhir": 50, "paling_dekat": "20 menit"})
    due = at("2026-11-10T10:00")
    assert reminding.remind_at(rule, OFFICE, at("2026-11-09T09:00"), due) == at("2026-11-10T08:00")
    assert reminding.remind_at(rule, OFFICE, at("2026-11-10T09:00"), due) == at("2026-11-10T09:30")
    assert reminding.remind_at(rule, OFFICE, at("2026-11-10T09:40"), due) is None
    assert due < reminding.due_until(rule, OFFICE, at("2026-11-10T08:01"))


@pytest.mark.parametrize(
    "words",
    [{"sebelum": "1 hari kalender"}, {"paling_dekat": "1 hari kerja"}, {"naik_tiap": "1 bulan"}, {"bagian_akhir": 51}],
)
def test_only_working_time_is_taken(words: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Reminding.model_validate(words)


def test_superiors_are_told_one_after_the_other() -> None:
    office = office_definition()
    assert list(reminding.superiors(office, "back_office")) == ["ahli_muda", "ahli_madya", "kepala_dinas"]
    assert list(reminding.superiors(office, "kepala_dinas")) == []
    assert reminding.below(office, {"ahli_madya"}) == {"ahli_muda", "back_office", "loket"}
    assert reminding.next_tier_at(RULE, OFFICE, at("2026-11-13T08:00")) == at("2026-11-16T16:00")


def test_superiors_in_a_circle_end() -> None:
    office = office_definition()
    posts = tuple(
        post.model_copy(update={"superior": "back_office"}) if post.key == "kepala_dinas" else post
        for post in office.posts
    )
    round_about = office.model_copy(update={"posts": posts})
    assert list(reminding.superiors(round_about, "back_office")) == ["ahli_muda", "ahli_madya", "kepala_dinas"]
