"""Which half year a superior sees first."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Posting
from silastri.domain.act import Act
from silastri.domain.appraisals import points
from silastri.domain.satisfaction.period import Period
from silastri.journey.appraisals import appraise, people
from tests.builders import Town
from tests.web.appraisals.test_officers import act_of

FIRST, SECOND = Period(2026, "s", 1), Period(2026, "s", 2)
GOOD = {point.key: 3 for point in points.POINTS}


@pytest.fixture
def superior(town: Town) -> Act:
    """Of somebody who has been here for years."""
    Posting.objects.update(since=date(2024, 1, 2))
    return act_of(town, town.officer(people.head(town.office)))


def on(town: Town, act: Act, day: date) -> Act:
    return replace(act, at=datetime.combine(day, time(9), offices.working_time(town.office).zone))


def give_all(act: Act, period: Period) -> None:
    for one in appraise.below(act, period):
        made = appraise.save(act, person=one.person.pk, period=period, said=appraise.Said(GOOD, {}))
        appraise.give(act, made.pk)


@pytest.mark.parametrize(
    ("day", "left", "given"),
    [
        (date(2026, 7, 1), FIRST, FIRST),  # it ended yesterday
        (date(2026, 11, 30), FIRST, FIRST),  # nothing of the running one can be said yet
        (date(2026, 12, 1), FIRST, SECOND),  # its last month begins
        (date(2026, 12, 31), FIRST, SECOND),
        (date(2027, 1, 1), SECOND, SECOND),
    ],
)
def test_the_one_that_is_appraised_now(town: Town, superior: Act, day: date, left: Period, given: Period) -> None:
    act = on(town, superior, day)
    assert appraise.below(act, FIRST)
    assert appraise.expected(act) == left
    give_all(act, FIRST)
    assert appraise.expected(act) == given


def test_a_draft_is_not_given_yet(town: Town, superior: Act) -> None:
    act = on(town, superior, date(2026, 12, 7))
    first, *others = appraise.below(act, FIRST)
    for one in others:
        made = appraise.save(act, person=one.person.pk, period=FIRST, said=appraise.Said(GOOD, {}))
        appraise.give(act, made.pk)
    draft = appraise.save(act, person=first.person.pk, period=FIRST, said=appraise.Said(GOOD, {}))
    assert appraise.expected(act) == FIRST
    appraise.give(act, draft.pk)
    assert appraise.expected(act) == SECOND


def test_who_came_later_waits_for_nothing(town: Town, superior: Act) -> None:
    Posting.objects.update(since=date(2026, 8, 1))
    assert appraise.expected(on(town, superior, date(2026, 12, 7))) == SECOND
    assert appraise.expected(on(town, superior, date(2026, 11, 7))) == FIRST
