"""The pages of letters that end, of forms that ask for one, and of what follows from them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from silastri.apps.duties.models import Duty
from silastri.apps.letters.models import Letter
from silastri.journey.apply import draft
from silastri.practice import sample
from tests.e2e.conftest import AT_DESK, aside
from tests.perikanan import TEBAR, a_letter, perikanan

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_of_a_permit_that_ends(person) -> None:  # type: ignore[no-untyped-def]
    town = perikanan()
    letter, other = aside(lambda: [a_letter(town), a_letter(town)])
    today = timezone.localdate()
    Letter.objects.filter(pk=letter.pk).update(valid_until=today + timedelta(days=40))
    Duty.objects.filter(letter=letter, key="laporan").update(due_on=today - timedelta(days=3))
    rani = person()
    rani.open("/layanan/contoh-perikanan/izin-kolam/")
    rani.look("layanan")
    rani.sign_in(town.citizens[0].phone, sample.PASSWORD)
    rani.page.get_by_role("heading", name="Permohonan saya").wait_for()
    rani.look("permohonan-saya")
    rani.page.get_by_role("link", name="Surat saya").click()
    rani.page.get_by_role("heading", name="Surat saya").wait_for()
    rani.look("surat-saya")
    rani.open(f"/permohonan/{letter.case.ref}/")
    rani.look("permohonan")
    rani.page.get_by_role("link", name="Laporan produksi").click()
    rani.page.get_by_label("Laporan singkat").wait_for()
    rani.press("Kirim laporan")
    rani.look("laporan-kosong")
    rani.page.get_by_label("Laporan singkat").fill("Panen 200 kg ikan nila.")
    rani.press("Kirim laporan")
    rani.page.get_by_text("akan diperiksa").wait_for()
    rani.press("Perpanjang")
    rani.page.get_by_role("link", name="Isi formulir").click()
    rani.page.get_by_text("Langkah 1 dari").wait_for()
    rani.look("formulir")
    rani.open("/surat-saya/")
    rani.page.get_by_role("link", name="Lanjutkan perpanjangan").wait_for()
    Letter.objects.filter(pk=letter.pk).update(replaced_by=other)
    rani.open("/surat-saya/")
    rani.look("surat-diganti")
    rani.open(f"/S/{letter.code}")
    rani.page.get_by_text("sudah diganti dengan surat baru").wait_for()
    rani.look("surat-lama")


def test_of_the_office(person) -> None:  # type: ignore[no-untyped-def]
    town = perikanan()
    letter = aside(lambda: a_letter(town))
    today = timezone.localdate()
    Duty.objects.filter(letter=letter, key="kunjungan").update(due_on=today - timedelta(days=3))
    report = Duty.objects.get(letter=letter, key="laporan")
    Duty.objects.filter(pk=report.pk).update(state="handed_in")
    case = draft.start(town.citizen_act(0), service=town.service(TEBAR), applicant=town.citizens[0])
    assert case.state == "draft"
    officer = person(*AT_DESK)
    officer.sign_in(town.officer("pengawas").phone, sample.PASSWORD)
    officer.by_menu("Kewajiban")
    officer.page.get_by_role("heading", name="Kewajiban").wait_for()
    officer.look("kewajiban")
    officer.page.get_by_role("link", name="Laporan produksi").click()
    officer.page.get_by_role("button", name="Kembalikan").wait_for()
    officer.press("Kembalikan")
    officer.page.get_by_text("Tulis apa yang harus diperbaiki.").first.wait_for()
    officer.look("kembalikan")
    officer.page.get_by_label("Catatan").fill("Tulis jumlah panennya.")
    officer.press("Kembalikan")
    officer.page.get_by_text("perlu diperbaiki").first.wait_for()
    officer.page.get_by_role("link", name="Kunjungan pembinaan").click()
    officer.page.get_by_role("button", name="Catat kunjungan").wait_for()
    officer.look("kunjungan")
    officer.page.get_by_label("Yang dilakukan").fill("Kolam terawat.")
    officer.press("Catat kunjungan")
    officer.page.get_by_text("Kunjungan pembinaan: selesai").wait_for()
    officer.open(f"/petugas/permohonan/{letter.case.ref}/")
    officer.look("petugas-permohonan")
