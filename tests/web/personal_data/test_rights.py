"""People see who opened their data, and have what they ask for within 3 x 24 hours."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from silastri.adapters.intake import intake
from silastri.apps.accounts.models import Address, Person
from silastri.apps.audit.models import LogEntry
from silastri.apps.cases.models import Case
from silastri.apps.documents import queries as documents
from silastri.apps.messages.models import Message
from silastri.apps.personal_data.models import Consent, DataRequest
from silastri.jobs.making import MAKERS
from silastri.journey.made_files import make
from silastri.journey.personal_data import answer as answering
from tests.builders import Town, a_case

pytestmark = pytest.mark.once
Browser = Callable[[Person | None], Client]
MINE = "/akun/data/"


def ask(client: Client, town: Town, kind: str, **given: str) -> DataRequest:
    sent = client.post(MINE, {"jenis": kind, "kantor": str(town.office.pk), **given})
    assert sent.status_code == 302, sent.content.decode()[-3000:]
    return DataRequest.objects.get(pk=int(sent["Location"].strip("/").split("/")[-1]))


def templates(person: Person) -> list[str]:
    return list(Message.objects.filter(person=person).order_by("pk").values_list("template", flat=True))


def test_a_citizen_reads_who_opened_the_data_and_why(town: Town, browser: Browser) -> None:
    case = a_case(town, "verifikasi")
    officer = town.officer("ahli_muda")
    path = f"/petugas/permohonan/{case.ref}/"
    for part in ("", "kartu-kendali.pdf"):
        browser(officer).get(path + part)
    browser(town.officer("kepala_dinas")).get(path)
    mine = browser(case.applicant)
    mine.get(f"/permohonan/{case.ref}/")
    assert MINE + "siapa-membuka/" in mine.get("/akun/").content.decode()
    shown = mine.get(MINE + "siapa-membuka/").content.decode()
    assert shown.count('class="opening"') == 2
    for said in ("Penata Perizinan Ahli Muda", "Sedang mengerjakan permohonan Anda", "Kepala Dinas", "2 halaman"):
        assert said in shown, said
    assert officer.name not in shown
    assert "opening" not in browser(town.citizens[1]).get(MINE + "siapa-membuka/").content.decode().split("<ul")[-1]


def test_a_copy_holds_everything_and_goes_to_its_owner_alone(town: Town, browser: Browser) -> None:
    case = a_case(town, "verifikasi")
    client = browser(case.applicant)
    found = ask(client, town, "copy")
    assert found.due_at - found.asked_at == timedelta(hours=72)
    assert client.post(MINE, {"jenis": "copy", "kantor": str(town.office.pk)}).status_code == 422
    assert make.make_next(MAKERS, timezone.now)
    found.refresh_from_db()
    assert found.state == DataRequest.State.DONE
    path = f"{MINE}{found.pk}/salinan.zip"
    with zipfile.ZipFile(io.BytesIO(client.get(path).content)) as copy:
        told = json.loads(copy.read("data.json"))
        names = copy.namelist()
        page = copy.read("data.html").decode()
    assert told["Akun"][0]["NIK"] == case.applicant.nik
    assert told["Permohonan"][0]["Nomor"] == case.ref
    assert case.ref in page
    assert sum(name.startswith(f"berkas/{case.ref}/") for name in names) == case.documents.count()
    other = browser(town.citizens[1])
    assert other.get(path).status_code == other.get(f"{MINE}{found.pk}/").status_code == 404
    assert templates(case.applicant)[-2:] == ["data_request_received", "data_request_answered"]


def test_a_name_is_mended_after_the_proof_was_seen(town: Town, browser: Browser) -> None:
    case = a_case(town, "verifikasi")
    person = case.applicant
    found = ask(browser(person), town, "correct", nama="Rani Sari Contoh")
    manager = town.officer("back_office")
    assert "data_request_arrived" in templates(manager)
    client, path = browser(manager), f"/petugas/data-pribadi/{found.pk}/"
    assert "Rani Sari Contoh" in client.get(path).content.decode()
    assert LogEntry.objects.filter(what="see", whose=person, detail__page="data_request").exists()
    assert client.post(path, {"keputusan": "ya"}).status_code == 422
    assert client.post(path, {"keputusan": "ya", "bukti": "on"}).status_code == 302
    person.refresh_from_db()
    assert person.name == "Rani Sari Contoh"
    assert client.post(path, {"keputusan": "ya", "bukti": "on"}).status_code == 409
    assert browser(town.officer("loket")).get(path).status_code == 403
    assert "Nama di akun Anda sudah dibetulkan" in browser(person).get(f"{MINE}{found.pk}/").content.decode()
    figures = client.get("/petugas/data-pribadi/").content.decode()
    assert "tepat waktu" in figures


def test_a_refusal_names_its_ground_kindly(town: Town, browser: Browser) -> None:
    case = a_case(town, "verifikasi")
    found = ask(browser(case.applicant), town, "restrict", uraian="Jangan dipakai dulu")
    client, path = browser(town.officer("back_office")), f"/petugas/data-pribadi/{found.pk}/"
    assert client.post(path, {"keputusan": "tidak"}).status_code == 422
    assert client.post(path, {"keputusan": "tidak", "dasar": "law"}).status_code == 302
    assert "masih diperlukan untuk proses hukum" in browser(case.applicant).get(f"{MINE}{found.pk}/").content.decode()


def test_limited_data_are_opened_with_a_reason_by_who_has_no_turn(town: Town, browser: Browser) -> None:
    case = a_case(town, "verifikasi")
    found = ask(browser(case.applicant), town, "restrict", uraian="Jangan dibuka sembarang petugas")
    browser(town.officer("back_office")).post(f"/petugas/data-pribadi/{found.pk}/", {"keputusan": "ya"})
    path = f"/petugas/permohonan/{case.ref}/"
    assert "Untuk apa data ini dibuka?" in browser(town.officer("kepala_dinas")).get(path).content.decode()
    assert case.holder_name in browser(town.officer("ahli_muda")).get(path).content.decode()
    browser(case.applicant).post(MINE + "pembatasan/cabut/")
    assert case.holder_name in browser(town.officer("kepala_dinas")).get(path).content.decode()


def test_what_the_archive_keeps_stays_and_the_rest_is_erased(town: Town, browser: Browser) -> None:
    case, draft = a_case(town, "verifikasi"), a_case(town, "pengajuan")
    person = case.applicant
    Address.objects.create(
        person=person, channel="email", value="r@contoh.id", added_at=case.created_at, consented_at=case.created_at
    )
    found = ask(browser(person), town, "erase", uraian="Hapus semuanya")
    path = f"/petugas/data-pribadi/{found.pk}/"
    assert browser(town.officer("back_office")).post(path, {"keputusan": "ya"}).status_code == 302
    found.refresh_from_db()
    assert found.state == DataRequest.State.PART
    assert case.ref in found.answer
    assert "jadwal retensi arsip" in found.answer
    assert not Case.objects.filter(pk=draft.pk).exists()
    assert not Address.objects.filter(person=person).exists()
    assert Consent.objects.get(person=person).given is False
    person.refresh_from_db()
    assert person.nik


def test_an_account_without_cases_is_erased_whole(town: Town, browser: Browser) -> None:
    person = town.citizens[2]
    client = browser(person)
    found = ask(client, town, "erase", uraian="Saya tidak jadi memakai")
    browser(town.officer("back_office")).post(f"/petugas/data-pribadi/{found.pk}/", {"keputusan": "ya"})
    person.refresh_from_db()
    assert (person.name, person.phone, person.nik, person.is_active) == ("Data dihapus", None, None, False)
    assert templates(person)[-1] == "data_request_answered"
    assert Message.objects.get(person=person, template="data_request_answered").to


def test_the_officer_is_reminded_a_day_before(town: Town, browser: Browser) -> None:
    from silastri.domain.act import Act, Actor

    found = ask(browser(town.citizens[0]), town, "restrict", uraian="Jangan dipakai")
    system = Actor(None, "SILASTRI", town.office.pk)
    assert answering.remind(Act(system, found.asked_at + timedelta(hours=47), "job")) == 0
    at = found.asked_at + timedelta(hours=49)
    assert answering.remind(Act(system, at, "job")) > 0
    answering.remind(Act(system, at, "job"))
    assert Message.objects.filter(about__startswith=f"data/{found.pk}/besok").count() == 1


def test_each_service_tells_how_it_uses_data(town: Town, browser: Browser) -> None:
    service = f"/layanan/{town.office.slug}/jompo-terlantar/"
    assert service + "data-pribadi/" in Client().get(service).content.decode()
    shown = Client().get(service + "data-pribadi/").content.decode()
    for said in (
        "Fotokopi KTP",
        "Penata Perizinan Ahli Muda",
        "tahun aktif",
        "Siapa membuka",
        "Pengelola kantor",
        "ppdp.rokan-hilir@",
    ):
        assert said.lower() in shown.lower(), said
    assert Client().get(f"/layanan/{town.office.slug}/tidak-ada/data-pribadi/").status_code == 404


def test_a_paper_of_identity_is_shown_with_its_mark(town: Town, browser: Browser) -> None:
    case = a_case(town, "verifikasi")
    card = case.documents.get(key="ktp")
    other = case.documents.exclude(key__in=("ktp", "kk")).first()
    assert other
    client, path = browser(town.officer("ahli_muda")), f"/petugas/permohonan/{case.ref}/berkas/"
    kept = documents.content(card.file.sha256)
    shown = client.get(f"{path}{card.pk}/").content
    assert shown != kept
    words = intake().text(shown)
    assert "dibuka oleh Penata Perizinan Ahli Muda" in words
    assert client.get(f"{path}{other.pk}/").content == documents.content(other.file.sha256)
    assert (
        client.get(f"{path}{card.pk}/1/").content
        != client.get(f"/petugas/permohonan/{case.ref}/berkas/{other.pk}/1/").content
    )
    assert browser(case.applicant).get(f"/permohonan/{case.ref}/berkas/{card.pk}/").content == kept
    assert documents.content(card.file.sha256) == kept
