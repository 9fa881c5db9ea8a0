"""The pages of a letter after its issue: history, revoking, correcting, copying, renewing; and who acts for whom."""

from datetime import timedelta

import pytest
from django.utils import timezone

from silastri.apps.letters.models import Letter
from silastri.practice import sample
from tests.builders import MONDAY, Town
from tests.e2e.conftest import AT_DESK, aside
from tests.perikanan import a_letter, perikanan

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def in_force(town: Town) -> Letter:
    """It holds for most of a year from today on, however late the tests are run."""
    found = a_letter(town)
    found.valid_until = timezone.localdate() + timedelta(days=350)
    found.save(update_fields=["valid_until"])
    return found


def test_of_a_letter_that_is_copied_revoked_and_reinstated(person) -> None:  # type: ignore[no-untyped-def]
    town = perikanan()
    letter = aside(lambda: in_force(town))
    head, rani = person(*AT_DESK), person()
    head.sign_in(town.officer("kepala_dinas").phone, sample.PASSWORD)
    head.by_menu("Surat")
    head.page.locator(f"[id='{letter.code}'] .list__open").click()
    head.page.get_by_role("heading", name="Riwayat").wait_for()
    head.look("surat")
    head.page.get_by_role("link", name="Salinan sah atau duplikat").click()
    head.page.get_by_label("Diminta oleh").fill("Rani Contoh")
    head.press("Buat salinan")
    head.page.get_by_text("Isi keperluan.").first.wait_for()
    head.look("salinan")
    head.page.get_by_label("Keperluan").fill("melamar ke bank")
    head.press("Buat salinan")
    head.page.get_by_text("Salinan sah (legalisir), 1 rangkap").first.wait_for()
    head.page.get_by_role("link", name="Cabut surat").click()
    head.page.get_by_label("Pelanggaran ketentuan").check()
    head.press("Cabut surat ini")
    head.page.get_by_text("Isi alasan lengkap.").first.wait_for()
    head.look("cabut")
    head.page.get_by_label("Alasan lengkap").fill("Kolam mencemari sungai menurut pemeriksaan lapangan.")
    head.page.get_by_label("Dasar hukum").fill("Peraturan Daerah Contoh Nomor 3 Tahun 2024 Pasal 9")
    head.press("Cabut surat ini")
    head.page.get_by_text("Pencabutan sudah dicatat").wait_for()
    head.look("surat-dicabut")
    rani.open(f"/S/{letter.code}")
    rani.page.get_by_text("Surat ini sudah dicabut").wait_for()
    assert "sungai" not in rani.page.content()
    rani.look("umum-dicabut")
    rani.sign_in(town.citizens[0].phone, sample.PASSWORD)
    rani.page.get_by_role("link", name="Surat saya").click()
    rani.page.get_by_text("tulis surat keberatan").wait_for()
    rani.look("surat-saya-dicabut")
    head.page.get_by_role("link", name="Batalkan pencabutan").click()
    head.page.get_by_label("Alasan pencabutan dibatalkan").fill("Keberatan diterima.")
    head.press("Batalkan pencabutan")
    head.page.get_by_text("Surat berlaku lagi").wait_for()
    rani.open(f"/S/{letter.code}")
    rani.page.get_by_text("Surat ini terdaftar dan berlaku").wait_for()


def test_of_a_slip_and_of_a_renewal_at_the_counter(person) -> None:  # type: ignore[no-untyped-def]
    town = perikanan()
    letter, other = aside(lambda: [in_force(town), in_force(town)])
    until = timezone.localdate() + timedelta(days=40)
    Letter.objects.filter(pk=other.pk).update(valid_until=until)
    clerk, rani = person(*AT_DESK), person()
    clerk.sign_in(town.officer("loket").phone, sample.PASSWORD)
    clerk.open(f"/petugas/permohonan/{letter.case.ref}/")
    clerk.page.get_by_role("link", name="Riwayat dan tindakan").click()
    clerk.page.get_by_role("link", name="Perbaiki salah tulis").click()
    clerk.page.get_by_label("Letak kolam").fill("")
    clerk.page.get_by_label("Apa yang salah").fill("Salah tulis nama desa, menurut gambar.")
    clerk.press("Mulai perbaikan")
    clerk.page.get_by_text("Isi letak kolam.").first.wait_for()
    clerk.look("perbaiki")
    clerk.page.get_by_label("Letak kolam").fill("Desa Teladan")
    clerk.press("Mulai perbaikan")
    clerk.page.get_by_text("Sedang diperbaiki").wait_for()
    clerk.look("surat-diperbaiki")
    clerk.page.locator(".notice a.mono").first.click()
    clerk.page.get_by_text("Perbaikan surat nomor").wait_for()
    clerk.look("permohonan-perbaikan")
    rani.sign_in(town.citizens[0].phone, sample.PASSWORD)
    rani.page.get_by_role("link", name="Surat saya").click()
    rani.page.get_by_text("sedang memperbaiki salah tulis").wait_for()
    rani.look("surat-saya-diperbaiki")
    rani.page.locator(".notice a.mono").first.click()
    rani.page.get_by_text("Kantor sedang membetulkan salah tulis di surat Anda").wait_for()
    rani.look("permohonan-saya-perbaikan")
    clerk.open("/petugas/loket/")
    clerk.page.get_by_label("NIK").fill(town.citizens[0].nik)
    clerk.press("Lanjut")
    clerk.page.get_by_role("heading", name="Surat yang dipegang").wait_for()
    clerk.look("loket-surat")
    clerk.press(f"Perpanjang {other.number}")
    clerk.page.get_by_text("Isian dari surat lama sudah disalin").wait_for()


def test_of_who_signs_in_whose_place(person) -> None:  # type: ignore[no-untyped-def]
    town = perikanan()
    manager, deputy = person(*AT_DESK), town.officer("pengawas")
    manager.sign_in(town.officer("loket").phone, sample.PASSWORD)
    manager.by_menu("Petugas")
    manager.page.get_by_label("Nama petugas").fill(deputy.name)
    manager.page.locator("#id_jabatan").get_by_label("Kepala Dinas").check()
    manager.page.get_by_label("a.n. (menandatangani atas nama)").check()
    manager.press("Simpan")
    manager.page.get_by_text("Isi nomor surat perintah.").first.wait_for()
    manager.look("petugas-salah")
    day = timezone.localdate()
    manager.page.get_by_label("Sampai").fill((day + timedelta(days=30)).isoformat())
    manager.page.get_by_label("Nomor surat perintah").fill("800/1/2026")
    manager.page.get_by_label("Tanggal surat itu").fill(day.isoformat())
    manager.page.get_by_label("Jabatannya sendiri").select_option("pengawas")
    manager.page.get_by_label("Izin Usaha Kolam").check()
    decree = {"name": "sk.pdf", "mimeType": "application/pdf", "buffer": sample.scan("Surat perintah", MONDAY)}
    manager.page.get_by_label("Berkas surat itu").set_input_files(decree)
    manager.press("Simpan")
    manager.page.get_by_text("Penugasan berlaku setelah disetujui orang kedua").wait_for()
    head = person(*AT_DESK)
    head.sign_in(town.officer("kepala_dinas").phone, sample.PASSWORD)
    head.by_menu("Usulan penugasan")
    head.page.get_by_role("link", name=deputy.name).first.click()
    head.look("usulan-penugasan")
    head.press("Setujui, penugasan berlaku")
    manager.open("/kelola/petugas/")
    manager.page.get_by_role("cell", name="a.n. Kepala Dinas").wait_for()
    manager.look("petugas")
