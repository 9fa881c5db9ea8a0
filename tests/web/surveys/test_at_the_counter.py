"""At the counter: a code to scan, the tablet, a sheet of paper; and never an officer who answers."""

import re
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.audit.models import LogEntry
from silastri.apps.cases.models import Case
from silastri.apps.messages.models import Message
from silastri.apps.surveys.models import Invitation, Response
from silastri.apps.surveys.queries import declined
from silastri.domain import reference
from silastri.journey.case.dossier import dossier_of
from silastri.journey.steps.hand_over import to_return
from tests.builders import STANDARDS, Town, a_case, a_town

Browser = Callable[[Person | None], Client]
GIVEN = {
    "keputusan": "lanjut",
    "penerima": "Rani Contoh",
    "hubungan": "self",
    "bukti": "ktp",
    "tanpa_tanda": "Di buku.",
}


def test_the_counter_shows_the_code(town: Town, browser: Browser) -> None:
    case = a_case(town, "penyerahan")
    client = browser(town.officer("loket"))
    assert f"/petugas/permohonan/{case.ref}/survei/" in client.get(f"/petugas/permohonan/{case.ref}/").content.decode()
    page = client.get(f"/petugas/permohonan/{case.ref}/survei/").content.decode()
    assert reference.in_groups(case.invitation.code) in page
    assert "data:image/svg+xml" in page and 'name="u1"' not in page


def test_a_sheet_in_the_box_opens_the_gate(town: Town, browser: Browser) -> None:
    case = a_case(town, "penyerahan")
    client, path = browser(town.officer("loket")), f"/petugas/permohonan/{case.ref}/"
    refused = client.post(f"{path}serahkan/", GIVEN | {"giliran": case.turn})
    assert refused.status_code == 422
    assert "Survei kepuasan belum diisi" in refused.content.decode()
    assert client.post(f"{path}survei/").status_code == 302
    assert Invitation.objects.get(case=case).state == "on_paper"
    assert not Response.objects.exists()
    for again in (client.post(f"{path}survei/"), client.get(f"{path}survei/")):
        assert again.status_code == 409
    assert Client().get(f"/survei/{case.invitation.code}/").status_code == 409, "it is on paper already"
    assert client.post(f"{path}serahkan/", GIVEN | {"giliran": case.turn}).status_code == 302
    assert Case.objects.get(pk=case.pk).state == "done"


def test_nobody_signs_before_the_survey(town: Town, browser: Browser) -> None:
    case = surveyless(town)
    page = browser(town.officer("loket")).get(f"/petugas/permohonan/{case.ref}/").content.decode()
    assert "Tanyakan survei dulu" in page and "Pemohon tidak bersedia mengisi" in page
    assert re.search(r'<form id="kerja"[^>]* hidden>', page) and re.search(r'decision__go" disabled', page)


def test_who_will_not_answer_gets_the_letter_and_is_counted(town: Town, browser: Browser) -> None:
    case = surveyless(town)
    client, path = browser(town.officer("loket")), f"/petugas/permohonan/{case.ref}/"
    assert "Pemohon tidak bersedia mengisi" in client.get(f"{path}survei/").content.decode()
    assert client.post(f"{path}survei/", {"menolak": "1"}).status_code == 302
    assert Invitation.objects.get(case=case).state == "declined"
    assert not Response.objects.exists()
    assert LogEntry.objects.filter(what="decline_survey", about=case.ref).count() == 1
    assert client.post(f"{path}survei/", {"menolak": "1"}).status_code == 409
    closed = Client().get(f"/survei/{case.invitation.code}/")
    assert closed.status_code == 409 and "tidak bersedia" in closed.content.decode()
    assert "Tanyakan survei dulu" not in client.get(path).content.decode()
    assert client.post(f"{path}serahkan/", GIVEN | {"giliran": case.turn}).status_code == 302
    done = Case.objects.get(pk=case.pk)
    assert done.state == "done" and done.ended_at
    moment = done.ended_at
    assert declined(town.office.pk, moment, moment + timedelta(seconds=1)) == 1
    assert declined(town.office.pk, moment - timedelta(days=1), moment) == 0


def surveyless(town: Town) -> Case:
    return a_case(town, "penyerahan")


def test_nothing_is_recorded_before_the_letter_is_ready(town: Town, browser: Browser) -> None:
    case = a_case(town, "penomoran")
    client, path = browser(town.officer("loket")), f"/petugas/permohonan/{case.ref}/survei/"
    assert client.get(path).status_code == client.post(path).status_code == 409
    assert not Invitation.objects.filter(case=case).exists()


def test_another_office_finds_no_case(town: Town, browser: Browser) -> None:
    case = a_case(town, "penyerahan")
    other = a_town(STANDARDS / "kampar")
    client = browser(other.officer("front_office"))
    assert client.post(f"/petugas/permohonan/{case.ref}/survei/").status_code == 404
    assert Invitation.objects.get(case=case).state == "open"


def test_where_it_is_not_obligatory_it_is_offered_after_the_letter(db: None, browser: Browser) -> None:
    town = a_town(STANDARDS / "pekanbaru-dpmptsp")
    case = a_case(town, "penyerahan", service="sikop")
    page = f"/permohonan/{case.ref}/"
    applicant = browser(case.applicant)
    assert "Isi survei kepuasan" not in applicant.get(page).content.decode()
    assert Client().get(f"/survei/{case.invitation.code}/").status_code == 200, "at the counter it may be answered"
    assert not Message.objects.filter(case=case, template="survey_invited").exists()
    things = {f"kembali-{thing.key}": "on" for thing in to_return(dossier_of(case))}
    officer = browser(town.officer(case.post))
    given = officer.post(f"/petugas/permohonan/{case.ref}/serahkan/", GIVEN | things | {"giliran": case.turn})
    assert given.status_code == 302
    assert "Isi survei kepuasan" in applicant.get(page).content.decode()
    assert f"/petugas/permohonan/{case.ref}/survei/" in officer.get(f"/petugas{page}").content.decode()
    message = Message.objects.get(case=case, template="survey_invited")
    assert urlsplit(message.words.link)[2:4] == (f"/survei/{case.invitation.code}/", "dari=wa")
