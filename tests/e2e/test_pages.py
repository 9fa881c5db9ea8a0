"""Every page fits a phone and a desk, and can be used by those who cannot see it (WCAG 2.2 AA, by axe)."""

import pytest
from playwright.sync_api import expect

from silastri.apps.letters.models import Letter
from silastri.practice import sample
from tests.builders import JOMPO, STANDARDS, a_case, a_town
from tests.e2e.conftest import AT_DESK, aside

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_of_the_public(person) -> None:  # type: ignore[no-untyped-def]
    town = a_town()
    case = aside(lambda: a_case(town, "pencetakan"))
    letter = Letter.objects.get(case=case)
    visitor = person()
    for path in (
        "/",
        "/layanan/",
        "/layanan/?cari=xyzzy",
        f"/layanan/rokan-hilir/{JOMPO}/",
        f"/layanan/rokan-hilir/{JOMPO}/sop/",
        "/kantor/",
        "/kantor/rokan-hilir/",
        "/lacak/",
        f"/lacak/{case.ref}/",
        "/lacak/?nomor=RHL-00000-00000",
        f"/S/{letter.code}",
        "/S/AAAAAAAAAAAAAAAA",
        "/surat/periksa/",
        "/daftar/",
        "/masuk/",
        "/lupa-sandi/",
        "/tidak-ada/",
    ):
        visitor.open(path)
        visitor.look()


def test_of_an_applicant(person) -> None:  # type: ignore[no-untyped-def]
    town = a_town()
    draft, running = a_case(town, "pengajuan"), aside(lambda: a_case(town, "penyerahan"))
    rani = person()
    rani.sign_in(town.citizens[0].phone, sample.PASSWORD)
    rani.look()
    for ref, path in (
        (draft.ref, ""),
        (draft.ref, "formulir/calon/"),
        (draft.ref, "berkas/"),
        (draft.ref, "kirim/"),
        (draft.ref, "hapus/"),
        (running.ref, ""),
        (running.ref, "survei/"),
        (running.ref, "batal/"),
    ):
        rani.open(f"/permohonan/{ref}/{path}")
        rani.look()
    rani.open("/akun/")
    rani.look()


def test_of_an_officer_and_manager(person) -> None:  # type: ignore[no-untyped-def]
    town = a_town()
    refs = aside(lambda: [a_case(town, step).ref for step in ("pemeriksaan", "penomoran", "pencetakan")])
    officer = person(*AT_DESK)
    officer.sign_in(town.officer("back_office").phone, sample.PASSWORD)
    officer.look()
    page = officer.page
    here = "document.activeElement.closest('tr')?.id"
    rows = page.locator(".list__row").evaluate_all("rows => rows.map((row) => row.id)")
    page.keyboard.type("jjk")  # the first, the second, and back
    assert page.evaluate(here) == rows[0]
    page.keyboard.type("?")
    assert page.get_by_role("dialog").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.type("/jk?n")  # what is typed into the box is no key
    assert page.locator("#cari").input_value() == "jk?n"
    assert not page.get_by_role("dialog").is_visible()
    officer.open("/petugas/")
    page.keyboard.type("jj")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{rows[1]}/")
    for path in (
        *(f"/petugas/permohonan/{ref}/" for ref in refs),
        "/petugas/permohonan/",
        "/petugas/permohonan/?cari=xyzzy",
        "/petugas/surat/",
        "/petugas/pesan/",
        "/kelola/surat/",
        "/kelola/surat/jompo-terlantar/surat/?isi=panjang",
        "/kelola/petugas/",
        "/kelola/petugas/rekan/",
        "/kelola/mitra/",
        "/petugas/penugasan/",
        "/petugas/log-akses/",
        "/kelola/libur/",
    ):
        officer.open(path)
        officer.look()


def test_of_the_registers(person) -> None:  # type: ignore[no-untyped-def]
    town = a_town()
    case = aside(lambda: a_case(town, "penandatanganan"))
    clerk = person(*AT_DESK)
    clerk.sign_in(town.officer("back_office").phone, sample.PASSWORD)
    page = clerk.page
    clerk.by_menu("Buku registrasi")
    clerk.look()
    clerk.open("/petugas/buku-nomor/?cari=xyzzy")
    clerk.look()
    page.locator("main").get_by_role("link", name="Nomor cadangan").click()
    clerk.look()
    page.get_by_label("Alasan").fill("Listrik padam.")
    clerk.press("Cadangkan")
    expect(page.get_by_text("20 belum dicatat")).to_be_visible()
    clerk.look()
    page.get_by_role("link", name="Catat nomor 2", exact=True).click()
    clerk.look()
    clerk.press("Simpan")
    clerk.look()
    page.get_by_role("link", name="Surat permohonan").click()
    clerk.look()
    page.get_by_role("link", name="Tidak dipakai").click()
    page.get_by_label("Alasan").fill("Kertas rusak.")
    clerk.press("Batalkan nomor")
    expect(page.get_by_text("19 belum dicatat")).to_be_visible()
    clerk.look()
    clerk.open("/petugas/")
    clerk.look()
    clerk.open(f"/petugas/permohonan/{case.ref}/")
    page.get_by_role("link", name="Batalkan nomor ini").click()
    clerk.look()
    clerk.open("/petugas/buku-nomor/")
    clerk.look()


