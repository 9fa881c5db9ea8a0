"""An office sees and changes of a person only what its own cases hold; a draft is seen by who fills it in."""

from collections.abc import Callable

import pytest
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.apps.offices import operations as offices
from silastri.journey.apply import draft
from silastri.journey.apply.counter import NotTheSameName, take_in
from tests.builders import MONDAY, STANDARDS, Town, a_case, a_town
from tests.web.test_counter import NIK, begin

Browser = Callable[[Person | None], Client]
SCHOOL = "anak-putus-sekolah"


@pytest.fixture
def kampar(db: None) -> Town:
    return a_town(STANDARDS / "kampar")


@pytest.fixture
def elsewhere(db: None) -> Town:
    return a_town(STANDARDS / "pekanbaru-dpmptsp")


def test_a_nik_typed_at_another_office_shows_neither_name_nor_address_nor_number(
    kampar: Town, elsewhere: Town, browser: Browser
) -> None:
    begin(browser(kampar.officer("front_office")), telepon="0812 7777 7777")
    page = browser(elsewhere.officer("front_office")).post("/petugas/loket/", {"nik": NIK}).content.decode()
    assert "Sudah terdaftar" in page
    for private in ("Siti Contoh", "Jalan Contoh Nomor 4", "81277777777"):
        assert private not in page
    here = browser(kampar.officer("front_office")).post("/petugas/loket/", {"nik": NIK}).content.decode()
    assert "Sudah dikenal" in here
    assert "Jalan Contoh Nomor 4" in here


def test_another_office_changes_nothing_of_a_person(kampar: Town, elsewhere: Town, browser: Browser) -> None:
    ref = begin(browser(kampar.officer("front_office")), telepon="0812 7777 7777")
    client = browser(elsewhere.officer("front_office"))
    there = begin(client, nama="SITI  contoh", alamat="Jalan Lain Nomor 1", telepon="0812 6666 6666")
    first, second = Case.objects.get(ref=ref), Case.objects.get(ref=there)
    assert first.applicant_id == second.applicant_id
    assert (first.applicant.name, first.applicant.phone) == ("Siti Contoh", "+6281277777777")
    assert (first.address, second.address) == ("Jalan Contoh Nomor 4", "Jalan Lain Nomor 1")


def test_who_does_not_know_the_name_of_a_nik_gets_no_case_with_it(
    kampar: Town, elsewhere: Town, browser: Browser
) -> None:
    begin(browser(kampar.officer("front_office")))
    typed = {"nik": NIK, "nama": "Orang Lain", "alamat": "Jalan", "telepon": ""}
    response = browser(elsewhere.officer("front_office")).post("/petugas/loket/mulai/", typed)
    assert response.status_code == 422
    assert "tidak sama" in response.content.decode()
    assert "Siti" not in response.content.decode()
    assert Case.objects.count() == 1
    with pytest.raises(NotTheSameName):
        take_in(elsewhere.act("front_office"), name="Orang Lain", nik=NIK)


def test_the_only_office_that_knows_a_person_mends_the_name(kampar: Town) -> None:
    act = kampar.act("front_office")
    person = take_in(act, name="Siti Contho", nik=NIK)
    counter = kampar.service(SCHOOL)
    draft.start(_at_counter(kampar), service=counter, applicant=person)
    assert take_in(act, name="Siti Contoh", nik=NIK).name == "Siti Contoh"


def test_no_officer_opens_the_draft_of_an_applicant(town: Town, browser: Browser) -> None:
    case = a_case(town, "pengajuan")
    for post in ("loket", "back_office", "kepala_dinas"):
        for path in ("", "identitas/", "tanda-terima.pdf", "kartu-kendali.pdf"):
            for send in (browser(town.officer(post)).get, browser(town.officer(post)).post):
                assert send(f"/petugas/permohonan/{case.ref}/{path}").status_code in (404, 405), (post, path)


def test_a_draft_of_the_counter_is_seen_by_the_officer_who_fills_it_in(kampar: Town, browser: Browser) -> None:
    ref = begin(browser(kampar.officer("front_office")))
    colleague = kampar.citizens[0]
    offices.post(kampar.office, colleague, post="front_office", since=MONDAY.date())
    other = browser(colleague)
    for path in ("", "formulir/", "berkas/", "kirim/", "hapus/"):
        for send in (other.get, other.post):
            assert send(f"/petugas/loket/{ref}/{path}").status_code == 403, path
    assert ref not in other.get("/petugas/loket/").content.decode()
    assert Case.objects.filter(ref=ref, state="draft").exists()
    with pytest.raises(draft.NotYours):
        draft.hold(_at_counter(kampar, colleague), ref)
    assert browser(kampar.officer("front_office")).get(f"/petugas/loket/{ref}/formulir/").status_code == 200


def _at_counter(town: Town, person: Person | None = None):  # type: ignore[no-untyped-def]
    from dataclasses import replace

    act = town.act("front_office")
    by = replace(act.by, person=person.pk, name=person.name) if person else act.by
    return replace(act, via="counter", by=by)
