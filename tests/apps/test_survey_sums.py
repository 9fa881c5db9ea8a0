"""The sums by day are always those of the answers."""

from datetime import date, timedelta

import pytest

from silastri.apps.surveys import operations, queries
from silastri.apps.surveys.models import DaySum, Response
from silastri.domain.satisfaction.index import Sums
from tests.builders import JOMPO, MONDAY, SCHOOL, Town

DAY = MONDAY.date()
MARKS = [(3, 4, None, 2, 1, 4, 3, 2, 4), (4,) * 9, (1, 2, 3, 4, 1, 2, None, 4, 1)]


def take_in(town: Town, marks: tuple[int | None, ...], on: date = DAY, service: str = JOMPO) -> None:
    answers = {f"u{n}": mark for n, mark in enumerate(marks, start=1)} | {"sex": "P", "age": "20-29"}
    operations.take_in(
        office_id=town.office.pk, service_id=town.service(service).pk, on=on, via=Response.Via.WEB, answers=answers
    )


def test_sums_are_those_of_the_answers(town: Town) -> None:
    for marks in MARKS:
        take_in(town, marks)
    assert queries.sums(town.office.pk, DAY, DAY) == Sums.of(MARKS)
    assert queries.profile(town.office.pk, DAY, DAY) == {"sex": {"P": 3}, "age": {"20-29": 3}, "via": {"web": 3}}
    assert list(queries.differing_days()) == []


def test_a_period_has_its_own_days_and_a_service_its_own_answers(town: Town) -> None:
    take_in(town, MARKS[0], DAY - timedelta(days=1))
    take_in(town, MARKS[1])
    take_in(town, MARKS[2], DAY + timedelta(days=1), SCHOOL)
    assert queries.sums(town.office.pk, DAY, DAY) == Sums.of([MARKS[1]])
    school = town.service(SCHOOL).pk
    assert queries.sums(town.office.pk, DAY, DAY + timedelta(days=1), service_id=school) == Sums.of([MARKS[2]])
    by_service = queries.sums_by_service(town.office.pk, DAY - timedelta(days=1), DAY + timedelta(days=1))
    assert by_service == {town.service().pk: Sums.of(MARKS[:2]), school: Sums.of([MARKS[2]])}


@pytest.mark.parametrize("change", ["lost", "changed", "never counted"])
def test_a_sum_that_differs_is_found(town: Town, change: str) -> None:
    take_in(town, MARKS[0])
    take_in(town, MARKS[1], DAY - timedelta(days=1))
    if change == "lost":
        Response.objects.filter(on=DAY).delete()
    elif change == "changed":
        Response.objects.filter(on=DAY).update(u1=4)
    else:
        DaySum.objects.filter(on=DAY).delete()
    assert list(queries.differing_days()) == [(town.service().pk, DAY)]
