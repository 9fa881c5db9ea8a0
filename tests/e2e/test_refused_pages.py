"""What people see when something was not done, or not before they say why; and that what they typed is not lost."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from silastri.apps.anomalies.models import Anomaly
from silastri.apps.cases.models import Case
from silastri.practice import sample
from tests.builders import MONDAY, STANDARDS, Town, a_case, a_town
from tests.e2e.conftest import AT_DESK, Person, aside

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
TYPED = "Budi Santoso yang diketik di jalan"


@pytest.fixture
def rani(person) -> Person:  # type: ignore[no-untyped-def]
    return person()  # type: ignore[no-any-return]


def typing(rani: Person, town: Town, case: Case) -> None:
    rani.sign_in(town.citizens[0].phone or "", sample.PASSWORD)
    rani.open(f"/permohonan/{case.ref}/formulir/calon/")


def first_text(rani: Person):  # type: ignore[no-untyped-def]
    return rani.page.locator("form[data-autosave] input.govuk-input:visible").first


def kept(rani: Person) -> list[str]:
    return rani.page.evaluate(
        "[sessionStorage, localStorage].flatMap(Object.keys).filter((key) => key.startsWith('ketikan:'))"
    )  # type: ignore[no-any-return]


def test_text_outlives_the_session(rani: Person) -> None:
    town = a_town()
    case = a_case(town, "pengajuan")
    typing(rani, town, case)
    rani.page.context.clear_cookies(name="silastri_sesi")
    first_text(rani).fill(TYPED)
    first_text(rani).blur()
    said = rani.page.locator("[data-saved]")
    expect(said).to_contain_text("Waktu masuk Anda sudah habis")
    expect(said).to_contain_text("Ketikan Anda tidak hilang")
    expect(said).not_to_contain_text("internet")
    expect(rani.page.get_by_role("heading", level=1)).to_have_count(1)
    rani.look("waktu-masuk-habis")

    said.get_by_role("link", name="Masuk lagi").click()
    rani.page.get_by_label("Nomor WhatsApp atau NIK").fill(town.citizens[0].phone or "")
    rani.page.get_by_label("Kata sandi").fill(sample.PASSWORD)
    rani.press("Masuk")
    expect(first_text(rani)).to_have_value(TYPED)
    expect(rani.page.locator("[data-saved]")).to_have_text("Tersimpan")
    assert TYPED in Case.objects.get().answers["raw"].values()
    assert kept(rani) == []


def test_pressing_the_button_loses_nothing_either(rani: Person) -> None:
    town = a_town()
    case = a_case(town, "pengajuan")
    typing(rani, town, case)
    rani.page.context.clear_cookies(name="silastri_sesi")
    first_text(rani).fill(TYPED)
    rani.press("Lanjutkan")
    rani.page.get_by_label("Nomor WhatsApp atau NIK").fill(town.citizens[0].phone or "")
    rani.page.get_by_label("Kata sandi").fill(sample.PASSWORD)
    rani.press("Masuk")
    expect(first_text(rani)).to_have_value(TYPED)
    expect(rani.page.locator("[data-saved]")).to_have_text("Tersimpan")


def test_somebody_else_in_the_same_tab_sees_none_of_it(rani: Person) -> None:
    town = a_town()
    typing(rani, town, a_case(town, "pengajuan"))
    rani.page.context.clear_cookies(name="silastri_sesi")
    first_text(rani).fill(TYPED)
    first_text(rani).blur()
    expect(rani.page.locator("[data-saved]")).to_contain_text("Masuk lagi")
    assert len(kept(rani)) == 1
    rani.sign_in(town.citizens[1].phone or "", sample.PASSWORD)
    assert kept(rani) == []


def test_the_internet_is_blamed_only_where_it_is_away(rani: Person, tmp_path: Path) -> None:
    town = a_town()
    typing(rani, town, a_case(town, "pengajuan"))
    said = rani.page.locator("[data-saved]")
    rani.page.route("**/formulir/calon/", lambda route: route.fulfill(status=502, body="<html><h1>Bad gateway</h1>"))
    first_text(rani).fill(TYPED)
    first_text(rani).blur()
    expect(said).to_contain_text("gangguan di sistem kami")
    rani.page.unroute("**/formulir/calon/")
    rani.page.route("**/formulir/calon/", lambda route: route.abort())
    first_text(rani).fill(TYPED + "!")
    first_text(rani).blur()
    expect(said).to_have_text("Belum tersimpan, menunggu sambungan.")
    rani.page.unroute("**/formulir/calon/")
    rani.page.evaluate("dispatchEvent(new Event('online'))")
    expect(said).to_have_text("Tersimpan")
    assert kept(rani) == []
    assert TYPED + "!" in Case.objects.get().answers["raw"].values()


def test_what_is_typed_without_a_line_is_there_after_the_browser_was_closed(rani: Person) -> None:
    town = a_town()
    case = a_case(town, "pengajuan")
    typing(rani, town, case)
    rani.page.wait_for_load_state("networkidle")
    context = rani.page.context
    context.set_offline(True)
    first_text(rani).fill(TYPED)
    rani.page.get_by_role("button", name="Lanjutkan").click()  # stays, since nothing would come
    expect(rani.page.locator("[data-saved]")).to_have_text("Belum tersimpan, menunggu sambungan.")
    rani.page.close()
    context.set_offline(False)
    rani.page = context.new_page()
    rani.open(f"/permohonan/{case.ref}/formulir/calon/")
    expect(first_text(rani)).to_have_value(TYPED)
    expect(rani.page.locator("[data-saved]")).to_have_text("Tersimpan")
    assert kept(rani) == []
    context.set_offline(True)
    first_text(rani).fill(TYPED + "?")
    assert len(kept(rani)) == 1
    context.set_offline(False)
    rani.page.get_by_role("button", name="Keluar").click()
    rani.page.wait_for_url(f"{rani.address}/")
    assert kept(rani) == [], "nothing stays for who comes next"


def test_what_is_typed_while_somebody_signs_out_does_not_stay(rani: Person) -> None:
    """On a slow line the old page is there for seconds, and its form is refused meanwhile."""
    town = a_town()
    typing(rani, town, a_case(town, "pengajuan"))
    page = rani.page
    page.wait_for_load_state("networkidle")
    page.evaluate("addEventListener('submit', (event) => event.preventDefault())")  # the answer does not come
    page.evaluate("document.querySelector('form[action$=\"/keluar/\"]').requestSubmit()")
    first_text(rani).fill(TYPED)
    assert kept(rani) == [], "nothing stays for who comes next"
    page.evaluate("dispatchEvent(new Event('pageshow'))")  # they went back to the page instead
    first_text(rani).fill(TYPED + "?")
    assert len(kept(rani)) == 1


def test_a_new_password_says_how_strong_it_is(rani: Person) -> None:
    rani.sign_in(a_town().citizens[0].phone or "", sample.PASSWORD)
    rani.open("/akun/")
    rani.page.locator("details:has(#id_baru) > summary").click()
    field, said = rani.page.locator("#id_baru"), rani.page.locator("p:has(meter)")
    expect(said).to_be_hidden()
    for typed, word in (
        ("jeruk", "Lemah"),
        ("jeruk-lampu", "Sedang"),
        ("kedondong ungu palu", "Kuat"),
        ("a" * 30, "Lemah"),
    ):
        field.fill(typed)
        expect(said).to_have_text(word)
    rani.look("sandi-baru")


def test_a_file_too_large_is_told_beside_its_paper(rani: Person, tmp_path: Path) -> None:
    town = a_town()
    case = a_case(town, "pengajuan")
    rani.sign_in(town.citizens[0].phone or "", sample.PASSWORD)
    rani.open(f"/permohonan/{case.ref}/berkas/")
    large = tmp_path / "besar.pdf"
    large.write_bytes(b"%PDF-1.7\n" + b"0" * (11 * 1024 * 1024))
    paper = rani.page.locator(".paper").first
    paper.locator("input[type=file]").set_input_files(large)
    expect(paper).to_contain_text("Paling besar 10 MB")
    expect(rani.page.locator("main")).to_have_count(1)
    rani.look("berkas-terlalu-besar")
    # What a proxy before us says with a page of its own goes to the same place; a good answer takes it away.
    rani.page.route("**/berkas/", lambda route: route.fulfill(status=413, body="<html><main>413</main></html>"))
    large.write_bytes(sample.scan("x", MONDAY))
    paper.locator("input[type=file]").set_input_files(large)
    expect(paper).to_contain_text("Perkecil dulu, lalu kirim lagi")
    expect(rani.page.locator("main")).to_have_count(1)
    rani.page.unroute("**/berkas/")
    fits = tmp_path / "muat.pdf"
    fits.write_bytes(large.read_bytes())
    with rani.page.expect_response("**/berkas/"):
        paper.locator("input[type=file]").set_input_files(fits)
    expect(paper.get_by_role("link", name="muat.pdf")).to_be_visible()
    expect(paper).not_to_contain_text("Perkecil")


def test_a_file_that_a_weak_line_lost_is_sent_again_by_itself_or_its_button(rani: Person, tmp_path: Path) -> None:
    town = a_town()
    case = a_case(town, "pengajuan")
    rani.sign_in(town.citizens[0].phone or "", sample.PASSWORD)
    rani.open(f"/permohonan/{case.ref}/berkas/")
    paper, scan = rani.page.locator(".paper").first, tmp_path / "ktp.pdf"
    scan.write_bytes(sample.scan("x", MONDAY))
    expect(paper.get_by_role("button", name="Unggah")).to_be_hidden()
    rani.page.route("**/berkas/", lambda route: route.abort())
    paper.locator("input[type=file]").set_input_files(scan)
    expect(paper).to_contain_text("Periksa sambungan internet")
    rani.page.unroute("**/berkas/")
    paper.get_by_role("button", name="Coba sekarang").click()
    expect(paper.get_by_role("link", name="ktp.pdf")).to_be_visible()
    rani.complaints.clear()  # the browser's own word about the line
    rani.look("berkas-terkirim-lagi")


def odd() -> tuple[Town, Town, str]:
    town, readers = a_town(), a_town(STANDARDS / "inspektorat")
    case = a_case(town, "verifikasi")
    Anomaly.objects.create(
        office=town.office, rule="last_day", key="x", case=case, at=MONDAY, found_at=MONDAY, detail={"by": "Contoh"}
    )
    return town, readers, case.ref


def test_from_what_looks_odd_to_the_control_card(person) -> None:  # type: ignore[no-untyped-def]
    town, readers, ref = aside(odd)
    auditor = person(*AT_DESK)
    auditor.sign_in(readers.officer("auditor").phone, sample.PASSWORD)
    auditor.page.locator("#kantor").select_option(f"awasi-{town.office.pk}")
    with auditor.page.expect_navigation():
        auditor.page.get_by_role("button", name="Ganti kantor").click()
    auditor.by_menu("Keanehan")
    auditor.look("pengawas-keanehan")
    auditor.page.locator("main").get_by_role("link", name=ref).click()
    auditor.look("pengawas-alasan")
    auditor.page.get_by_label("Pemeriksaan atau audit").check()
    auditor.press("Catat dan buka")
    assert auditor.page.get_by_role("heading", name="Kartu kendali").first.is_visible()
    auditor.look("pengawas-kartu-kendali")
