"""Rows that the database keeps as they are, and seals that show when somebody changed one all the same."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Model

from silastri.apps.accounts.sealed import row_fits, row_seal
from silastri.apps.audit.models import LogEntry
from silastri.apps.audit.operations import log
from silastri.apps.letters.models import SigningAttempt
from tests.builders import Town, a_case


@pytest.fixture(params=[LogEntry, SigningAttempt], ids=["log", "answer"])
def row(request: Any, town: Town) -> Model:
    """A row of a table that only grows."""
    a_case(town, "pencetakan")
    log(town.act("kepala_dinas"), "look", "RHL-1", old=None, new={"b": 1, "a": "é"})
    return request.param.objects.order_by("-pk")[0]  # type: ignore[no-any-return]


def test_the_database_refuses_to_change_or_remove_it(row: Model) -> None:
    table = row._meta.db_table
    for sql in (f"UPDATE {table} SET at = %s WHERE id = %s", f"DELETE FROM {table} WHERE %s IS NOT NULL AND id = %s"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, [datetime(2020, 1, 1, tzinfo=UTC), row.pk])
    assert type(row)._default_manager.filter(pk=row.pk).exists()


def test_its_seal_fits_as_it_is_read_and_no_other_row(row: Any) -> None:
    assert len(row.seal) == 64
    assert row.seal == row_seal(row)
    for changed in ({"person_id": None}, {"at": datetime(2020, 1, 1, tzinfo=UTC)}):
        other = type(row).objects.get(pk=row.pk)
        for name, value in changed.items():
            setattr(other, name, value)
        assert row_seal(other) != row.seal


def test_nobody_without_the_key_can_seal(row: Any, settings: Any, other_keys: Any) -> None:
    settings.KEYRING = other_keys
    assert row_seal(row) != row.seal and not row_fits(row)
