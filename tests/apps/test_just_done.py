"""What an officer did in the last minutes stands on each of his pages, so it is asked for in a way that no database can
get wrong: rows by one index, cases by another."""

from datetime import UTC, datetime, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from silastri.apps.cases.models import Case
from silastri.apps.cases.recent import just_done
from tests.builders import MONDAY, Town, a_case

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def test_the_newest_come_first_and_none_that_went_on(town: Town) -> None:
    cases = [a_case(town, step) for step in ("persetujuan", "persetujuan", "penandatanganan")]
    found = just_done(town.officer("ahli_muda").pk, town.office.pk, LONG_AGO)
    assert {case.pk for case in found} == {case.pk for case in cases[:2]}
    arrived = [case.arrived_at or LONG_AGO for case in found]
    assert arrived == sorted(arrived, reverse=True)


def test_nothing_of_another_officer_office_or_time(town: Town) -> None:
    case = a_case(town, "persetujuan")
    verifier, other = town.officer("ahli_muda"), town.officer("ahli_madya")
    assert just_done(verifier.pk, town.office.pk, LONG_AGO) == [case]
    assert just_done(other.pk, town.office.pk, LONG_AGO) == []
    assert just_done(verifier.pk, town.office.pk + 1, LONG_AGO) == []
    assert just_done(verifier.pk, town.office.pk, MONDAY + timedelta(days=365)) == []
    Case.objects.update(state="withdrawn")
    assert just_done(verifier.pk, town.office.pk, LONG_AGO) == []


def test_rows_and_cases_are_asked_for_apart(town: Town) -> None:
    """Together, a database that had not counted its tables read all cases of the office for each row: three seconds for
    a page after some hundred cases."""
    a_case(town, "persetujuan")
    verifier = town.officer("ahli_muda")
    with CaptureQueriesContext(connection) as asked:
        assert just_done(verifier.pk, town.office.pk, LONG_AGO)
    assert len(asked) == 2
    assert [one["sql"] for one in asked if "cases_steprun" in one["sql"] and '"cases_case"' in one["sql"]] == []
