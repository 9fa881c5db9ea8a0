"""Only who audits reads a report, and only while nothing ties them to the office or the case."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from silastri.apps.accounts.models import Person
from silastri.apps.audit.models import LogEntry
from silastri.apps.bribes.models import BribeReport
from silastri.apps.cases.models import StepRun
from silastri.apps.offices import operations as offices
from silastri.apps.offices.models import Posting
from tests.builders import a_case

from .places import TEXT, WHOM, Places, both, sign_in, told

LIST = "/petugas/laporan-uang/"


@pytest.fixture
def places(db: None) -> Places:
    return both()


def one(report: BribeReport) -> str:
    return f"{LIST}{report.pk}/"


def reader(places: Places, post: str = "auditor") -> Client:
    return sign_in(places.readers.officer(post), "inspektorat")


@pytest.mark.parametrize("post", ["auditor", "inspektur"])
def test_a_reader_takes_it_notes_answers_and_decides(places: Places, post: str) -> None:
    code, report = told(Client())
    client = reader(places, post)
    menu = client.get("/petugas/").content.decode()
    assert "Laporan permintaan uang" in menu
    assert "Ketik survei kertas" not in menu, "whoever serves nobody asks nobody"
    assert f"Laporan {report.pk}" in client.get(LIST).content.decode()
    page = client.get(one(report)).content.decode()
    for said in (TEXT, WHOM, "Rp77.887.788"):
        assert said in page
    for what, given in (
        ("ambil", {}),
        ("catat", {"catatan": "Panggil saksi"}),
        ("jawab", {"jawaban": "Terima kasih"}),
        ("putuskan", {"keputusan": "proven", "alasan": "Ada rekaman"}),
    ):
        assert client.post(f"{one(report)}{what}/", given)["Location"] == one(report)
    report.refresh_from_db()
    assert report.state == "proven"
    seen = Client().post("/uang/ikuti/", {"kode": code}).content.decode()
    for said in ("Terbukti", "Terima kasih", "Ada rekaman", "sedang diperiksa"):
        assert said in seen
    assert "Panggil saksi" not in seen
    assert set(LogEntry.objects.filter(what__contains="bribe").values_list("office_id", flat=True)) == {
        places.readers.office.pk
    }


def test_what_does_not_fit_its_state_is_refused(places: Places) -> None:
    _, report = told(Client())
    client, decision = reader(places), {"keputusan": "proven", "alasan": "Ada rekaman"}
    assert client.post(f"{one(report)}putuskan/", decision).status_code == 409
    assert client.post(f"{one(report)}ambil/").status_code == 302
    assert client.post(f"{one(report)}ambil/").status_code == 409
    for wrong in ({"keputusan": "proven", "alasan": " "}, {"keputusan": "new", "alasan": "x"}, {"alasan": "x"}):
        assert client.post(f"{one(report)}putuskan/", wrong).status_code == 422
    for what, name in (("catat", "catatan"), ("jawab", "jawaban")):
        assert client.post(f"{one(report)}{what}/", {name: ""}).status_code == 422
        assert client.post(f"{one(report)}{what}/", {name: "x" * 4001}).status_code == 422
    assert client.get(f"{one(report)}ambil/").status_code == 404
    assert client.post(f"{one(report)}hapus/").status_code == 404
    assert client.post(f"{one(report)}putuskan/", decision).status_code == 302
    assert client.post(f"{one(report)}putuskan/", decision).status_code == 409
    report.refresh_from_db()
    assert (report.state, report.notes.count()) == ("proven", 2)


def untokened(client: Client, path: str) -> str:
    """The page without its own address and the tokens against forgery, which are new each time."""
    page = client.get(path).content.decode().replace(path, "")
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)


def finds_nothing(person: Person, report: BribeReport) -> None:
    client = sign_in(person, "inspektorat")
    assert f"Laporan {report.pk}" not in client.get(LIST).content.decode()
    assert client.get(one(report)).status_code == 404
    for what in ("ambil", "catat", "jawab", "putuskan"):
        sent = {"catatan": "x", "jawaban": "x", "keputusan": "proven", "alasan": "x"}
        assert client.post(f"{one(report)}{what}/", sent).status_code == 404
    assert untokened(client, f"{LIST}9999999/") == untokened(client, one(report))
    report.refresh_from_db()
    assert (report.state, report.notes.count()) == ("new", 0)


def test_a_reader_with_a_post_in_the_office_finds_nothing(places: Places) -> None:
    _, report = told(Client())
    auditor = places.readers.officer("auditor")
    offices.post(places.town.office, auditor, post="loket", since=date(2026, 1, 1))
    finds_nothing(auditor, report)


def test_a_reader_who_manages_the_office_finds_nothing(places: Places) -> None:
    _, report = told(Client())
    auditor = places.readers.officer("auditor")
    offices.post(places.town.office, auditor, post="loket", since=date(2026, 1, 1), manages=True)
    finds_nothing(auditor, report)


def test_a_reader_who_acted_in_the_case_finds_nothing(places: Places) -> None:
    case = a_case(places.town, "persetujuan")
    _, report = told(Client(), permohonan=case.ref)
    auditor = places.readers.officer("auditor")
    last = case.runs.order_by("-turn").first()
    assert last
    StepRun.objects.create(
        case=case, turn=99, step=last.step, post=last.post, person=auditor, by=auditor.name, via="web",
        arrived_at=last.arrived_at, taken_at=last.taken_at, left_at=last.left_at, outcome=last.outcome, seal="x",
    )  # fmt: skip
    finds_nothing(auditor, report)
    assert reader(places, "inspektur").get(one(report)).status_code == 200


def test_a_reader_who_applied_or_has_it_in_hand_finds_nothing(places: Places) -> None:
    case = a_case(places.town, "persetujuan")
    _, report = told(Client(), permohonan=case.ref)
    auditor = places.readers.officer("auditor")
    for name in ("applicant", "taken_by"):
        before = getattr(case, name)
        setattr(case, name, auditor)
        case.save(update_fields=[name])
        finds_nothing(auditor, report)
        setattr(case, name, before)
        case.save(update_fields=[name])
    assert reader(places).get(one(report)).status_code == 200


def test_a_post_that_reads_nothing_has_no_page(places: Places) -> None:
    _, report = told(Client())
    clerk = places.readers.officer("tata_usaha")
    client = sign_in(clerk, "inspektorat")
    assert "Laporan permintaan uang" not in client.get("/petugas/").content.decode()
    assert client.get(LIST).status_code == 404
    finds_nothing(clerk, report)
    assert not LogEntry.objects.filter(what__contains="bribe").exists()
    assert not [entry for entry in LogEntry.objects.all() if "bribe" in str(entry.detail)]


def test_who_was_a_reader_yesterday_is_none_today(places: Places) -> None:
    _, report = told(Client())
    auditor = places.readers.officer("auditor")
    offices.post(places.readers.office, auditor, post="tata_usaha", since=date(2026, 1, 1))
    yesterday = timezone.localdate() - timedelta(days=1)
    Posting.objects.filter(person=auditor, post="auditor").update(until=yesterday)
    finds_nothing(auditor, report)


def test_who_only_signs_for_a_reader_is_none(places: Places) -> None:
    _, report = told(Client())
    clerk = places.readers.officer("tata_usaha")
    offices.post(
        places.readers.office, clerk, post="inspektur", since=date(2026, 1, 1), until=date(2027, 1, 1), kind="an",
        decree="1/2026", decreed_on=date(2026, 1, 1), own_post="tata_usaha",
    )  # fmt: skip
    finds_nothing(clerk, report)


def test_the_own_team_reads_only_without_another_post_there(places: Places) -> None:
    """A report about the inspectorate itself, which its own team reads."""
    _, report = told(Client(), office="inspektorat")
    assert reader(places, "auditor").get(one(report)).status_code == 200
    inspector = places.readers.officer("inspektur")  # who manages it
    finds_nothing(inspector, report)


@pytest.mark.parametrize("who", ["nobody", "citizen"])
def test_who_is_no_officer_comes_no_further_than_to_any_desk(places: Places, who: str) -> None:
    _, report = told(Client())
    client = Client()
    if who == "citizen":
        client.force_login(places.town.citizens[0])
    answers = [client.get(path) for path in (LIST, one(report), f"{LIST}9999999/")]
    assert {answer.status_code for answer in answers} == {302 if who == "nobody" else 403}
    assert not any(TEXT in answer.content.decode() for answer in answers)
