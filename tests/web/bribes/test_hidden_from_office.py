"""The office that a report is about learns nothing of it, whoever looks, wherever it looks."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.bribes.models import BribeReport
from silastri.apps.offices import operations as office_operations
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from tests.builders import MONDAY

from .places import READ, TEXT, Places, both, sign_in, told


@pytest.fixture
def places(db: None) -> Places:
    return both()


def everybody(places: Places) -> Iterator[tuple[str, Person]]:
    """Who holds a post of the office: among them its head, its manager and who reads its log of access."""
    office = Office.objects.get(pk=places.town.office.pk)
    for post in offices.definition(office).posts:
        yield post.key, offices.holders(office, post.key, MONDAY.date())[0]


@pytest.mark.once  # what pages show
def test_no_role_of_the_office_sees_it_anywhere(places: Places) -> None:
    """No other page tells of it either: tests/web/access/test_every_page.py."""
    _, report = told(Client())
    reader = sign_in(places.readers.officer("auditor"), "inspektorat")
    assert reader.get(f"{READ}{report.pk}/").status_code == 200
    reader.post(f"{READ}{report.pk}/ambil/")
    reader.post(f"{READ}{report.pk}/jawab/", {"jawaban": "PENANDA jawaban"})
    for post, person in everybody(places):
        client = sign_in(person, "rokan-hilir")
        assert {client.get(path).status_code for path in (READ, f"{READ}{report.pk}/")} == {404}, post
        assert client.post(f"{READ}{report.pk}/catat/", {"catatan": "x"}).status_code == 404
        looked_for = client.post("/petugas/permohonan/", {"cari": "PENANDA"}, follow=True)
        assert TEXT not in looked_for.content.decode()
    report.refresh_from_db()
    assert report.notes.count() == 2


@pytest.mark.once
def test_a_manager_of_every_office_sees_none(places: Places) -> None:
    _, report = told(Client())
    manager = places.town.officer("back_office")
    for office in offices.offices():
        first = offices.definition(office).posts[0].key
        office_operations.post(office, manager, post=first, since=date(2026, 1, 1), manages=True)
    for office in offices.offices():
        client = sign_in(manager, office.slug)
        assert TEXT not in client.get(READ).content.decode()
        assert client.get(f"{READ}{report.pk}/").status_code == 404


def test_the_database_holds_no_way_from_a_report_to_a_person_or_an_address(places: Places) -> None:
    writer = Client(REMOTE_ADDR="203.0.113.77")
    writer.force_login(places.town.citizens[1])
    told(writer)
    report = BribeReport.objects.get()
    people = [f.name for f in BribeReport._meta.get_fields() if f.related_model is Person]
    assert people == []
    pointing = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.concrete and field.related_model is BribeReport
    ]
    assert pointing == ["bribes.BribeNote.report"]
    looked = 0
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                looked += 1
                said = " ".join(str(value) for value in row)
                assert "203.0.113.77" not in said, table
                assert table == "bribes_bribereport" or report.code not in said, table
                assert TEXT not in said, table
    assert looked > 100
