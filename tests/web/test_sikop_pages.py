"""The pages of wet signing, of the kartu kendali and of letters that nobody came for; and how they refuse."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.apps.letters.models import Letter
from silastri.apps.messages.models import Message
from silastri.journey.letters import uncollected
from tests.builders import MONDAY, Town, a_town
from tests.pekanbaru import always_electronic, at_step, pekanbaru, scan

Browser = Callable[[Person | None], Client]


@pytest.fixture
def town(db: None) -> Town:
    return pekanbaru()


@pytest.fixture
def long_ago(town: Town, monkeypatch: pytest.MonkeyPatch) -> Iterator[Case]:
    """A letter that has been ready for forty days, as the clock of the pages sees it."""
    case = at_step(town, "penyerahan")
    now = MONDAY + timedelta(days=40)
    monkeypatch.setattr("silastri.web.guard.timezone.now", lambda: now)
    yield case


def page(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, path
    return response.content.decode()


def desk(case: Case, more: str = "") -> str:
    return f"/petugas/permohonan/{case.ref}/{more}"


def a_scan(content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile("pindaian.pdf", scan() if content is None else content)


def test_print_sign_and_number_on_the_pages(town: Town, browser: Browser) -> None:
    case = at_step(town, "pencetakan")
    clerk, head = browser(town.officer("back_office")), browser(town.officer("kepala_dinas"))
    shown = page(clerk, desk(case))
    assert "Buka dan cetak blanko" in shown
    assert "kartu-kendali.pdf" in shown
    after = clerk.post(desk(case, "cetak/"), {"giliran": case.turn, "keputusan": "lanjut"}, follow=True)
    assert "Teruskan kertasnya" in after.content.decode()
    case = at_step(town, "penandatanganan", citizen=1)
    assert "ditandatangani dengan tinta" in page(head, desk(case))
    assert "Frasa sandi" not in page(head, desk(case))
    head.post(desk(case, "tanda-tangan/"), {"giliran": case.turn, "keputusan": "lanjut", "pindaian": a_scan()})
    case.refresh_from_db()
    letter = Letter.objects.get(case=case)
    assert (case.step, letter.state) == ("penomoran", "signed")
    assert page(Client(), f"/S/{letter.code}", 404)
    assert "Ambil nomor" in page(clerk, desk(case))
    drawn = clerk.post(desk(case, "nomor/"), {"giliran": case.turn, "keputusan": "lanjut", "ambil": "1"}, follow=True)
    letter.refresh_from_db()
    assert letter.number in drawn.content.decode()
    assert "Tulis pada surat" in drawn.content.decode()
    final = {"giliran": case.turn, "keputusan": "lanjut", "pindaian": a_scan(scan(MONDAY, "Bernomor"))}
    clerk.post(desk(case, "nomor/"), final)
    case.refresh_from_db()
    assert case.step == "penyerahan"
    assert Letter.objects.get(pk=letter.pk).sha256 != letter.sha256


def test_the_public_page_of_a_letter_of_ink(town: Town) -> None:
    case = at_step(town, "penyerahan")
    letter = Letter.objects.get(case=case)
    shown = page(Client(), f"/S/{letter.code}")
    for part in (
        "terdaftar dan berlaku",
        "Ditandatangani basah",
        letter.number,
        "9 November 2026",
        "Ra*i Con**h",
        "31 Mei 2030",
    ):
        assert part in shown, part
    for secret in (case.applicant.name, case.applicant.nik or "?", "Unggah untuk memastikan"):
        assert secret not in shown
    response = Client().post("/surat/periksa/", {"surat": a_scan(downloaded(town, case))})
    assert "sama persis dengan pindaian" in response.content.decode()


def downloaded(town: Town, case: Case) -> bytes:
    client = Client()
    client.force_login(town.officer("back_office"))
    return client.get(desk(case, "surat/surat.pdf")).content


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "Unggah"), (b"halo", "Jenis berkas ini tidak bisa dipakai"), (b"%PDF-1.7 rusak", "rusak")],
)
def test_a_wrong_scan_is_said_at_its_field(town: Town, browser: Browser, content: bytes, says: str) -> None:
    case = at_step(town, "penandatanganan")
    sent = {"giliran": case.turn, "keputusan": "lanjut"} | ({"pindaian": a_scan(content)} if content else {})
    response = browser(town.officer("back_office")).post(desk(case, "tanda-tangan/"), sent)
    assert response.status_code == 422
    assert says in response.content.decode()
    assert "#id_pindaian" in response.content.decode()
    assert Case.objects.get(pk=case.pk).turn == case.turn


def test_the_recorder_sees_no_form_once_the_office_has_switched(town: Town, browser: Browser) -> None:
    case = at_step(town, "penandatanganan")
    always_electronic(town)
    shown = page(browser(town.officer("back_office")), desk(case))
    assert "Hanya pejabatnya sendiri" in shown
    assert 'name="frasa"' not in shown
    assert 'name="frasa"' in page(browser(town.officer("kepala_dinas")), desk(case))


def test_the_card_is_linked_and_of_this_office_alone(town: Town, browser: Browser) -> None:
    case = at_step(town, "paraf_kasi")
    client = browser(town.officer("kasi"))
    assert desk(case, "kartu-kendali.pdf") in page(client, desk(case))
    response = client.get(desk(case, "kartu-kendali.pdf"))
    assert (response["Content-Type"], response.content[:5]) == ("application/pdf", b"%PDF-")
    other = a_town()
    assert browser(other.officer("back_office")).get(desk(case, "kartu-kendali.pdf")).status_code == 404


def test_messages_show_their_channel(town: Town, browser: Browser) -> None:
    case = at_step(town, "penyerahan")
    sms = Message.objects.get(case=case, channel="sms")
    Message.objects.filter(pk=sms.pk).update(state="failed")
    client = browser(town.officer("back_office"))
    shown = page(client, "/petugas/pesan/?keadaan=failed")
    assert '<td data-label="Lewat">SMS</td>' in shown
    client.post(f"/petugas/pesan/{sms.pk}/ulang/")
    sms.refresh_from_db()
    assert (sms.state, sms.channel) == ("queued", "sms")


def test_the_list_is_in_the_menu_of_who_writes_and_of_nobody_else(town: Town, browser: Browser) -> None:
    link = 'href="/petugas/belum-diambil/"'
    assert link in page(browser(town.officer("back_office")), "/petugas/")
    for post in ("front_office", "kasi", "kepala_dinas"):
        assert link not in page(browser(town.officer(post)), "/petugas/")
    assert browser(town.officer("kasi")).get("/petugas/belum-diambil/").status_code == 403
    assert link not in page(browser(a_town().officer("back_office")), "/petugas/")


def test_from_the_list_to_the_posting(town: Town, browser: Browser, long_ago: Case) -> None:
    client, ref = browser(town.officer("back_office")), long_ago.ref
    shown = page(client, "/petugas/belum-diambil/")
    assert ref in shown
    assert "40 hari" in shown
    assert "Buat surat pemberitahuan" in shown
    made = client.post(f"/petugas/belum-diambil/{ref}/", {"alamat": "Jalan Contoh 9"}, follow=True).content.decode()
    letter = Letter.objects.get(case=long_ago, key="langkah:penyerahan:1")
    assert letter.number in made
    assert client.get(desk(long_ago, f"surat/{letter.key}.pdf")).content[:5] == b"%PDF-"
    assert client.post(f"/petugas/belum-diambil/{ref}/", {"alamat": "Jalan Contoh 9"}).status_code == 409, "twice"
    for sent in ({}, {"tanggal": "2027-05-01", "cara": "Pos"}, {"tanggal": "bukan", "cara": "Pos"}):
        response = client.post(f"/petugas/belum-diambil/{ref}/kirim/", {"surat": letter.key} | sent)
        assert response.status_code == 422, sent
    sent = {"surat": letter.key, "tanggal": "2026-12-19", "cara": "Pos tercatat"}
    client.post(f"/petugas/belum-diambil/{ref}/kirim/", sent)
    assert letter.mailings.get().how == "Pos tercatat"
    assert "Dikirim 19 Desember 2026" in page(client, "/petugas/belum-diambil/")
    assert "Pos tercatat" in page(client, desk(long_ago))
    applicant = browser(town.citizens[0])
    assert applicant.get(f"/permohonan/{ref}/surat/{letter.key}.pdf").status_code == 404


@pytest.mark.parametrize(("hour", "minute"), [(0, 30), (6, 59), (23, 59)])
def test_the_day_of_posting_is_the_day_of_the_office(
    town: Town, browser: Browser, long_ago: Case, monkeypatch: pytest.MonkeyPatch, hour: int, minute: int
) -> None:
    """Before 07.00 WIB the day of UTC is still yesterday, and a notice cannot be sent before it is made."""
    now = (MONDAY + timedelta(days=40)).replace(hour=hour, minute=minute)
    monkeypatch.setattr("silastri.web.guard.timezone.now", lambda: now)
    client, path = browser(town.officer("back_office")), f"/petugas/belum-diambil/{long_ago.ref}/"
    client.post(path, {"alamat": "Jalan Contoh 9"})
    assert 'value="19-12-2026"' in page(client, path)


def test_without_an_address_the_page_asks_for_it(town: Town, browser: Browser, long_ago: Case) -> None:
    long_ago.answers = {**long_ago.answers, "values": {**long_ago.answers["values"], "alamat": ""}}
    long_ago.save(update_fields=["answers"])
    client, path = browser(town.officer("back_office")), f"/petugas/belum-diambil/{long_ago.ref}/"
    assert "Isi alamat" in page(client, "/petugas/belum-diambil/")
    refused = client.post(path)
    assert refused.status_code == 422
    assert "Isi alamat rumah pemohon." in refused.content.decode()
    assert not Letter.objects.filter(case=long_ago, key__startswith="langkah:").exists()
    assert client.post(path, {"alamat": "Jalan Contoh 3"}).status_code == 302


def test_another_office_finds_no_letter_of_ours(town: Town, browser: Browser, long_ago: Case) -> None:
    letter = uncollected.make(town.act("back_office", MONDAY + timedelta(days=40)), ref=long_ago.ref)
    client = browser(a_town().officer("back_office"))
    for path in ("", "kirim/"):
        response = client.post(
            f"/petugas/belum-diambil/{long_ago.ref}/{path}",
            {"surat": letter.key, "tanggal": "2026-12-19", "cara": "Pos"},
        )
        assert response.status_code == 404
    assert client.get("/petugas/belum-diambil/").status_code == 403
    assert Letter.objects.filter(key__startswith="langkah:").count() == 1
