"""The whole way of one application, with clicks: a citizen on a phone, the officers at their desks."""

import io
import re

import pytest
from PIL import Image
from pillow_heif import register_heif_opener
from playwright.sync_api import expect

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.apps.letters.models import Letter
from silastri.apps.messages.models import Message
from silastri.practice import sample
from tests.builders import MONDAY, a_town

from .counting import Hands, sign_on

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
register_heif_opener()
PASSWORD = "sandi-rahasia-1"
KEYS = ("permohonan", "sktm", "ktp", "kartu_bantuan", "kk", "foto_calon", "rekomendasi_dinsos")

_QUICK = {"HEIF": {"enc_params": {"preset": "ultrafast"}}}  # noise is coded ten times as slowly at the usual preset


def photo(kind: str) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((1600, 1200), 40).convert("RGB").save(out, kind, **_QUICK.get(kind, {}))
    return out.getvalue()


def test_from_the_front_page_to_the_letter_in_hand(person) -> None:  # type: ignore[no-untyped-def]
    town = a_town()
    rani = person(360)
    page = rani.page

    # She registers, and activates with the link that WhatsApp brings.
    rani.open("/")
    rani.look()
    page.get_by_role("link", name="Daftar akun").click()
    rani.look()
    page.get_by_label("Nama lengkap").fill("Rani Pemohon Contoh")
    page.get_by_label("NIK").fill("1407015205900010")
    page.get_by_label("Nomor WhatsApp").fill("0812 0000 0777")
    page.get_by_label("Saya setuju").check()
    rani.press("Daftar")
    expect(page.get_by_role("heading", name="Buka WhatsApp Anda")).to_be_visible()
    rani.look()
    link = re.search(r"http://testserver(/aktivasi/\S+)", Message.objects.latest("pk").body)
    assert link
    rani.open(link[1])
    rani.look()
    page.get_by_label("Kata sandi baru").fill(PASSWORD)
    rani.press("Aktifkan akun saya")
    rani.sign_in_by_hand("081200000777", PASSWORD)

    # She finds the service and fills in the form; closing the browser loses nothing.
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="Layanan", exact=True).click()
    page.wait_for_load_state("networkidle")
    page.get_by_label("Cari layanan").fill("kakek")
    expect(page.get_by_role("link", name="anak putus sekolah")).to_have_count(0)
    page.get_by_role("link", name="Bantuan pulang untuk lansia terlantar").click()
    rani.look()
    page.get_by_role("button", name="Ajukan permohonan").click()
    expect(page.get_by_text("Langkah 1 dari 5")).to_be_visible()
    page.get_by_label("Nama lengkap").fill("Nek Minah Contoh")
    page.get_by_label("Tempat lahir").fill("Bangko")
    page.get_by_label("Tempat lahir").blur()
    expect(page.get_by_text("Tersimpan")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Nama lengkap")).to_have_value("Nek Minah Contoh")
    page.get_by_label("NIK").fill("1407014107450002")  # which says when she was born
    expect(page.get_by_label("Tahun")).to_have_value("1945")
    expect(page.get_by_label("Perempuan")).to_be_checked()
    page.get_by_label("Alamat").fill("Jalan Contoh Nomor 1, Bangko")
    page.get_by_label("Tanggal", exact=True).fill("31")
    page.get_by_label("Bulan").fill("6")
    rani.press("Lanjutkan")
    expect(page.get_by_text("Tanggal 31 Juni 1945 tidak ada").first).to_be_visible()
    rani.look("tanggal-salah")
    page.get_by_label("Tanggal", exact=True).fill("2")
    page.get_by_label("Bulan").fill("7")
    rani.press("Lanjutkan")
    expect(page.get_by_text("NIK menunjukkan lahir 1 Juli 1945, Anda mengisi 2 Juli 1945.")).to_be_visible()
    rani.look("nik-dan-lahir")
    rani.press("Sudah benar, lanjutkan")
    page.get_by_label("Hubungan Anda").fill("Anak")
    rani.look("satu-pertanyaan")
    rani.press("Lanjutkan")
    page.get_by_label("Kota atau kabupaten tujuan").fill("Kota Pekanbaru")
    page.get_by_label("Mengapa perlu").fill("Keluarga menunggu di sana.")
    rani.press("Lanjutkan")

    # She uploads papers: photos of the phone and PDFs; a wrong file is refused with a sentence.
    ref = page.url.rstrip("/").split("/")[-2]
    expect(page.get_by_text("Langkah 4 dari 5")).to_be_visible()
    kinds = {
        "permohonan": ("a.jpg", photo("JPEG")),
        "ktp": ("b.png", photo("PNG")),
        "foto_calon": ("c.heic", photo("HEIF")),
    }
    page.locator("#berkas-sktm").set_input_files(
        {"name": "x.docx", "mimeType": "x/y", "buffer": b"PK\x03\x04" + b"x" * 99}
    )
    expect(page.get_by_text("Simpan dulu sebagai PDF").first).to_be_visible()
    for key in KEYS:
        name, content = kinds.get(key, (f"{key}.pdf", sample.scan(key, MONDAY)))
        page.locator(f"#berkas-{key}").set_input_files({"name": name, "mimeType": "", "buffer": content})
        if name.endswith(".heic"):  # this browser cannot look at it
            page.locator(f"#{key}").get_by_role("button", name="Unggah").click()
        expect(page.locator(f"#{key} .paper__file")).to_be_visible()
    rani.look()
    page.get_by_role("link", name="Lanjut: periksa dan kirim").click()
    rani.look("periksa-jawaban")
    page.get_by_role("link", name="Ubah Hubungan Anda").click()
    page.get_by_label("Hubungan Anda").fill("Cucu")
    rani.press("Lanjutkan")
    expect(page.get_by_text("Cucu")).to_be_visible()
    rani.press("Kirim permohonan")
    expect(page.get_by_text(ref)).to_be_visible()
    rani.look()

    # Back Office sends one paper back; she replaces just that.
    desk = {
        post: person(1280) for post in ("back_office", "tim_teknis", "ahli_muda", "ahli_madya", "kepala_dinas", "loket")
    }
    for post, officer in desk.items():
        officer.sign_in(town.officer(post).phone, sample.PASSWORD)

    def take(post: str) -> None:
        desk[post].open("/petugas/")
        desk[post].page.locator(f"main a[href*='{ref}']").first.click()

    hands = Hands()

    def mark_all(wrong: str = "") -> None:
        """One is wrong, with a reason that the office gives often, and the rest are right."""
        hands.clicks = 0
        if wrong:
            expect(office.locator(f"#alasan-{wrong}")).to_be_hidden()
            hands.click(office.locator(f"label[for='tanda-{wrong}-salah']"))
            expect(office.locator(f"#lihat-{wrong} img")).to_be_visible()
            hands.click(office.locator(f"#id_tanda-{wrong}").get_by_role("button", name="Tidak terbaca"))
            expect(office.locator("[data-marks]")).to_contain_text("Tidak terbaca, foto atau pindai ulang")
        hands.click(office.get_by_role("button", name="Sisanya benar"))

    take("back_office")
    office = desk["back_office"].page
    desk["back_office"].look()
    mark_all(wrong="ktp")
    desk["back_office"].look("periksa-salah")
    hands.go(office, office.get_by_role("button", name="Kembalikan ke pemohon"))
    assert hands.clicks == 4
    expect(office.get_by_text("dikembalikan kepada pemohon")).to_be_visible()
    rani.open(f"/permohonan/{ref}/")
    expect(page.get_by_text("Tidak terbaca")).to_be_visible()
    rani.look()
    page.get_by_role("link", name="Perbaiki sekarang").click()
    expect(page.locator("input[type=file]")).to_have_count(1)
    expect(page.get_by_role("button", name="Kirim perbaikan")).to_be_disabled()
    rani.look("perbaikan")
    page.locator("#berkas-ktp").set_input_files({"name": "d.jpg", "mimeType": "image/jpeg", "buffer": photo("JPEG")})
    expect(page.get_by_text("Sudah diperbaiki")).to_be_visible()
    rani.press("Kirim perbaikan")

    # The officers, one after the other.
    take("back_office")
    expect(office.locator("#id_tanda-ktp").get_by_text("Baru diganti")).to_be_visible()
    expect(office.get_by_text("Sudah diperbaiki pemohon")).to_be_visible()
    mark_all()
    hands.go(office, office.get_by_role("button", name="Lengkap, lanjutkan"))
    assert hands.clicks == 2
    expect(office.get_by_text("Tanda terima sudah terbit")).to_be_visible()

    take("tim_teknis")
    team = desk["tim_teknis"].page
    team.locator("input[type=file]").set_input_files(
        {"name": "r.pdf", "mimeType": "application/pdf", "buffer": sample.scan("Rekomendasi", MONDAY)}
    )
    team.get_by_label("Alasan").fill("Memenuhi syarat.")
    desk["tim_teknis"].look()
    desk["tim_teknis"].press("Simpan rekomendasi")
    for post, choice in (("ahli_muda", "Sesuai, teruskan"), ("ahli_madya", "Setujui")):
        take(post)
        expect(desk[post].page.locator("#lihat-surat-surat img")).to_be_visible()
        desk[post].look(post)
        desk[post].press(choice)
        expect(desk[post].page.get_by_text("selesai di meja Anda")).to_be_visible()
    take("back_office")
    desk["back_office"].press("Beri nomor")

    take("kepala_dinas")
    head = desk["kepala_dinas"].page
    expect(head.locator("#lihat-surat-surat img")).to_be_visible()
    desk["kepala_dinas"].look()
    head.get_by_label("Frasa sandi").fill("salah")
    desk["kepala_dinas"].press("Tanda tangani")
    expect(head.get_by_text("Frasa sandi salah").first).to_be_visible()
    head.get_by_label("Frasa sandi").fill(sample.PASSPHRASE)
    desk["kepala_dinas"].press("Tanda tangani")
    expect(head.get_by_text("sudah ditandatangani")).to_be_visible()
    take("back_office")
    desk["back_office"].press("Sudah dicetak")

    # The survey, then the letter in her hand.
    take("loket")
    counter = desk["loket"].page
    desk["loket"].look()
    rani.open(f"/permohonan/{ref}/")
    page.get_by_role("link", name="Isi survei kepuasan").click()
    rani.look()
    for n in range(1, 10):
        page.locator(f"label[for='id_u{n}_3']").click()
    rani.press("Kirim jawaban")
    counter.reload()
    receiver = counter.get_by_label("Nama penerima")
    expect(receiver).to_have_value("Rani Pemohon Contoh")
    counter.get_by_label("Kuasa pemohon").check()
    expect(receiver).to_have_value("")
    expect(receiver).to_be_focused()
    counter.get_by_label("Pemohon sendiri").check()
    expect(receiver).to_have_value("Rani Pemohon Contoh")
    sign_on(counter)
    counter.get_by_role("button", name="Serahkan").click()
    expect(counter.get_by_role("link", name="Bukti yang ditunjukkan: pilih salah satu.")).to_be_visible()
    counter.get_by_label("KTP", exact=True).check()  # what was signed is still there
    counter.get_by_role("button", name="Serahkan").click()
    expect(counter.get_by_text("Surat sudah diserahkan")).to_be_visible()

    # Anybody scans the QR, and uploads the file.
    letter = Letter.objects.get(case__ref=ref)
    stranger = person(360)
    stranger.open(f"/S/{letter.code}")
    expect(stranger.page.get_by_text("Surat ini terdaftar dan berlaku")).to_be_visible()
    stranger.look()
    rani.open(f"/permohonan/{ref}/")
    rani.look()
    signed = page.request.get(rani.address + f"/permohonan/{ref}/surat/surat.pdf").body()
    stranger.open("/surat/periksa/")
    stranger.page.get_by_label("Berkas surat").set_input_files(
        {"name": "surat.pdf", "mimeType": "application/pdf", "buffer": signed}
    )
    stranger.page.get_by_role("button", name="Periksa berkas").click()
    expect(stranger.page.get_by_text("Surat ini asli")).to_be_visible()
    assert Case.objects.get(ref=ref).state == "done"
    assert Person.objects.get(phone="+6281200000777").is_active
