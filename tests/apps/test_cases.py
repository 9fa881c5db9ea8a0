"""The control card in the database, and whose cases can be found."""

import pytest
from django.db import DatabaseError, connection, transaction

from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case, StepRun
from silastri.apps.cases.queries import CaseNotFound
from tests.builders import Town, a_case


def test_a_card_is_whole_and_the_database_refuses_to_change_it(town: Town) -> None:
    case = a_case(town, "verifikasi")
    runs = cases.runs(case)
    assert cases.card_is_whole(case, runs)
    with pytest.raises(DatabaseError), transaction.atomic():
        StepRun.objects.filter(pk=runs[1].pk).update(note="lain")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM cases_steprun WHERE case_id = %s", [case.pk])
    assert cases.card_is_whole(case, cases.runs(case))


def test_a_row_changed_behind_the_database_shows(town: Town) -> None:
    case = a_case(town, "verifikasi")
    with connection.cursor() as cursor:
        drop = "DROP TRIGGER card_is_append_only"
        cursor.execute(f"{drop}_update" if connection.vendor == "sqlite" else f"{drop} ON cases_steprun")
        cursor.execute("UPDATE cases_steprun SET note = 'lain' WHERE case_id = %s AND turn = 2", [case.pk])
    assert not cases.card_is_whole(case, cases.runs(case))


def test_a_last_row_that_was_taken_away_shows(town: Town) -> None:
    case = a_case(town, "verifikasi")
    assert not cases.card_is_whole(case, cases.runs(case)[:-1])


def test_answers_and_nik_are_unreadable_in_the_database(town: Town) -> None:
    case = a_case(town, "verifikasi")
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers FROM cases_case WHERE id = %s", [case.pk])
        answers = bytes(cursor.fetchone()[0])
        cursor.execute("SELECT nik, nik_index FROM accounts_person WHERE id = %s", [case.applicant_id])
        nik, index = cursor.fetchone()
    assert b"Minah" not in answers
    assert town.citizens[0].nik
    assert town.citizens[0].nik.encode() not in bytes(nik)
    assert town.citizens[0].nik not in index
    assert Case.objects.get(pk=case.pk).answers["values"]["calon"]["nama"].startswith("Nek Minah")


def test_a_case_is_found_within_its_office_or_by_its_applicant_alone(town: Town) -> None:
    case = a_case(town)
    assert cases.case(case.ref, office=town.office.pk) == case
    assert cases.case(case.ref, applicant=case.applicant_id) == case
    for asked in ({"office": town.office.pk + 1}, {"applicant": town.citizens[1].pk}):
        with pytest.raises(CaseNotFound):
            cases.case(case.ref, **asked)
    with pytest.raises(ValueError, match="one office"):
        cases.case(case.ref)


def test_a_draft_cannot_be_tracked(town: Town) -> None:
    draft = a_case(town, "pengajuan")
    assert cases.tracked(draft.ref) is None
    assert cases.tracked(a_case(town).ref)


def test_another_case_of_a_name_is_found_however_it_is_written(town: Town) -> None:
    case, other, third = (a_case(town, citizen=n) for n in range(3))
    Case.objects.filter(pk=case.pk).update(holder_name="Siti Aminah")
    Case.objects.filter(pk=other.pk).update(holder_name="SITI aminah")
    case.refresh_from_db()
    assert cases.of_same_holder(case) == [other]
    Case.objects.filter(pk=third.pk).update(holder_name="")
    third.refresh_from_db()
    assert cases.of_same_holder(third) == []
