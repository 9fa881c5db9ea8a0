"""The office that a report is about learns nothing of it, whoever looks, wherever it looks."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date

import pypdfium2
import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import URLPattern, get_resolver

from silastri.apps.accounts.models import Person
from silastri.apps.bribes.models import BribeReport
from silastri.apps.offices import operations as office_operations
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from tests.builders import MONDAY, a_case
from tests.web.test_guard import address

from .places import REACH, TEXT, WHOM, Places, both, sign_in, told

LIST = "/petugas/laporan-uang/"


@pytest.fixture
def places(db: None) -> Places:
    return both()


def everybody(places: Places) -> Iterator[tuple[str, Person]]:
    """Who holds a post of the office: among them its head, its manager and who reads its log of access."""
    office = Office.objects.get(pk=places.town.office.pk)
    for post in offices.definition(office).posts:
        yield post.key, offices.holders(office, post.key, MONDAY.date())[0]


def words_of(response: object) -> str:
    """What an answer says, also in a workbook or on paper."""
    content: bytes = b"".join(response) if getattr(response, "streaming", False) else response.content  # type: ignore
    if content.startswith(b"PK"):
        inside = zipfile.ZipFile(io.BytesIO(content))
        return "".join(inside.read(name).decode(errors="ignore") for name in inside.namelist())
    if content.startswith(b"%PDF"):
        pages = pypdfium2.PdfDocument(content)
        return "".join(page.get_textpage().get_text_range() for page in pages)
    return content.decode(errors="ignore")


@pytest.mark.once  # what pages show
def test_no_role_of_the_office_sees_it_anywhere(places: Places) -> None:
    case = a_case(places.town, "persetujuan")
    code, report = told(Client(), permohonan=case.ref)
    reader = sign_in(places.readers.officer("auditor"), "inspektorat")
    assert reader.get(f"{LIST}{report.pk}/").status_code == 200
    reader.post(f"{LIST}{report.pk}/ambil/")
    reader.post(f"{LIST}{report.pk}/jawab/", {"jawaban": "PENANDA jawaban"})
    hidden = ("PENANDA", WHOM, REACH, "77887788", "77.887.788", code, code.replace(" ", ""), report.code,
              f"laporan {report.pk}", "Laporan permintaan uang", "bribe")  # fmt: skip
    routes: list[URLPattern] = get_resolver().url_patterns  # type: ignore[assignment]
    paths = {address(route, places.town, case.ref) for route in routes if route.name}
    paths |= {"/petugas/log-akses/?orang=auditor", "/petugas/permohonan/?keadaan=", "/petugas/buku-nomor/?tahun=2026"}
    paths = {path for path in paths if not path.startswith("/uang/")}
    for post, person in everybody(places):
        client = sign_in(person, "rokan-hilir")
        assert {client.get(path).status_code for path in (LIST, f"{LIST}{report.pk}/")} == {404}, post
        assert client.post(f"{LIST}{report.pk}/catat/", {"catatan": "x"}).status_code == 404
        for path in sorted(paths):
            said = words_of(client.get(path))
            found = [word for word in hidden if word in said]
            assert not found, (post, path, found)
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
        assert TEXT not in client.get(LIST).content.decode()
        assert client.get(f"{LIST}{report.pk}/").status_code == 404


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
