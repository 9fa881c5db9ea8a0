"""The demo has what is needed to try by clicking what only several people can do."""

from datetime import date

from silastri.apps.offices import queries as offices
from silastri.practice import demo
from tests.builders import Town


def test_one_office_has_the_two_managers_that_a_rescue_needs(town: Town) -> None:
    demo.second_manager()
    managers = offices.managers(town.office, date(2026, 11, 9))
    assert {person.pk for person in managers} == {town.officer("back_office").pk, town.officer("ahli_madya").pk}
