"""Who watches over an office: they reach every page that reads, change nothing, and each look is in the log."""

import hashlib
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import URLPattern, get_resolver

from silastri.apps.accounts.models import Person
from silastri.apps.audit.models import LogEntry
from silastri.apps.audit.read_only import OnlyReads, read_only
from silastri.apps.complaints.models import Complaint
from silastri.apps.offices.models import Office, Posting
from silastri.web.gate.watching import CLOSED
from tests.builders import MONDAY, STANDARDS, Town, a_case, a_town
from tests.web.addresses import address

MAY_DO = {"choose_office", "decide_anomaly", "give_reason"}
BY_POST = {"reveal", "desk_find_words", "change_bribe"}


@pytest.fixture
def towns(db: None) -> tuple[Town, Town]:
    return a_town(), a_town(STANDARDS / "inspektorat")


def watcher(towns: tuple[Town, Town]) -> Client:
    town, readers = towns
    return watching(readers.officer("auditor"), town.office)


def watching(person: Person, office: Office) -> Client:
    client = Client()
    client.force_login(person)
    assert client.post("/petugas/kantor/", {"kantor": f"awasi-{office.pk}"}).status_code == 302
    for_all = {"alasan": "audit", "semua": "on", "tentang": "*", "lanjut": "/petugas/"}
    assert client.post("/petugas/alasan/", for_all).status_code == 302
    return client


def routes() -> Iterator[URLPattern]:
    for route in get_resolver().url_patterns:
        if isinstance(route, URLPattern) and getattr(route.callback, "audience", "") in ("officer", "manager"):
            yield route


def digest() -> dict[str, str]:
    """What every table holds, but for the log of access and the sessions."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_models():
            table = model._meta.db_table
            if table in (LogEntry._meta.db_table, "django_session"):
                continue
            cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')
            found[table] = hashlib.sha256(repr(cursor.fetchall()).encode()).hexdigest()
    return found


@pytest.mark.once
def test_every_page_reads_and_none_writes(towns: tuple[Town, Town]) -> None:
    town, _ = towns
    case = a_case(town, "verifikasi")
    client, before = watcher(towns), digest()
    for route in routes():
        path, name = address(route, town, case.ref), str(route.name)
        if name in MAY_DO:
            continue
        read = client.get(path)
        assert read.status_code in (200, 302, 403, 404, 409, 422), (path, read.status_code)
        assert read.status_code != 403 or name not in ALL, path
        assert read.status_code == 403 or name not in CLOSED, path
        written = client.post(path)
        reads = name in BY_POST or getattr(route.callback.__wrapped__, "reads_by_post", False)
        expected = (200, 302, 404, 405) if reads else (403,)
        assert written.status_code in expected, (path, written.status_code)
    assert digest() == before


# Whatever post or manager may read, who watches reads too: no page of these is refused.
ALL = frozenset(
    "inbox desk_register desk_case desk_document desk_card desk_letters ledger archive complaints complaint_book "
    "conversations outgoing access_log people holidays anchors health improvements survey_reports month_reports "
    "proposed_postings message_costs letter_texts message_texts visits bills duties past_limit late_below anomalies "
    "books blocks waiting_texts letter_keys".split()
)


def test_each_look_stands_in_the_log_of_the_office(towns: tuple[Town, Town]) -> None:
    town, readers = towns
    case = a_case(town, "verifikasi")
    assert watcher(towns).get(f"/petugas/permohonan/{case.ref}/").status_code == 200
    line = LogEntry.objects.filter(about=case.ref, what="see").latest("pk")
    auditor = readers.officer("auditor")
    assert (line.person_id, line.office_id, line.detail["watches"]) == (auditor.pk, town.office.pk, True)
    assert line.detail["reason"] == "Pemeriksaan atau audit"


def test_the_case_shows_a_bar_and_no_step(towns: tuple[Town, Town]) -> None:
    case = a_case(towns[0], "pemeriksaan")
    shown = watcher(towns).get(f"/petugas/permohonan/{case.ref}/").content.decode()
    assert "Anda mengawasi" in shown
    assert "is-watching" in shown
    assert 'id="kerja"' not in shown


def test_only_watchers_watch(towns: tuple[Town, Town]) -> None:
    town, readers = towns
    for person in (readers.officer("tata_usaha"), town.officer("kepala_dinas")):
        client = Client()
        client.force_login(person)
        other = town.office if person == readers.officer("tata_usaha") else readers.office
        client.post("/petugas/kantor/", {"kantor": f"awasi-{other.pk}"})
        assert "Anda mengawasi" not in client.get("/petugas/").content.decode()
    ended = readers.officer("auditor")
    client = watching(ended, town.office)
    assert "Anda mengawasi" in client.get("/petugas/").content.decode()
    Posting.objects.filter(person=ended).update(
        since=MONDAY.date().replace(year=2019), until=MONDAY.date().replace(year=2020)
    )
    assert client.get("/petugas/").status_code == 403


def test_an_audit_team_of_the_office_itself_only_watches(db: None) -> None:
    town = a_town(STANDARDS / "kampar")
    client = Client()
    client.force_login(town.officer("tim_audit"))
    assert "Anda mengawasi" in client.get("/petugas/").content.decode()
    assert client.post("/petugas/pengaduan/catat/", {}).status_code == 403
    assert client.get("/petugas/awal/")["Location"] == "/petugas/keanehan/"
    assert "Tunjuk Plt." not in client.get("/kelola/petugas/").content.decode()


def test_who_complains_in_confidence_stays_hidden(towns: tuple[Town, Town]) -> None:
    from silastri.domain.act import Act, Actor
    from silastri.journey.complaints import identity

    town, readers = towns
    auditor = readers.officer("auditor")
    actor = Actor(auditor.pk, auditor.name, town.office.pk, {"back_office": "", "loket": ""}, {}, watches=True)
    found = Complaint(identity=Complaint.Identity.CONFIDENTIAL, at_office=town.office, office=town.office)
    assert not identity.may_open(Act(actor, MONDAY, "web"), found)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "writes",
    [
        "UPDATE offices_office SET name = 'x'",
        " delete from offices_office",
        'WITH one AS (SELECT 1) INSERT INTO "offices_holiday" DEFAULT VALUES',
        "WITH one AS (UPDATE \"offices_office\" SET name = 'x' RETURNING id) SELECT * FROM one",
    ],
)
def test_no_statement_writes(writes: str) -> None:
    with read_only(), connection.cursor() as cursor:
        cursor.execute("WITH one AS (SELECT 1 AS n) SELECT n FROM one")
        with pytest.raises(OnlyReads):
            cursor.execute(writes)
