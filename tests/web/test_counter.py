"""The counter registers people who come with papers alone: no account, no telephone."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from silastri.apps.accounts.keys import index_of
from silastri.apps.accounts.models import Person
from silastri.apps.audit.models import LogEntry
from silastri.apps.cases.models import Case, StepRun
from silastri.apps.messages.models import Message
from silastri.domain.act import Act, Actor
from silastri.domain.refusal import NotYours
from silastri.journey.apply import draft
from silastri.journey.apply.counter import NumberOfAnother, take_in
from silastri.journey.apply.draft import NotOffered
from silastri.practice import sample
from tests.builders import MONDAY, STANDARDS, Town, a_town, definition

Browser = Callable[[Person | None], Client]
NIK = "1401034107900001"
KAMPAR = "anak-putus-sekolah"


@pytest.fixture
def kampar(db: None) -> Town:
    return a_town(STANDARDS / "kampar")


def begin(client: Client, **changed: str) -> str:
    typed = {"nik": NIK, "nama": "Siti Contoh", "alamat": "Jalan Contoh Nomor 4", "telepon": ""} | changed
    response = client.post("/petugas/loket/mulai/", typed)
    assert response.status_code == 302, response.content.decode()
    _, _, _, ref, page, _ = response["Location"].split("/")
    assert page == "formulir", "the questions come next"
    return ref


def handed_in(client: Client) -> Case:
    ref = begin(client)
    found = definition(KAMPAR, "kampar")
    answered = client.post(f"/petugas/loket/{ref}/formulir/", sample.answers(found))
    assert answered["Location"] == f"/petugas/loket/{ref}/berkas/", "the papers come next"
    for requirement in found.standard.requirements:
        sent = SimpleUploadedFile("a.pdf", sample.scan(requirement.label, MONDAY), "application/pdf")
        client.post(f"/petugas/loket/{ref}/berkas/", {"persyaratan": requirement.key, "berkas": sent})
    assert client.post(f"/petugas/loket/{ref}/kirim/")["Location"] == f"/petugas/loket/{ref}/terkirim/"
    return Case.objects.get(ref=ref)


def test_a_person_without_a_telephone_is_registered_and_goes_home_with_a_slip(kampar: Town, browser: Browser) -> None:
    client = browser(kampar.officer("front_office"))
    assert "Loket" in client.get("/petugas/").content.decode()
    assert "Orang baru" in client.post("/petugas/loket/", {"nik": NIK}).content.decode()
    case = handed_in(client)
    assert (case.state, case.step, case.via, case.applicant.phone) == ("running", "pemeriksaan", "counter", None)
    row = StepRun.objects.get(case=case)
    assert (row.via, row.by.endswith("(mencatatkan)")) == ("counter", True)
    assert client.get(f"/petugas/loket/{case.ref}/bukti.pdf").content.startswith(b"%PDF-")
    after = client.get(f"/petugas/loket/{case.ref}/terkirim/").content.decode()
    assert ("Cetak bukti pendaftaran" in after, "Cetak tanda terima" in after) == (True, False), (
        "nobody checked them yet"
    )
    assert "Pemohon berikutnya" in after
    assert not Message.objects.filter(person=case.applicant).exists()
    assert "Sudah dikenal" in client.post("/petugas/loket/", {"nik": NIK}).content.decode()


def test_what_lacks_goes_home_on_paper_and_is_mended_at_the_counter(kampar: Town, browser: Browser) -> None:
    client = browser(kampar.officer("front_office"))
    case = handed_in(client)
    found = definition(KAMPAR, "kampar")
    marks = {f"tanda-{key}": "benar" for key in ("formulir", *(r.key for r in found.standard.requirements))}
    marks |= {"tanda-sktm": "salah", "alasan-sktm": "Belum dicap lurah.", "keputusan": "kembali:pendaftaran"}
    sent = client.post(
        f"/petugas/permohonan/{case.ref}/periksa/", marks | {"giliran": case.turn, "catatan": "Cap lurah."}
    )
    assert sent.status_code == 302, sent.content.decode()
    assert case.ref in client.get("/petugas/loket/").content.decode()
    assert "Belum dicap lurah." in client.get(f"/petugas/loket/{case.ref}/").content.decode()
    assert client.get(f"/petugas/permohonan/{case.ref}/kekurangan.pdf").content.startswith(b"%PDF-")
    again = client.post(f"/petugas/loket/{case.ref}/kirim/")
    assert again.status_code == 422, "nothing was mended yet"
    paper = SimpleUploadedFile("b.pdf", sample.scan("SKTM", MONDAY), "application/pdf")
    client.post(f"/petugas/loket/{case.ref}/berkas/", {"persyaratan": "sktm", "berkas": paper})
    assert client.post(f"/petugas/loket/{case.ref}/kirim/").status_code == 302
    case.refresh_from_db()
    assert (case.state, case.step) == ("running", "pemeriksaan")
    assert client.get(f"/petugas/permohonan/{case.ref}/kekurangan.pdf").status_code == 404


@pytest.mark.parametrize(("nik", "says"), [("123", "16"), ("1401039907900001", "tanggal lahir"), ("x" * 16, "")])
def test_a_nik_that_cannot_be_is_refused_in_words(kampar: Town, browser: Browser, nik: str, says: str) -> None:
    response = browser(kampar.officer("front_office")).post("/petugas/loket/", {"nik": nik})
    assert response.status_code == 422
    assert says in response.content.decode()


def test_the_number_of_another_is_refused_and_nobody_is_made(kampar: Town, browser: Browser) -> None:
    client = browser(kampar.officer("front_office"))
    typed = {"nik": NIK, "nama": "Siti Contoh", "alamat": "Jalan", "telepon": kampar.citizens[0].phone or ""}
    response = client.post("/petugas/loket/mulai/", typed)
    assert response.status_code == 422
    assert "dipakai akun lain" in response.content.decode()
    assert not Person.objects.filter(name="Siti Contoh").exists()


def test_posts_that_do_not_register_see_no_counter(kampar: Town, browser: Browser) -> None:
    client = browser(kampar.officer("verifikator"))
    assert "/petugas/loket/" not in client.get("/petugas/").content.decode()
    assert client.get("/petugas/loket/").status_code == 403
    ref = begin(browser(kampar.officer("front_office")))
    for path in ("", "formulir/", "berkas/", "kirim/", "bukti.pdf"):
        assert client.get(f"/petugas/loket/{ref}/{path}").status_code == 403, path


@pytest.mark.parametrize(("post", "lands"), [("front_office", "/petugas/loket/"), ("verifikator", "/petugas/")])
def test_who_registers_people_begins_at_the_counter_and_others_at_their_tasks(
    kampar: Town, browser: Browser, post: str, lands: str
) -> None:
    client = browser(kampar.officer(post))
    response = client.get("/mulai/", follow=True)
    assert (response.redirect_chain[-1][0], response.status_code) == (lands, 200)
    assert "Tugas saya" in response.content.decode(), "the menu has both"
    assert browser(kampar.citizens[0]).get("/petugas/awal/").status_code == 403


def test_one_box_finds_by_name_telephone_and_number_of_a_case(kampar: Town, browser: Browser) -> None:
    client, here = browser(kampar.officer("front_office")), "/petugas/loket/"
    case = handed_in(client)
    assert "autofocus" in client.get(here).content.decode()
    found = client.post(here, {"cari": "siti con"}).content.decode()
    assert case.ref in found
    assert NIK not in found
    opened = client.post(here, {"orang": case.ref}).content.decode()
    assert "Sudah dikenal" in opened
    assert case.ref in opened.split("Permohonan sebelumnya")[1]
    assert opened.index("Mulai pendaftaran") < opened.index("Permohonan sebelumnya")
    assert f'<h1 class="govuk-heading-l">{case.applicant.name}</h1>' in opened
    assert NIK in opened and LogEntry.objects.filter(what="reveal_identity", whose=case.applicant_id).exists()
    Case.objects.filter(pk=case.pk).update(state="done", ended_at=MONDAY)
    assert "Sudah selesai (1)" in client.post(here, {"orang": case.ref}).content.decode()
    Case.objects.filter(pk=case.pk).update(state="running", ended_at=None)
    assert client.post(here, {"cari": case.ref.lower()})["Location"] == f"/petugas/permohonan/{case.ref}/"
    Person.objects.filter(pk=case.applicant_id).update(phone="+6281277777777")
    assert "Sudah dikenal" in client.post(here, {"cari": "0812 7777 7777"}).content.decode()
    assert "Tidak ada yang cocok" in client.post(here, {"cari": "zzz"}).content.decode()
    wrong = client.post(here, {"cari": "12"})
    assert (wrong.status_code, "autofocus" in wrong.content.decode()) == (422, False)


def test_one_box_finds_nobody_of_another_office(kampar: Town, browser: Browser) -> None:
    case = handed_in(browser(kampar.officer("front_office")))
    Person.objects.filter(pk=case.applicant_id).update(phone="+6281277777777")
    client, here = browser(a_town(STANDARDS / "pekanbaru-dpmptsp").officer("front_office")), "/petugas/loket/"
    for words in ("siti contoh", case.ref):
        assert "Tidak ada yang cocok" in client.post(here, {"cari": words}).content.decode()
    by_phone = client.post(here, {"cari": "0812 7777 7777"})
    assert (by_phone.status_code, "Siti" in by_phone.content.decode()) == (422, False)
    assert client.post(here, {"orang": case.ref}).status_code == 404
    by_nik = client.post(here, {"cari": NIK}).content.decode()
    assert ("Kantor ini belum pernah" in by_nik, "Permohonan sebelumnya" in by_nik) == (True, False)


def test_another_office_finds_nothing(kampar: Town, browser: Browser) -> None:
    ref = begin(browser(kampar.officer("front_office")))
    elsewhere = a_town(STANDARDS / "pekanbaru-dpmptsp")
    client = browser(elsewhere.officer("front_office"))
    for path in ("", "formulir/", "berkas/", "kirim/", "bukti.pdf"):
        assert client.get(f"/petugas/loket/{ref}/{path}").status_code == 404, path


def test_an_officer_does_not_register_himself(kampar: Town, browser: Browser) -> None:
    officer = kampar.officer("front_office")
    act = Act(Actor(officer.pk, officer.name, kampar.office.pk, {"front_office": ""}), MONDAY, "counter")
    with pytest.raises(Exception, match="permohonan Anda sendiri"):
        draft.start(act, service=kampar.service(KAMPAR), applicant=officer)


def test_a_service_of_the_counter_alone_cannot_be_begun_online(kampar: Town) -> None:
    with pytest.raises(NotOffered):
        draft.start(kampar.citizen_act(), service=kampar.service(KAMPAR), applicant=kampar.citizens[0])


@pytest.fixture
def squatter(kampar: Town) -> Person:
    """Somebody who opened an account with the NIK of another, before its owner came to the counter."""
    made = Person(name="Penipu", phone="+6281299999999", nik=NIK, nik_index=index_of(NIK))
    made.registered_at = made.activated_at = MONDAY
    made.save()
    return made


def test_the_counter_sees_that_nobody_proved_a_nik(kampar: Town, browser: Browser, squatter: Person) -> None:
    page = browser(kampar.officer("front_office")).post("/petugas/loket/", {"nik": NIK}).content.decode()
    assert "NIK belum dibuktikan" in page
    assert "0812-xxxx-999" in page
    assert "+6281299999999" not in page, "the number is for the person at the counter to say"
    assert 'value="Penipu"' not in page
    assert "Permohonan sebelumnya" not in page


def test_a_squatter_does_not_see_what_the_owner_brings_to_the_counter(
    kampar: Town, browser: Browser, squatter: Person
) -> None:
    desk = browser(kampar.officer("front_office"))
    ref = begin(desk, bukan_akunnya="on")
    owner = Case.objects.get(ref=ref).applicant
    squatter.refresh_from_db()
    assert owner.pk != squatter.pk
    assert (owner.nik, squatter.nik, squatter.nik_index) == (NIK, None, None)
    assert owner.identified_at
    assert not squatter.identified_at
    theirs = browser(squatter)
    assert ref not in theirs.get("/permohonan/").content.decode()
    for path in ("", "formulir/", "berkas/", "kirim/", "hapus/"):
        assert theirs.post(f"/permohonan/{ref}/{path}").status_code == 404, path
    assert Case.objects.filter(ref=ref).exists()
    told = Message.objects.get(person=squatter)
    assert (told.template, NIK in told.body) == ("nik_released", False)


def test_the_nik_of_an_account_is_not_released_by_an_empty_field(
    kampar: Town, browser: Browser, squatter: Person
) -> None:
    desk = browser(kampar.officer("front_office"))
    for phone in ("", "0812 7777 7777"):
        typed = {"nik": NIK, "nama": "Siti Contoh", "alamat": "Jalan Contoh Nomor 4", "telepon": phone}
        response = desk.post("/petugas/loket/mulai/", typed)
        assert response.status_code == 422
        assert "belum dibuktikan" in response.content.decode()
    squatter.refresh_from_db()
    assert squatter.nik == NIK
    assert not Case.objects.exists()


def test_who_knows_the_number_of_the_account_is_its_owner_and_keeps_it(
    kampar: Town, browser: Browser, squatter: Person
) -> None:
    ref = begin(browser(kampar.officer("front_office")), telepon="0812 9999 9999")
    person = Case.objects.get(ref=ref).applicant
    assert (person.pk, person.name) == (squatter.pk, "Siti Contoh"), "the identity card says the name"
    assert person.identified_at
    assert ref in browser(person).get("/permohonan/").content.decode()


def test_nothing_is_begun_at_the_counter_for_a_person_whose_card_was_not_seen(kampar: Town, squatter: Person) -> None:
    act = replace(kampar.act("front_office"), via="counter")
    with pytest.raises(NotYours, match="Cocokkan dulu KTP"):
        draft.start(act, service=kampar.service(KAMPAR), applicant=squatter)
    assert not Case.objects.exists()


def test_taking_in_twice_keeps_one_person(kampar: Town) -> None:
    act = kampar.act("front_office")
    first = take_in(act, name="Siti Contoh", nik=NIK, phone="+6281277777777")
    second = take_in(act, name="Siti Contoh", nik=NIK)
    assert (first.pk, second.phone) == (second.pk, "+6281277777777")
    with pytest.raises(NumberOfAnother):
        take_in(act, name="Lain", nik="1401034107900002", phone="+6281277777777")
