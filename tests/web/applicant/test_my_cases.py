"""Permohonan saya: what needs me first; and what I sent, and what I may do after a refusal."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.journey.apply import draft
from silastri.journey.steps import decide, respond
from silastri.practice import sample
from silastri.web.applicant import my_cases
from tests import examples
from tests.builders import JOMPO, MONDAY, SCHOOL, Town, a_case, a_town

Browser = Callable[[Person | None], Client]


def refused(town: Town) -> Case:
    case = a_case(town, "persetujuan")
    act = town.act("ahli_madya", MONDAY + timedelta(hours=30))
    return decide.decide(
        act, ref=case.ref, turn=case.turn, outcome="tolak", note="Calon penerima masih punya keluarga."
    )


@pytest.fixture(autouse=True)
def on_tuesday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("silastri.web.guard.timezone.now", lambda: MONDAY + timedelta(days=1, hours=8))


def test_what_needs_me_stands_first_and_what_ended_is_folded(town: Town, browser: Browser) -> None:
    running, over = a_case(town, "verifikasi"), refused(town)
    mine = draft.start(town.citizen_act(), service=town.service(SCHOOL), applicant=town.citizens[0])
    page = browser(town.citizens[0]).get("/permohonan/").content.decode()
    first, _, rest = page.partition(">Berjalan<")
    under_way, _, ended = rest.partition("<details")
    assert mine.ref in first and "Belum dikirim" in first
    assert (
        running.ref in under_way and running.holder_name in under_way and "di Penata Perizinan Ahli Muda" in under_way
    )
    assert over.ref in ended and "Ditolak hari ini." in ended
    assert page.count('name="cari"') == 0, "three cases need no search"


def test_many_are_searched_and_come_page_by_page(town: Town, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(my_cases, "PAGE", 4)
    monkeypatch.setattr(my_cases, "_SEARCHED_FROM", 5)
    done = a_case(town, "verifikasi")
    drafts = [
        draft.start(town.citizen_act(), service=town.service(JOMPO), applicant=town.citizens[0]) for _ in range(6)
    ]
    client = browser(town.citizens[0])
    pages = [client.get(f"/permohonan/?halaman={n}").content.decode() for n in (1, 2, 3)]
    shown = [
        [ref for ref in (done.ref, *(one.ref for one in drafts)) if f"/permohonan/{ref}/" in page] for page in pages
    ]
    assert [len(refs) for refs in shown] == [4, 3, 0]
    assert len({*shown[0], *shown[1]}) == 7, "each once"
    assert done.ref in shown[1], "what needs me comes first, over the pages too"
    assert "halaman=2" in pages[0] and "halaman=1" in pages[1]
    found = client.post("/permohonan/", {"cari": done.holder_name}, follow=True).content.decode()
    assert done.ref in found and drafts[0].ref not in found
    assert (
        "Tidak ada permohonan yang cocok"
        in client.post("/permohonan/", {"cari": "xyzzy"}, follow=True).content.decode()
    )


def test_nobody_begins_without_end(town: Town, browser: Browser) -> None:
    client = browser(town.citizens[0])
    begun = [client.post(f"/layanan/{town.office.slug}/{JOMPO}/ajukan/", {"baru": "1"}) for _ in range(21)]
    assert [one.status_code for one in begun] == [302] * 20 + [409]
    assert "20 permohonan yang belum dikirim" in begun[-1].content.decode()
    first = Case.objects.filter(applicant=town.citizens[0]).earliest("pk")
    assert client.post(f"/permohonan/{first.ref}/hapus/").status_code == 302
    assert client.post(f"/layanan/{town.office.slug}/{JOMPO}/ajukan/", {"baru": "1"}).status_code == 302


def test_who_has_none_is_led_to_the_services(town: Town, browser: Browser) -> None:
    page = browser(town.citizens[2]).get("/permohonan/").content.decode()
    assert 'action="/layanan/"' in page


def test_what_i_sent_is_there_to_read_and_only_mine(town: Town, browser: Browser) -> None:
    case = a_case(town, "verifikasi")
    mine = browser(town.citizens[0])
    assert f"/permohonan/{case.ref}/kiriman/" in mine.get(f"/permohonan/{case.ref}/").content.decode()
    page = mine.get(f"/permohonan/{case.ref}/kiriman/").content.decode()
    assert case.holder_name in page and "Kota Pekanbaru" in page
    assert page.count('class="sent__picture"') == case.documents.exclude(key__contains=":").count() > 3
    assert browser(town.citizens[1]).get(f"/permohonan/{case.ref}/kiriman/").status_code == 404
    begun = draft.start(town.citizen_act(), service=town.service(SCHOOL), applicant=town.citizens[0])
    assert mine.get(f"/permohonan/{begun.ref}/kiriman/").status_code == 404, "nothing was sent yet"


def test_what_i_sent_in_the_middle_of_the_way_is_there_too(db: None, tmp_path: Path, browser: Browser) -> None:
    town = a_town(examples.folder("24_pemohon_di_tengah", tmp_path))
    case = a_case(town, "perjanjian", service="pemohon-di-tengah")
    act, paper = town.citizen_act(at=MONDAY + timedelta(hours=20)), sample.scan("Perjanjian", MONDAY)
    respond.respond(act, ref=case.ref, turn=case.turn, filled={"setuju": "ya"}, upload=paper)
    client, sent = browser(town.citizens[0]), case.documents.get(key="langkah:perjanjian")
    page = client.get(f"/permohonan/{case.ref}/kiriman/").content.decode()
    assert f"/permohonan/{case.ref}/berkas/{sent.pk}/" in page
    assert client.get(f"/permohonan/{case.ref}/berkas/{sent.pk}/").status_code == 200
    # What an officer attached at a step is not the applicant's to open.
    sent.person_id = town.officer("loket").pk
    sent.save()
    assert client.get(f"/permohonan/{case.ref}/berkas/{sent.pk}/").status_code == 404
    assert f"/berkas/{sent.pk}/" not in client.get(f"/permohonan/{case.ref}/kiriman/").content.decode()


def test_a_refusal_says_what_one_can_do_next(town: Town, browser: Browser) -> None:
    case = refused(town)
    page = browser(town.citizens[0]).get(f"/permohonan/{case.ref}/").content.decode()
    assert "Calon penerima masih punya keluarga." in page
    assert f"/layanan/rokan-hilir/{JOMPO}/" in page
    # 21 workdays after Tuesday 10 November: no holiday lies between.
    assert "paling lambat 9 Desember 2026" in page
    assert "mailto:" in page


def test_the_letter_that_counts_is_the_first_thing_to_press(town: Town, browser: Browser) -> None:
    page = browser(town.citizens[0]).get(f"/permohonan/{a_case(town, None).ref}/").content.decode()
    main = page.partition("<main")[2]
    assert main.index("big-button") < main.index("<dl")
    waiting = browser(town.citizens[1]).get(f"/permohonan/{a_case(town, 'penandatanganan', citizen=1).ref}/")
    assert "big-button" not in waiting.content.decode()
