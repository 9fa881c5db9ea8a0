"""The desk's page of one letter, and the pages of what is done about it: who sees them, who may use them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from silastri.apps.accounts.models import Person
from silastri.apps.after_issue.models import Copy, Revocation
from silastri.apps.audit.models import LogEntry
from silastri.apps.cases.models import Case
from silastri.apps.documents import queries as documents
from silastri.apps.letters.models import Letter
from silastri.apps.offices import operations as offices
from tests.builders import Town, a_town
from tests.pekanbaru import scan
from tests.perikanan import a_letter, perikanan

Browser = Callable[[Person | None], Client]
REVOKE = {"alasan": "mistake", "uraian": "Nomor kolam keliru.", "dasar": "Perda Contoh Pasal 9", "keputusan": "188/1"}
COPY = {"jenis": "certified", "peminta": "Rani Contoh", "keperluan": "bank", "rangkap": "2", "laporan": ""}
CORRECT = {"letak": "Desa Teladan", "alasan": "Salah tulis."}
ACTS = {"cabut": REVOKE, "batal-cabut": {"uraian": "Keberatan."}, "salinan": COPY, "perbaiki": CORRECT}


@pytest.fixture
def town(db: None) -> Town:
    return perikanan()


@pytest.fixture
def letter(town: Town) -> Letter:
    """It holds for most of a year from today on, however late the tests are run."""
    found = a_letter(town)
    found.valid_until = timezone.localdate() + timedelta(days=350)
    found.save(update_fields=["valid_until"])
    return found


def today() -> str:
    return timezone.localdate().isoformat()


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return " ".join(response.content.decode().split())


def page(letter: Letter, what: str = "") -> str:
    return f"/petugas/surat/{letter.code}/{what and f'{what}/'}"


def test_the_list_and_the_case_lead_to_it(town: Town, letter: Letter, browser: Browser) -> None:
    client = browser(town.officer("kepala_dinas"))
    for path in ("/petugas/surat/", f"/petugas/permohonan/{letter.case.ref}/"):
        assert f'href="{page(letter)}"' in text(client, path)
    shown = text(client, page(letter))
    for said in (letter.number, "Ditandatangani elektronik", "Diserahkan kepada Rani Contoh", "Tindakan"):
        assert said in shown


def test_each_sees_the_acts_that_are_his(town: Town, letter: Letter, browser: Browser) -> None:
    sees = {"kepala_dinas": {"cabut", "salinan"}, "loket": {"perbaiki"}, "pengawas": set()}
    for post, acts in sees.items():
        shown = text(browser(town.officer(post)), page(letter))
        assert {act for act in ACTS if f'href="{page(letter, act)}"' in shown} == acts, post


@pytest.mark.parametrize("act", ACTS)
def test_another_post_is_refused(town: Town, letter: Letter, browser: Browser, act: str) -> None:
    client = browser(town.officer("pengawas"))
    assert client.get(page(letter, act)).status_code == 403
    assert client.post(page(letter, act), ACTS[act] | {"mulai": today()}).status_code == 403
    assert (Revocation.objects.count(), Copy.objects.count(), Case.objects.count()) == (0, 0, 1)


@pytest.mark.parametrize("act", ["", *ACTS, "perpanjang"])
def test_another_offices_letter_is_not_there(town: Town, letter: Letter, browser: Browser, act: str) -> None:
    client = browser(a_town().officer("kepala_dinas"))
    assert client.get(page(letter, act)).status_code == 404
    assert client.post(page(letter, act), ACTS.get(act, {})).status_code == 404


@pytest.mark.parametrize(
    ("act", "post"), [("cabut", "kepala_dinas"), ("salinan", "kepala_dinas"), ("perbaiki", "loket")]
)
def test_his_own_letter_is_for_another(town: Town, letter: Letter, browser: Browser, act: str, post: str) -> None:
    Case.objects.filter(pk=letter.case_id).update(applicant=town.officer(post))
    client = browser(town.officer(post))
    shown = text(client, page(letter))
    assert "menyangkut Anda sendiri" in shown
    assert f'href="{page(letter, act)}"' not in shown
    assert client.post(page(letter, act), ACTS[act] | {"mulai": today()}).status_code == 403


def test_revoked_and_reinstated_the_public_page_says_so_at_once(town: Town, letter: Letter, browser: Browser) -> None:
    client, public = browser(town.officer("kepala_dinas")), f"/S/{letter.code}"
    assert client.post(page(letter, "cabut"), REVOKE | {"mulai": ""}).status_code == 422
    sent = REVOKE | {"mulai": today(), "berkas": SimpleUploadedFile("sk.pdf", scan())}
    assert client.post(page(letter, "cabut"), sent).status_code == 302
    shown = text(Client(), public)
    assert "Surat ini sudah dicabut" in shown
    assert "kekeliruan dalam penerbitan" in shown
    assert "Nomor kolam" not in shown, "the reason is the holder's"
    found = {"surat": SimpleUploadedFile("surat.pdf", documents.content(letter.sha256))}
    assert "Asli, tetapi sudah dicabut" in Client().post("/surat/periksa/", found).content.decode()
    decree = page(letter, f"keputusan/{Revocation.objects.get().pk}")
    assert client.get(decree).content.startswith(b"%PDF-")
    assert client.get(page(letter, "keputusan/999")).status_code == 404
    assert client.post(page(letter, "cabut"), REVOKE | {"mulai": today()}).status_code == 409
    assert client.post(page(letter, "batal-cabut"), {"uraian": ""}).status_code == 422
    assert client.post(page(letter, "batal-cabut"), {"uraian": "Keberatan."}).status_code == 302
    assert "terdaftar dan berlaku" in text(Client(), public)


def test_a_day_to_come_is_told_before_it_comes(town: Town, letter: Letter, browser: Browser) -> None:
    day = timezone.localdate() + timedelta(days=9)
    client = browser(town.officer("kepala_dinas"))
    client.post(page(letter, "cabut"), REVOKE | {"mulai": day.isoformat()})
    shown = text(Client(), f"/S/{letter.code}")
    assert "terdaftar dan berlaku" in shown
    assert "Akan dicabut mulai" in shown
    assert "Akan dicabut mulai" in text(client, page(letter))
    Letter.objects.filter(pk=letter.pk).update(revoked_from=timezone.localdate())
    assert "sudah dicabut" in text(Client(), f"/S/{letter.code}"), "nothing had to run"


def test_the_holder_reads_why_and_how_to_object(town: Town, letter: Letter, browser: Browser) -> None:
    browser(town.officer("kepala_dinas")).post(page(letter, "cabut"), REVOKE | {"mulai": today()})
    rani = browser(town.citizens[0])
    for path in ("/surat-saya/", f"/permohonan/{letter.case.ref}/"):
        shown = text(rani, path)
        for said in ("Nomor kolam keliru.", "Perda Contoh Pasal 9", "188/1", "tulis surat keberatan"):
            assert said in shown
    assert "Nomor kolam" not in text(browser(town.citizens[1]), "/surat-saya/")


def test_a_copy_is_made_found_and_opened(town: Town, letter: Letter, browser: Browser) -> None:
    client = browser(town.officer("kepala_dinas"))
    assert client.post(page(letter, "salinan"), COPY | {"rangkap": "seratus"}).status_code == 422
    assert client.post(page(letter, "salinan"), COPY | {"jenis": "duplicate"}).status_code == 422
    assert client.post(page(letter, "salinan"), COPY).status_code == 302
    copy = Copy.objects.get()
    path = f"/petugas/permohonan/{letter.case.ref}/surat/{copy.paper.key}.pdf"
    assert f'href="{path}"' in text(client, page(letter))
    assert client.get(path).content.startswith(b"%PDF-")
    assert copy.paper.code not in text(browser(town.citizens[0]), "/surat-saya/")


def test_a_slip_is_corrected_and_both_pages_lead_to_each_other(town: Town, letter: Letter, browser: Browser) -> None:
    client = browser(town.officer("loket"))
    assert 'value="Desa Contoh"' in text(client, page(letter, "perbaiki")), "the form holds what is printed now"
    wrong = client.post(page(letter, "perbaiki"), CORRECT | {"letak": ""})
    assert wrong.status_code == 422
    assert "Isi letak kolam." in wrong.content.decode()
    assert client.post(page(letter, "perbaiki"), CORRECT).status_code == 302
    case = Case.objects.get(corrects=letter.code)
    assert case.ref in text(client, page(letter))
    shown = text(client, f"/petugas/permohonan/{case.ref}/")
    assert "<del>Desa Contoh</del> <ins>Desa Teladan</ins>" in shown
    rani = browser(town.citizens[0])
    assert "sedang memperbaiki salah tulis" in text(rani, "/surat-saya/")
    assert "Kantor sedang membetulkan salah tulis di surat Anda" in text(rani, f"/permohonan/{case.ref}/")
    assert "terdaftar dan berlaku" in text(Client(), f"/S/{letter.code}"), "until the new one is in force"
    assert client.get(page(letter, "perbaiki")).status_code == 409


def test_the_counter_renews_for_the_holder(town: Town, letter: Letter, browser: Browser) -> None:
    until = timezone.localdate() + timedelta(days=40)
    Letter.objects.filter(pk=letter.pk).update(valid_until=until)
    client = browser(town.officer("loket"))
    button = f'action="{page(letter, "perpanjang")}"'
    assert button in text(client, page(letter))
    assert button in client.post("/petugas/loket/", {"nik": str(town.citizens[0].nik)}).content.decode()
    assert button not in text(browser(town.officer("kepala_dinas")), page(letter))
    sent = client.post(page(letter, "perpanjang"))
    case = Case.objects.get(state="draft")
    assert sent["Location"] == f"/petugas/loket/{case.ref}/"
    assert (case.via, case.answers["raw"]["izin_lama"]) == ("counter", letter.code)
    assert client.post(page(letter, "perpanjang"))["Location"] == sent["Location"], "a second click finds the same"


def test_the_counter_does_not_renew_too_early_nor_for_another_post(
    town: Town, letter: Letter, browser: Browser
) -> None:
    Letter.objects.filter(pk=letter.pk).update(valid_until=timezone.localdate() + timedelta(days=90))
    assert browser(town.officer("kepala_dinas")).post(page(letter, "perpanjang")).status_code == 403
    told = browser(town.officer("loket")).post(page(letter, "perpanjang"), follow=True).content.decode()
    assert "dapat diajukan mulai" in told
    assert not Case.objects.filter(state="draft").exists()


def test_who_began_it_at_home_goes_on_at_home(town: Town, letter: Letter, browser: Browser) -> None:
    Letter.objects.filter(pk=letter.pk).update(valid_until=timezone.localdate() + timedelta(days=40))
    browser(town.citizens[0]).post(f"/permohonan/{letter.case.ref}/perpanjang/{letter.key}/")
    told = browser(town.officer("loket")).post(page(letter, "perpanjang"), follow=True).content.decode()
    assert "memulai perpanjangan dari HP-nya" in told


def test_the_decree_of_who_stood_in_is_public(town: Town, letter: Letter, browser: Browser) -> None:
    decree = "surat perintah nomor 800/1/2026 tanggal 7 November 2026"
    Letter.objects.filter(pk=letter.pk).update(signer_post="Plt. Kepala Dinas", signer_decree=decree)
    for client, path in ((Client(), f"/S/{letter.code}"), (browser(town.officer("loket")), page(letter))):
        shown = text(client, path)
        assert "Plt. Kepala Dinas" in shown
        assert decree in shown


def test_a_delegate_sees_what_waits_for_his_signature_and_nothing_else(town: Town, browser: Browser) -> None:
    from tests.perikanan import a_case

    waiting, other = a_case(town, "penandatanganan"), a_case(town, "penomoran", citizen=1)
    Case.objects.filter(pk=other.pk).update(post="kepala_dinas", recorder="")
    person, day = town.officer("pengawas"), timezone.localdate()
    offices.post(
        town.office, person, post="kepala_dinas", since=day, until=day, kind="an", own_post="pengawas",
        decree="800/1/2026", decreed_on=day,
    )  # fmt: skip
    shown = text(browser(person), "/petugas/")
    assert waiting.ref in shown
    assert other.ref not in shown
    assert 'name="frasa"' in text(browser(person), f"/petugas/permohonan/{waiting.ref}/")


def test_whole_identity_numbers_in_the_form_are_written_down(town: Town, browser: Browser) -> None:
    from tests.builders import SCHOOL, a_case

    elsewhere = a_town()
    letter = Letter.objects.get(case=a_case(elsewhere, None, service=SCHOOL), mode="elektronik")
    client = browser(elsewhere.officer("back_office"))
    text(client, page(letter, "perbaiki"))
    assert LogEntry.objects.filter(what="reveal_identity", about=letter.case.ref).count() == 1
