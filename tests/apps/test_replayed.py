"""The town and the cases of the tests are those that the acts make, also where their rows are written again."""

from typing import Any

import pytest
from django.db import connection, transaction

from silastri.apps.accounts.models import Person
from tests import builders, replayed
from tests.builders import a_case, a_town

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replayed, "_kept", {})
    replayed.begin()


def built() -> tuple[int, dict[str, list[Any]]]:
    """A case and every row there is, in a database that is empty again afterwards."""
    with transaction.atomic():
        replayed.begin()
        case = a_case(a_town(), "persetujuan")
        rows = {}
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f'SELECT * FROM "{table}"')
                rows[table] = sorted(cursor.fetchall(), key=repr)
        transaction.set_rollback(True)
    return case.pk, rows


@pytest.mark.django_db(transaction=True)
def test_the_rows_written_again_are_those_that_the_acts_wrote(monkeypatch: pytest.MonkeyPatch) -> None:
    first = built()
    monkeypatch.setattr(builders, "publish", None)  # no act is done now
    assert built() == first
    assert len(first[1]["cases_case"]) == 1


def test_after_another_row_was_written_the_acts_are_done() -> None:
    town = a_town()
    assert len(replayed._kept) == 1
    Person.objects.filter(pk=town.citizens[0].pk).update(name="Orang Lain Contoh")
    assert a_case(town).applicant.name == "Orang Lain Contoh"
    assert len(replayed._kept) == 1


def test_in_a_savepoint_of_its_own_the_acts_are_done() -> None:
    with transaction.atomic():
        a_town()
    assert replayed._kept == {}


@pytest.mark.parametrize("by", ["settings", "monkeypatch"])
def test_where_a_part_is_replaced_the_acts_are_done(by: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    town = a_town()
    assert len(replayed._kept) == 1
    if by == "settings":
        settings.SITE_URL = "https://lain.example"
    with monkeypatch.context() as broken:
        if by == "monkeypatch":
            broken.setattr(builders, "MONDAY", builders.MONDAY)
        a_case(town)
    assert len(replayed._kept) == 1
