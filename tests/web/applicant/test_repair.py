"""Mending a returned application: only what is wrong is open, and nothing goes out before it is mended."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case
from silastri.apps.cases.operations import Verdict
from silastri.journey.apply import draft
from silastri.journey.apply.submit import NotComplete, submit, unmended
from silastri.journey.steps.check import FORM, check
from silastri.practice import sample
from tests.builders import JOMPO, MONDAY, Town, a_case, definition

Browser = Callable[[Person | None], Client]
HTMX = {"HTTP_HX_REQUEST": "true"}


def returned(town: Town, **wrong: str) -> Case:
    case = a_case(town)
    keys = [FORM, *(r.key for r in definition(JOMPO).standard.requirements)]
    marks = [Verdict(key, key not in wrong, wrong.get(key, "")) for key in keys]
    act = town.act("back_office", MONDAY + timedelta(hours=6))
    return check(act, ref=case.ref, turn=case.turn, verdicts=marks, outcome="kembali:pengajuan")


def scan(text: str = "KTP") -> SimpleUploadedFile:
    return SimpleUploadedFile("baru.pdf", sample.scan(text, MONDAY), "application/pdf")


def test_it_opens_at_what_is_wrong_and_what_is_right_cannot_be_touched(town: Town, browser: Browser) -> None:
    case, client = returned(town, ktp="KTP buram"), browser(town.citizens[0])
    assert f"/permohonan/{case.ref}/perbaiki/" in client.get(f"/permohonan/{case.ref}/").content.decode()
    # The page of all papers and the last look lead to the same place.
    for path in ("berkas/", "kirim/"):
        page = client.get(f"/permohonan/{case.ref}/{path}", follow=True).content.decode()
        assert "Perbaiki permohonan" in page, path
    assert "KTP buram" in page
    assert page.count('name="berkas"') == 1 and 'id="berkas-ktp"' in page
    right = page.partition("Yang sudah benar")[2]
    assert "<details" in page.partition("Yang sudah benar")[0]
    assert "type=" not in right.partition("</details>")[0], "nothing to fill in or to press"
    sent = client.post(f"/permohonan/{case.ref}/berkas/", {"persyaratan": "sktm", "berkas": scan()})
    assert sent.status_code == 409
    assert client.post(f"/permohonan/{case.ref}/formulir/", {}).status_code == 409


def test_it_is_sent_only_when_everything_is_mended(town: Town, browser: Browser) -> None:
    case, client = returned(town, ktp="Buram", sktm="Belum dicap"), browser(town.citizens[0])
    here = f"/permohonan/{case.ref}/perbaiki/"
    page = client.get(here).content.decode()
    assert page.count("fix--wrong") == 2
    assert "Masih perlu diperbaiki" in page and "disabled" in page.partition('id="belum"')[2]
    part = client.post(f"/permohonan/{case.ref}/berkas/", {"persyaratan": "ktp", "berkas": scan()}, **HTMX)
    assert (part.content.decode().count("fix--done"), part.content.decode().count("fix--wrong")) == (1, 1)
    refused = client.post(f"/permohonan/{case.ref}/kirim/")
    assert refused.status_code == 422 and "Ganti berkas ini" in refused.content.decode()
    client.post(f"/permohonan/{case.ref}/berkas/", {"persyaratan": "sktm", "berkas": scan("SKTM")})
    page = client.get(here).content.decode()
    assert "fix--wrong" not in page and "disabled" not in page.partition("<main")[2]
    assert client.post(f"/permohonan/{case.ref}/kirim/").status_code == 302
    case.refresh_from_db()
    assert case.state == "running"
    assert client.get(here)["Location"] == f"/permohonan/{case.ref}/", "there is nothing to mend any more"


def test_an_answer_marked_wrong_is_saved_again_first(town: Town, browser: Browser) -> None:
    case, client = returned(town, formulir="Kota tujuan belum lengkap"), browser(town.citizens[0])
    here = f"/permohonan/{case.ref}/perbaiki/"
    page = client.get(here).content.decode()
    assert 'name="tujuan"' in page and "Kota tujuan belum lengkap" in page
    assert 'name="hubungan"' not in page, "only the question that is meant stands open"
    with pytest.raises(NotComplete) as refused:
        submit(town.citizen_act(at=MONDAY + timedelta(hours=7)), ref=case.ref)
    assert list(refused.value.fields) == [FORM]
    client.post(here, {})
    assert "fix--wrong" in client.get(here).content.decode(), "nothing was saved"
    wrong = client.post(here, {"tujuan": ""})
    assert wrong.status_code == 422
    assert client.post(here, {"tujuan": "Kota Dumai"})["Location"] == here
    assert "fix--done" in client.get(here).content.decode()
    case = submit(town.citizen_act(at=MONDAY + timedelta(hours=7)), ref=case.ref)
    assert case.answers["values"]["tujuan"] == "Kota Dumai"


def test_what_was_mended_stays_mended_when_a_holiday_adds_a_row(town: Town) -> None:
    case = returned(town, ktp="Buram", formulir="Salah")
    act = town.citizen_act(at=MONDAY + timedelta(hours=7))
    draft.attach(act, ref=case.ref, key="ktp", upload=sample.scan("KTP", MONDAY), upload_name="a.pdf")
    draft.answer(act, ref=case.ref, raw={})
    Case.objects.filter(pk=case.pk).update(turn=case.turn + 1)
    assert unmended(cases.case(case.ref, applicant=town.citizens[0].pk)) == set()


def test_nobody_mends_the_case_of_another(town: Town, browser: Browser) -> None:
    case = returned(town, ktp="Buram")
    assert browser(town.citizens[1]).get(f"/permohonan/{case.ref}/perbaiki/").status_code == 404
