"""The whole database is searched: nothing in it leads from a person or a case to an answer."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.surveys.models import Invitation, Response
from tests.builders import Town, a_case

Browser = Callable[[Person | None], Client]
ANSWERS = {f"u{n}": str(1 + n % 4) for n in range(1, 10)} | {"suggestion": "Kursi di ruang tunggu kurang."}
SUMS = {"surveys_daysum", "surveys_dayprofile"}


def everything() -> dict[str, set[tuple[Any, ...]]]:
    """Each row of each table, with all its columns."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = {tuple(map(str, row)) for row in cursor.fetchall()}
    return found


def columns(table: str) -> list[Any]:
    with connection.cursor() as cursor:
        return connection.introspection.get_table_description(cursor, table)


@pytest.mark.parametrize("who", ["nobody", "applicant"])
def test_answering_leaves_an_answer_and_a_state_and_nothing_else(town: Town, browser: Browser, who: str) -> None:
    case = a_case(town, "penyerahan")
    client = browser(town.citizens[0] if who == "applicant" else None)
    path = f"/survei/{case.invitation.code}/"
    client.get(path)
    before = everything()
    assert client.post(path, ANSWERS).status_code == 302
    after = everything()
    changed = {table for table in after if after[table] != before.get(table)}
    assert changed == SUMS | {"surveys_response", "surveys_invitation"}
    (old,), (new,) = (
        before["surveys_invitation"] - after["surveys_invitation"],
        (after["surveys_invitation"] - before["surveys_invitation"]),
    )
    assert {(a, b) for a, b in zip(old, new, strict=True) if a != b} == {("open", "answered")}


def test_no_column_holds_the_way_back(town: Town, browser: Browser) -> None:
    case = a_case(town, "penyerahan")
    person, code = case.applicant, case.invitation.code
    assert browser(person).post(f"/survei/{code}/", ANSWERS).status_code == 302
    kept = Response.objects.get()
    names = {kept.pk.hex, str(kept.pk)}
    known = {case.ref, code, person.name, person.phone, person.nik} - {None, ""}
    for table, rows in everything().items():
        for row in rows:
            held = " ".join(row)
            if table == "surveys_response":
                assert not [one for one in known if one in held], "an answer knows nobody"
            else:
                assert not [one for one in names if one in held], f"{table} knows the answer"
                assert "Kursi di ruang tunggu" not in held, f"{table} knows what was answered"
    links = {field.related_model._meta.label for field in Response._meta.get_fields() if field.related_model}
    assert links == {"offices.Office", "catalog.Service"}
    assert not [field for field in Response._meta.fields if field.get_internal_type() == "DateTimeField"]
    assert {field.name for field in Invitation._meta.fields} == {"id", "case", "code", "state"}


def test_answers_come_in_no_order(town: Town) -> None:
    """The number of an answer is drawn; no number and no time tells which came first."""
    assert Response._meta.pk.get_internal_type() == "UUIDField"
    times = [one.name for one in columns("surveys_response") if isinstance(one.default, datetime)]
    assert not times
