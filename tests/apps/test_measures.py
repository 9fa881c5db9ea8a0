"""Sums by day: every way to add them up counts the same promises."""

from silastri.apps.measures import queries
from silastri.apps.measures.models import ServiceDay
from tests.builders import MONDAY, Town


def test_a_case_whose_promise_never_ran_is_no_promise(town: Town) -> None:
    on, office = MONDAY.date(), town.office.pk
    ServiceDay.objects.create(
        office=town.office, service=town.service(), on=on, done=3, refused=1, unpromised=1, kept=3, minutes=[1, 2, 3, 4]
    )
    assert queries.kept_by_office(on, on) == {office: (3, 3)}
    assert [one.promised for one in queries.of_services(office, on, on).values()] == [3]
    assert [one.promised for one in queries.counts_by_month(office, on, on).values()] == [3]
