"""What the pages show of letters that end, of renewal, and of duties; and whom they let do what."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.apps.documents import queries as documents
from silastri.apps.duties.models import Doing, Duty
from silastri.apps.letters.models import Letter
from tests.builders import MONDAY, Town
from tests.perikanan import KOLAM, TEBAR, a_case, a_letter, drafted, perikanan

Browser = Callable[[Person | None], Client]


@pytest.fixture
def town(db: None) -> Town:
    return perikanan()


@pytest.fixture
def letter(town: Town) -> Letter:
    """It holds for most of a year from today on, however late the tests are run."""
    found = a_letter(town)
    ends(found, 350)
    found.refresh_from_db()
    return found


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return " ".join(response.content.decode().split())


def ends(letter: Letter, days: int) -> None:
    """As if it held for so many days from today."""
    until = timezone.localdate() + timedelta(days=days)
    Letter.objects.filter(pk=letter.pk).update(valid_until=until)


# The public


def test_a_letter_that_ended_or_was_replaced_says_so_in_public(town: Town, letter: Letter) -> None:
    pdf = documents.content(letter.sha256)
    says = (
        (lambda: None, "terdaftar dan berlaku", ">Asli<"),
        (lambda: ends(letter, 0), "terdaftar dan berlaku", ">Asli<"),
        (lambda: ends(letter, -1), "habis masa berlakunya", "Asli, tetapi sudah habis masa berlakunya"),
        (
            lambda: Letter.objects.filter(pk=letter.pk).update(replaced_by=a_letter(town)),
            "sudah diganti dengan surat baru",
            "Asli, tetapi sudah diganti",
        ),
    )
    for change, by_code, by_file in says:
        change()
        assert by_code in text(Client(), f"/S/{letter.code}")
        sent = {"surat": SimpleUploadedFile("surat.pdf", pdf)}
        assert by_file in Client().post("/surat/periksa/", sent).content.decode()


def test_the_service_page_says_how_long_it_holds_and_what_follows(town: Town) -> None:
    page = text(Client(), "/layanan/contoh-perikanan/izin-kolam/")
    for said in (
        "Berlaku 1 tahun",
        "paling cepat 60 hari kalender dan paling lambat 30 hari kalender sebelum berakhir",
        "Laporan produksi: tiap 6 bulan, oleh pemegang surat",
        "Kunjungan pembinaan: sekali, 1 bulan setelah terbit, oleh petugas kami",
    ):
        assert page.count(said) == 2, "in short, and under its component"


# The holder


@pytest.mark.parametrize(
    ("days", "has_button", "says"),
    [
        (70, False, "Perpanjangan dapat diajukan mulai"),
        (60, True, "Perpanjangan paling lambat"),
        (30, True, "Perpanjangan paling lambat"),
        (29, False, "Ajukan permohonan baru"),
    ],
)
def test_the_button_is_there_in_the_window(
    town: Town, letter: Letter, browser: Browser, days: int, has_button: bool, says: str
) -> None:
    ends(letter, days)
    client = browser(town.citizens[0])
    for path in ("/surat-saya/", f"/permohonan/{letter.case.ref}/"):
        page = text(client, path)
        assert says in page
        assert ('<button class="govuk-button">Perpanjang</button>' in page) == has_button
    response = client.post(f"/permohonan/{letter.case.ref}/perpanjang/{letter.key}/", follow=True)
    assert Case.objects.filter(state="draft").count() == has_button
    assert ("sudah kami salin" if has_button else "berlaku sampai") in response.content.decode()


def test_the_letters_of_others_are_not_mine(town: Town, letter: Letter, browser: Browser) -> None:
    ends(letter, 40)
    stranger = browser(town.citizens[1])
    assert letter.number not in text(stranger, "/surat-saya/")
    assert stranger.post(f"/permohonan/{letter.case.ref}/perpanjang/{letter.key}/").status_code == 404
    case = drafted(town, TEBAR, citizen=1, at=timezone.now())
    assert letter.code not in text(stranger, f"/permohonan/{case.ref}/formulir/induk/")
    sent = stranger.post(f"/permohonan/{case.ref}/formulir/induk/", {"induk": letter.code, "jumlah": "5"})
    assert sent.status_code == 422
    assert "tidak bisa dipilih" in sent.content.decode()


def test_the_form_offers_my_letters_and_keeps_what_i_picked(town: Town, letter: Letter, browser: Browser) -> None:
    case = drafted(town, TEBAR, at=timezone.now())
    client = browser(town.citizens[0])
    path = f"/permohonan/{case.ref}/formulir/induk/"
    assert f'value="{letter.code}"' in text(client, path)
    assert client.post(path, {"induk": letter.code, "jumlah": "5"}).status_code == 302
    assert f'value="{letter.code}" checked' in text(client, path)
    assert f"{letter.number}, Izin Usaha Kolam (berlaku, sampai" in text(client, f"/permohonan/{case.ref}/kirim/")


def test_at_the_counter_the_letters_of_the_person_are_picked(town: Town, letter: Letter, browser: Browser) -> None:
    mine = a_letter(town, citizen=1)
    client = browser(town.officer("loket"))
    person, service = town.citizens[0], town.service(KOLAM)
    typed = {"nik": person.nik, "nama": person.name, "alamat": "Jalan Contoh 1", "layanan": service.pk}
    page = text(client, client.post("/petugas/loket/mulai/", typed)["Location"])
    assert f'value="{letter.code}"' in page
    assert mine.code not in page


def test_duties_are_on_the_start_page_until_they_are_handed_in(town: Town, letter: Letter, browser: Browser) -> None:
    duty = Duty.objects.get(key="laporan")
    client = browser(town.citizens[0])
    for path in ("/permohonan/", f"/permohonan/{letter.case.ref}/"):
        assert f'href="/kewajiban/{duty.pk}/"' in text(client, path)
    assert client.post(f"/kewajiban/{duty.pk}/", {"catatan": ""}).status_code == 422
    assert client.post(f"/kewajiban/{duty.pk}/", {"catatan": "Panen 200 kg."}).status_code == 302
    assert f'href="/kewajiban/{duty.pk}/"' not in text(client, "/permohonan/")
    assert "Menunggu diperiksa" in text(client, f"/permohonan/{letter.case.ref}/")
    assert browser(town.citizens[1]).get(f"/kewajiban/{duty.pk}/").status_code == 404
    visit = Duty.objects.get(key="kunjungan")
    assert client.get(f"/kewajiban/{visit.pk}/").status_code == 404, "the office's own work"


# The office


def test_late_ones_come_first_and_only_for_the_post(town: Town, letter: Letter, browser: Browser) -> None:
    today = timezone.localdate()
    Duty.objects.filter(key="laporan").update(due_on=today - timedelta(days=1))
    Duty.objects.filter(key="kunjungan").update(due_on=today)
    page = text(browser(town.officer("pengawas")), "/petugas/kewajiban/")
    assert page.index("Laporan produksi") < page.index("Kunjungan pembinaan")
    assert page.count("rows__late") == 1
    counter = browser(town.officer("kepala_dinas"))
    assert "Laporan produksi" not in text(counter, "/petugas/kewajiban/")
    assert "Kewajiban" not in text(counter, "/petugas/"), "no part of its menu"
    duty = Duty.objects.get(key="laporan")
    assert counter.post(f"/petugas/kewajiban/{duty.pk}/", {"tindakan": "catat", "catatan": "x"}).status_code == 403


def test_the_post_sends_back_accepts_and_opens_the_file(town: Town, letter: Letter, browser: Browser) -> None:
    from silastri.journey.letters import duty as journey
    from tests.pekanbaru import scan

    duty = Duty.objects.get(key="laporan")
    journey.hand_in(town.citizen_act(0, MONDAY), pk=duty.pk, note="", upload=scan(), upload_name="laporan.pdf")
    client = browser(town.officer("pengawas"))
    path = f"/petugas/kewajiban/{duty.pk}/"
    doing = Doing.objects.get()
    assert client.get(f"{path}berkas/{doing.pk}/").content.startswith(b"%PDF-")
    assert browser(town.citizens[0]).get(f"/kewajiban/{duty.pk}/berkas/{doing.pk}/").status_code == 200
    assert browser(town.citizens[1]).get(f"/kewajiban/{duty.pk}/berkas/{doing.pk}/").status_code == 404
    assert client.post(path, {"tindakan": "kembalikan", "catatan": ""}).status_code == 422
    assert client.post(path, {"tindakan": "kembalikan", "catatan": "Tulis jumlahnya."}).status_code == 302
    assert Duty.objects.get(pk=duty.pk).state == "returned"
    assert client.post(path, {"tindakan": "terima", "catatan": ""}).status_code == 409


def test_another_offices_duties_are_not_there(town: Town, letter: Letter, browser: Browser) -> None:
    duty = Duty.objects.get(key="laporan")
    Duty.objects.filter(pk=duty.pk).update(office_id=_another_office())
    client = browser(town.officer("pengawas"))
    assert client.get(f"/petugas/kewajiban/{duty.pk}/").status_code == 404
    assert "Laporan produksi" not in text(client, "/petugas/kewajiban/")


def _another_office() -> int:
    from tests.builders import a_town

    return a_town().office.pk


def test_the_officer_sees_that_a_letter_on_paper_is_to_be_compared(town: Town, browser: Browser) -> None:
    paper = {"izin_lama": "kertas", "izin_lama.nomor": "12/2019", "izin_lama.tanggal": "2019-05-03"}
    case = a_case(town, "pemeriksaan", keperluan="perpanjang", **paper)
    page = text(browser(town.officer("loket")), f"/petugas/permohonan/{case.ref}/")
    assert "12/2019, 3 Mei 2019 (surat kertas, cocokkan dengan aslinya)" in page


def test_the_case_page_of_the_office_shows_letter_and_duties(town: Town, letter: Letter, browser: Browser) -> None:
    Duty.objects.filter(key="laporan").update(due_on=timezone.localdate() - timedelta(days=3))
    ends(letter, -1)
    page = text(browser(town.officer("loket")), f"/petugas/permohonan/{letter.case.ref}/")
    assert "Sudah berakhir" in page
    assert "terlambat" in page
    assert "Kunjungan pembinaan" in page
