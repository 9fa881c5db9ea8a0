"""The pages of a letter after its issue: history, revoking, correcting, copying, renewing; and who acts for whom."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from silastri.apps.letters.models import Letter
from silastri.practice import sample
from tests.e2e.conftest import WIDTHS, aside
from tests.perikanan import a_letter, perikanan

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("SILASTRI_PICTURES")


def look(somebody, name: str, width: int) -> None:  # type: ignore[no-untyped-def]
    if PICTURES:
        somebody.page.screenshot(path=str(Path(PICTURES) / f"{name}-{width}.png"), full_page=True)
    somebody.look()


@pytest.mark.parametrize("width", WIDTHS)
def test_of_a_letter_that_is_copied_revoked_and_reinstated(person, width: int) -> None:  # type: ignore[no-untyped-def]
    town = perikanan()
    letter = aside(lambda: a_letter(town))
    head, rani = person(width), person(width)
    head.sign_in(town.officer("kepala_dinas").phone, sample.PASSWORD)
    head.page.get_by_role("link", name="Surat", exact=True).click()
    head.page.get_by_role("link", name=letter.number).click()
    head.page.get_by_role("heading", name="Riwayat").wait_for()
    look(head, "surat", width)
    head.page.get_by_role("link", name="Salinan sah atau duplikat").click()
    head.page.get_by_label("Diminta oleh").fill("Rani Contoh")
    head.press("Buat salinan")
    head.page.get_by_text("Isi keperluan.").first.wait_for()
    look(head, "salinan", width)
    head.page.get_by_label("Keperluan").fill("melamar ke bank")
    head.press("Buat salinan")
    head.page.get_by_text("Salinan sah (legalisir), 1 rangkap").first.wait_for()
    head.page.get_by_role("link", name="Cabut surat").click()
    head.page.get_by_label("Pelanggaran ketentuan").check()
    head.press("Cabut surat ini")
    head.page.get_by_text("Isi alasan lengkap.").first.wait_for()
    look(head, "cabut", width)
    head.page.get_by_label("Alasan lengkap").fill("Kolam mencemari sungai menurut pemeriksaan lapangan.")
    head.page.get_by_label("Dasar hukum").fill("Peraturan Daerah Contoh Nomor 3 Tahun 2024 Pasal 9")
    head.press("Cabut surat ini")
    head.page.get_by_text("Pencabutan sudah dicatat").wait_for()
    look(head, "surat-dicabut", width)
    rani.open(f"/S/{letter.code}")
    rani.page.get_by_text("Surat ini sudah dicabut").wait_for()
    assert "sungai" not in rani.page.content()
    look(rani, "umum-dicabut", width)
    rani.sign_in(town.citizens[0].phone, sample.PASSWORD)
    rani.page.get_by_role("link", name="Surat saya").click()
    rani.page.get_by_text("tulis surat keberatan").wait_for()
    look(rani, "surat-saya-dicabut", width)
    head.page.get_by_role("link", name="Batalkan pencabutan").click()
    head.page.get_by_label("Alasan pencabutan dibatalkan").fill("Keberatan diterima.")
    head.press("Batalkan pencabutan")
    head.page.get_by_text("Surat berlaku lagi").wait_for()
    rani.open(f"/S/{letter.code}")
    rani.page.get_by_text("Surat ini terdaftar dan berlaku").wait_for()


@pytest.mark.parametrize("width", WIDTHS)
def test_of_a_slip_and_of_a_renewal_at_the_counter(person, width: int) -> None:  # type: ignore[no-untyped-def]
    town = perikanan()
    letter, other = aside(lambda: [a_letter(town), a_letter(town)])
    until = timezone.localdate() + timedelta(days=40)
    Letter.objects.filter(pk=other.pk).update(valid_until=until)
    clerk, rani = person(width), person(width)
    clerk.sign_in(town.officer("loket").phone, sample.PASSWORD)
    clerk.open(f"/petugas/permohonan/{letter.case.ref}/")
    clerk.page.get_by_role("link", name="Riwayat dan tindakan").click()
    clerk.page.get_by_role("link", name="Perbaiki salah tulis").click()
    clerk.page.get_by_label("Letak kolam").fill("")
    clerk.page.get_by_label("Apa yang salah").fill("Salah tulis nama desa, menurut gambar.")
    clerk.press("Mulai perbaikan")
    clerk.page.get_by_text("Isi letak kolam.").first.wait_for()
    look(clerk, "perbaiki", width)
    clerk.page.get_by_label("Letak kolam").fill("Desa Teladan")
    clerk.press("Mulai perbaikan")
    clerk.page.get_by_text("Sedang diperbaiki").wait_for()
    look(clerk, "surat-diperbaiki", width)
    clerk.page.locator(".notice a.mono").first.click()
    clerk.page.get_by_text("Perbaikan surat nomor").wait_for()
    look(clerk, "permohonan-perbaikan", width)
    rani.sign_in(town.citizens[0].phone, sample.PASSWORD)
    rani.page.get_by_role("link", name="Surat saya").click()
    rani.page.get_by_text("sedang memperbaiki salah tulis").wait_for()
    look(rani, "surat-saya-diperbaiki", width)
    rani.page.locator(".notice a.mono").first.click()
    rani.page.get_by_text("Perbaikan salah tulis oleh kantor").wait_for()
    look(rani, "permohonan-saya-perbaikan", width)
    clerk.open("/petugas/loket/")
    clerk.page.get_by_label("NIK").fill(town.citizens[0].nik)
    clerk.press("Lanjut")
    clerk.page.get_by_role("heading", name="Surat yang dipegang").wait_for()
    look(clerk, "loket-surat", width)
    clerk.press(f"Perpanjang {other.number}")
    clerk.page.get_by_text("Isian dari surat lama sudah disalin").wait_for()


@pytest.mark.parametrize("width", WIDTHS)
def test_of_who_signs_in_whose_place(person, width: int) -> None:  # type: ignore[no-untyped-def]
    town = perikanan()
    manager, deputy = person(width), town.officer("pengawas")
    manager.sign_in(town.officer("loket").phone, sample.PASSWORD)
    manager.page.get_by_role("link", name="Petugas", exact=True).click()
    manager.page.get_by_label("Nomor WhatsApp petugas").fill(deputy.phone)
    manager.page.locator("#id_jabatan").get_by_label("Kepala Dinas").check()
    manager.page.get_by_label("a.n. (menandatangani atas nama)").check()
    manager.press("Simpan")
    manager.page.get_by_text("Isi nomor surat perintah.").first.wait_for()
    look(manager, "petugas-salah", width)
    day = timezone.localdate()
    manager.page.get_by_label("Sampai").fill((day + timedelta(days=30)).isoformat())
    manager.page.get_by_label("Nomor surat perintah").fill("800/1/2026")
    manager.page.get_by_label("Tanggal surat perintah").fill(day.isoformat())
    manager.page.get_by_label("Jabatannya sendiri").select_option("pengawas")
    manager.page.get_by_label("Izin Usaha Kolam").check()
    manager.press("Simpan")
    manager.page.get_by_text("a.n. Kepala Dinas").wait_for()
    look(manager, "petugas", width)
