"""Who looked at what is written down, for good, and read by the auditor of the office."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import URLPattern, get_resolver

from silastri.apps.accounts.models import Person
from silastri.apps.audit.models import LogEntry
from silastri.apps.letters.models import Letter
from silastri.apps.offices import operations as offices
from silastri.domain.definition.involved import posts
from silastri.practice import sample
from silastri.web.gate import access
from tests.builders import MONDAY, STANDARDS, Town, a_case, a_town, definition, office_definition

Browser = Callable[[Person | None], Client]
LOG = "/petugas/log-akses/"


def lines(**wanted: object) -> list[tuple[str, str, str | None]]:
    found = LogEntry.objects.filter(**wanted).order_by("id")
    return [(line.what, line.detail.get("page", ""), line.about) for line in found]


def test_the_pages_and_papers_of_a_case_are_logged_with_whose_they_are(town: Town, browser: Browser) -> None:
    case = a_case(town, "verifikasi")
    paper = case.documents.first()
    assert paper
    officer = town.officer("back_office")
    client = browser(officer)
    path = f"/petugas/permohonan/{case.ref}/"
    for part in ("", f"berkas/{paper.pk}/", f"berkas/{paper.pk}/1/", "kartu-kendali.pdf"):
        assert client.get(path + part, REMOTE_ADDR="10.1.2.3").status_code == 200
    pages = ("desk_case", "desk_document", "desk_picture", "desk_card")
    assert lines(person=officer, what="see") == [("see", page, case.ref) for page in pages]
    line = LogEntry.objects.filter(what="see").first()
    assert line
    assert (line.whose, line.place, line.office_id) == (case.applicant, "10.1.2.3", town.office.pk)
    assert LogEntry.objects.get(detail__page="desk_document").detail["which"] == f"pk={paper.pk}"


def test_what_an_applicant_opens_of_a_draft_is_logged(town: Town, browser: Browser) -> None:
    case = a_case(town, "pengajuan")
    browser(case.applicant).get(f"/permohonan/{case.ref}/")
    assert lines(person=case.applicant, what="see") == [("see", "my_case", case.ref)]


def test_what_was_refused_is_logged(town: Town, browser: Browser) -> None:
    case = a_case(town, "pengajuan")
    officer = town.officer("loket")
    assert browser(officer).get(f"/petugas/permohonan/{case.ref}/").status_code == 404
    assert lines(person=officer) == [("refused", "desk_case", case.ref)]


def test_signing_in_and_failing_to_are_logged_without_what_was_typed(town: Town) -> None:
    person, client = town.citizens[0], Client(REMOTE_ADDR="10.9.9.9")
    client.post("/masuk/", {"nama": str(person.nik), "sandi": "salah sekali"})
    client.post("/masuk/", {"nama": "0812 9999 9999", "sandi": "salah sekali"})
    client.post("/masuk/", {"nama": str(person.nik), "sandi": sample.PASSWORD})
    client.post("/keluar/")
    found = LogEntry.objects.order_by("id").values_list("what", "person", "whose", "place")
    assert list(found) == [
        ("sign_in_failed", None, person.pk, "10.9.9.9"),
        ("sign_in_failed", None, None, "10.9.9.9"),
        ("sign_in", person.pk, person.pk, "10.9.9.9"),
        ("sign_out", person.pk, person.pk, "10.9.9.9"),
    ]
    assert str(person.nik) not in str(list(LogEntry.objects.values()))


def test_every_page_of_officers_is_logged_or_shows_nobody() -> None:
    routes: list[URLPattern] = get_resolver().url_patterns  # type: ignore[assignment]
    names = {route.name for route in routes if route.callback.audience in ("officer", "manager")}  # type: ignore[attr-defined]
    assert names >= access.SHOW_NOBODY


def test_a_line_of_the_log_is_never_changed(town: Town, browser: Browser) -> None:
    browser(town.officer("loket")).get("/petugas/permohonan/")
    with pytest.raises(DatabaseError), transaction.atomic():
        LogEntry.objects.update(what="nothing")
    assert LogEntry.objects.filter(what="see").exists()


def test_the_auditor_finds_lines_by_person_case_officer_and_day(town: Town, browser: Browser) -> None:
    case = a_case(town, "verifikasi")
    officer, manager = town.officer("kepala_dinas"), town.officer("back_office")
    browser(officer).get(f"/petugas/permohonan/{case.ref}/")
    client = browser(manager)
    assert "Log akses" in client.get("/petugas/").content.decode()
    on = LogEntry.objects.get(person=officer).at
    for asked, found in (
        ({}, True),
        ({"petugas": officer.name}, True),
        ({"petugas": "Tidak Ada"}, False),
        ({"orang": case.applicant.name}, True),
        ({"orang": "Tidak Ada"}, False),
        ({"nomor": case.ref}, True),
        ({"nomor": "RHL-XXXX"}, False),
        ({"dari": f"{on.year - 1}-01-01", "sampai": f"{on.year + 1}-01-01"}, True),
        ({"sampai": "2020-01-01"}, False),
        ({"dari": "²", "sampai": "x"}, True),
    ):
        address = client.post(LOG, asked)["Location"]
        assert case.applicant.name.split()[0] not in address
        shown = client.get(address).content.decode().split("<tbody>")[-1]
        assert ((case.ref in shown) and (officer.name in shown)) is found, asked


def test_the_log_is_shown_page_by_page(town: Town, browser: Browser) -> None:
    officer = town.officer("loket")
    client = browser(officer)
    for _ in range(55):
        client.get("/petugas/permohonan/")
    auditor = browser(town.officer("back_office"))
    first = auditor.get(LOG).content.decode()
    assert first.count("<tr>") == 51
    older = first.split('href="?sebelum=')[1].split('"')[0]
    assert auditor.get(f"{LOG}?sebelum={older}").content.decode().count("<tr>") in range(5, 8)


def test_other_officers_and_offices_do_not_read_the_log(town: Town, browser: Browser) -> None:
    case = a_case(town, "verifikasi")
    browser(town.officer("kepala_dinas")).get(f"/petugas/permohonan/{case.ref}/")
    loket = browser(town.officer("loket"))
    assert "Log akses" not in loket.get("/petugas/").content.decode()
    assert loket.get(LOG).status_code == 403
    other = a_town(STANDARDS / "kampar")
    manager = next(p.person for p in other.office.posting_set.filter(manages=True))
    assert case.ref not in browser(manager).get(LOG).content.decode()


def test_a_post_sees_only_the_cases_of_services_that_are_its_own(town: Town, browser: Browser) -> None:
    case = a_case(town, "pencetakan")
    stranger = town.citizens[2]
    offices.post(town.office, stranger, post="arsiparis", since=MONDAY.date())
    client, paper = browser(stranger), case.documents.first()
    assert paper
    for part in ("", f"berkas/{paper.pk}/", f"berkas/{paper.pk}/1/", "kartu-kendali.pdf", "surat/surat.pdf"):
        assert client.get(f"/petugas/permohonan/{case.ref}/{part}").status_code == 403, part
        assert client.post(f"/petugas/permohonan/{case.ref}/{part}").status_code == 403, part
    code = Letter.objects.get(case=case).code
    assert client.get(f"/petugas/surat/{code}/").status_code == 403
    for path in ("/petugas/permohonan/", "/petugas/surat/", "/petugas/pesan/", "/petugas/tagihan/"):
        assert case.ref not in client.get(path).content.decode(), path
    assert {what for what, _, _ in lines(person=stranger, about=case.ref)} == {"refused"}
    assert browser(town.officer("kepala_dinas")).get(f"/petugas/permohonan/{case.ref}/").status_code == 200


def test_the_posts_of_a_service_and_their_superiors_are_involved() -> None:
    found = posts(definition(), office_definition())
    assert {"back_office", "kepala_dinas"} <= found
    assert "pemohon" not in found