def test_of_a_counter_and_a_team_in_the_field(person) -> None:  # type: ignore[no-untyped-def]
    town = a_town(STANDARDS / "kampar")
    case = aside(lambda: a_case(town, "survei", service="anak-putus-sekolah"))
    front, team = person(*AT_DESK), person(*AT_DESK)
    front.sign_in(town.officer("front_office").phone, sample.PASSWORD)
    for path in ("/petugas/loket/", "/petugas/buku/"):
        front.open(path)
        front.look()
    team.sign_in(town.officer("tim_teknis").phone, sample.PASSWORD)
    team.open("/petugas/survei-lapangan/")
    team.look()
    team.open(f"/petugas/permohonan/{case.ref}/")
    team.look()
    page = team.page
    page.get_by_label("Hasil survei").fill("Sesuai berkas.")
    page.get_by_label("Kesimpulan").fill("Layak.")
    page.get_by_label("Nama").first.fill("Ayu Contoh")
    pad = page.locator("canvas").first
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 90, box["y"] + 60, steps=5)
    page.mouse.up()
    assert page.locator("input[name=tanda-1]").input_value().startswith("data:image/png;base64,")
    page.get_by_role("button", name="Simpan berita acara").click()
    expect(page.get_by_text("berita acara tersimpan")).to_be_visible()


def test_of_a_payer_and_the_treasurer(person) -> None:  # type: ignore[no-untyped-def]
    town = a_town(STANDARDS / "contoh")
    case = aside(lambda: a_case(town, "pembayaran", service="pakai-gedung"))
    payer, treasurer = person(), person(*AT_DESK)
    treasurer.sign_in(town.officer("bendahara").phone, sample.PASSWORD)
    for path in ("/petugas/tagihan/", f"/petugas/permohonan/{case.ref}/"):
        treasurer.open(path)
        treasurer.look()
    payer.sign_in(town.citizens[0].phone, sample.PASSWORD)
    payer.open(f"/permohonan/{case.ref}/bayar/")
    payer.look()
    payer.page.get_by_role("button", name="Bayar sekarang").click()
    payer.look()
    payer.page.get_by_role("button", name="Bayar (simulasi)").click()
    expect(payer.page.get_by_text("Lunas.")).to_be_visible()
    payer.look()


def test_of_a_look_up_and_questions_that_come_and_go(person) -> None:  # type: ignore[no-untyped-def]
    town = a_town(STANDARDS / "pekanbaru-dinsos")
    draft, waiting = (aside(lambda at=at: a_case(town, at, service="dtks")) for at in ("pengajuan", "pengecekan"))
    front, operator = person(*AT_DESK), person(*AT_DESK)
    front.sign_in(town.officer("front_office").phone, sample.PASSWORD)
    front.open(f"/petugas/loket/{draft.ref}/formulir/")
    front.look()
    front.page.get_by_label("Pembuatan KIP").check()
    expect(front.page.get_by_label("Nama sekolah")).to_be_visible()
    expect(front.page.get_by_text("Sedang sakit?")).to_be_hidden()
    operator.sign_in(town.officer("operator_siks").phone, sample.PASSWORD)
    operator.open(f"/petugas/permohonan/{waiting.ref}/")
    expect(operator.page.get_by_label("Rani Contoh")).to_be_checked()  # the search ran when the page was opened
    operator.look()
    expect(operator.page.get_by_text("PBI-JKN nonaktif sejak")).to_have_count(0)
    operator.page.get_by_role("button", name="Tetapkan hasil").click()
    expect(operator.page.get_by_text("Surat rekomendasi KIS ke Dinas Kesehatan").first).to_be_visible()
    operator.look()


def test_a_slow_click_on_a_found_service_is_not_lost(person) -> None:  # type: ignore[no-untyped-def]
    """Leaving the search box must not fetch the list anew under the finger."""
    a_town()
    visitor = person(360)
    visitor.open("/layanan/")
    page = visitor.page
    page.wait_for_load_state("networkidle")
    page.get_by_label("Cari layanan").fill("jompo")
    expect(page.get_by_role("link", name="anak putus sekolah")).to_have_count(0)
    page.get_by_role("link", name="Bantuan pulang untuk lansia terlantar").hover()
    page.mouse.down()
    page.wait_for_timeout(1000)
    page.mouse.up()
    page.get_by_role("button", name="Ajukan permohonan").or_(
        page.get_by_role("link", name="Ajukan permohonan")
    ).wait_for()


def test_of_every_piece(person, settings) -> None:  # type: ignore[no-untyped-def]
    settings.DEMO = True
    visitor = person()
    visitor.open("/gaya/")
    visitor.look("gaya")
