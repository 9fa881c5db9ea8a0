"""What a pooler that gives each transaction another session would break (on PostgreSQL; `make test-pooled` puts a real
PgBouncer before it)."""

from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest
from django.db import connection, transaction

from silastri.adapters.backup.database import address
from silastri.apps.accounts.models import Person
from silastri.config import env
from silastri.jobs import database_copy
from tests.builders import a_town


@pytest.mark.django_db(transaction=True)
def test_rows_are_read_one_by_one_outside_a_transaction() -> None:
    a_town()
    rows = Person.objects.order_by("pk").iterator(chunk_size=2)
    first = next(rows)
    with ExitStack() as others:
        if connection.vendor == "postgresql":
            for _ in range(3):  # whoever else works takes the session in which a cursor of ours would be
                one = others.enter_context(psycopg.connect(address(connection.settings_dict)))
                one.execute("SELECT 1")
        found = [first, *rows]
    assert found == list(Person.objects.order_by("pk"))


@pytest.mark.django_db(transaction=True)
def test_a_copy_leaves_nothing_with_the_sessions_of_others(tmp_path: Path) -> None:
    """pg_dump empties the search path of its session."""
    a_town()
    people = Person.objects.count()
    database_copy.copy(tmp_path / "salinan")
    for _ in range(12):
        with transaction.atomic():
            assert Person.objects.count() == people
    database_copy.put_back(tmp_path / "salinan")
    for _ in range(12):
        assert Person.objects.count() == people


def test_no_cursor_of_the_server_behind_a_pooler(tmp_path: Path) -> None:
    url = "postgresql://kantor@10.0.0.1:6432/silastri"
    assert env.database(url, tmp_path, pooled=True)["DISABLE_SERVER_SIDE_CURSORS"] is True
    assert env.database(url, tmp_path)["DISABLE_SERVER_SIDE_CURSORS"] is False


@pytest.mark.django_db
def test_no_statement_is_prepared() -> None:
    if connection.vendor == "postgresql":
        connection.ensure_connection()
        assert connection.connection.prepare_threshold is None
