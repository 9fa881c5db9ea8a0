"""Choosing files: what is said before they are sent, what a broken line does, and what the applicant sees of them."""

import io

import pytest
from PIL import Image, ImageFilter
from playwright.sync_api import Page, Request, Route, expect

from silastri.apps.cases.models import CaseDocument
from silastri.practice import sample
from tests import hostile
from tests.adapters.test_intake import a_photo, written
from tests.builders import a_case, a_town

from .conftest import Person, aside

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def sent(picture: Image.Image, kind: str = "JPEG") -> bytes:
    out = io.BytesIO()
    picture.save(out, kind)
    return out.getvalue()


def choose(page: Page, *files: tuple[str, bytes]) -> None:
    kinds = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}
    page.locator("#berkas-ktp").set_input_files(
        [{"name": name, "mimeType": kinds[name[-3:]], "buffer": content} for name, content in files]
    )


@pytest.fixture
def rani(person) -> Person:  # type: ignore[no-untyped-def]
    town = a_town()
    case = aside(lambda: a_case(town, "pengajuan"))
    rani: Person = person(360)
    rani.sign_in(town.citizens[0].phone or "", sample.PASSWORD)
    rani.open(f"/permohonan/{case.ref}/berkas/")
    return rani


def test_what_cannot_be_used_is_said_and_what_can_be_is_shown(rani: Person) -> None:
    page, posted = rani.page, list[Request]()
    page.on("request", lambda request: posted.append(request) if request.method == "POST" else None)
    card, send = page.locator("#ktp"), page.locator("#ktp").get_by_role("button", name="Unggah")

    choose(page, ("ktp.pdf", b"%PDF-" + bytes(11_000_000)))
    expect(card.get_by_text("Berkas ini 10,5 MB. Paling besar 10 MB.")).to_be_visible()
    rani.look("upload-too-large")

    choose(page, ("ktp.jpg", sent(Image.new("RGB", (1200, 900)))))
    expect(card.get_by_text("Foto ini gelap dan tampak kosong.")).to_be_visible()
    assert posted == []
    rani.look("upload-one-colour")
    card.get_by_role("button", name="Pakai saja").click()
    send.click()
    expect(card.get_by_text("hampir satu warna")).to_be_visible()
    assert aside(CaseDocument.objects.count) == 0

    # A long screenshot is not made smaller on the phone: it becomes pages that can be read.
    # It is clear, so it goes by itself.
    choose(page, ("layar.png", sent(written(Image.effect_noise((1080, 6000), 20).convert("RGB"), "#eeeeee"), "PNG")))
    expect(card.get_by_text("5 halaman")).to_be_visible()

    choose(page, ("struk.pdf", hostile.sheet(200, 14_400)))
    shown = page.get_by_alt_text("Halaman pertama Fotokopi KTP")
    expect(page.get_by_role("link", name="struk.pdf")).to_be_visible()
    shown.first.scroll_into_view_if_needed()
    expect(shown.first).to_have_js_property("complete", True)
    assert shown.first.evaluate("(picture) => [picture.naturalHeight > 1000, picture.offsetHeight]") == [True, 102]
    rani.look("upload-receipt")


def test_photos_are_put_in_order_cut_and_go_on_where_the_line_broke(rani: Person) -> None:
    page, broken = rani.page, list[str]()
    card = page.locator("#ktp")
    photo = written(Image.effect_noise((2400, 1800), 60).convert("RGB"), "#f4f1e8")
    choose(
        page, ("a" * 60 + ".jpg", a_photo(quality=95)), ("kabur.jpg", sent(photo.filter(ImageFilter.GaussianBlur(9))))
    )
    expect(card.get_by_text("Foto ini kabur.")).to_be_visible()
    choose(page, ("ketiga.jpg", sent(photo)))
    leaves = card.locator(".leaf")
    expect(leaves).to_have_count(3)
    expect(leaves.nth(2).locator("img")).to_be_visible()
    leaves.nth(2).get_by_role("button", name="Naikkan").click()
    expect(leaves.nth(1)).to_contain_text("2. ketiga.jpg")
    leaves.nth(1).get_by_role("button", name="Putar").click()
    leaves.nth(1).get_by_role("button", name="Potong").click()
    edge = page.get_by_role("dialog").get_by_label("Atas")
    edge.focus()
    for _ in range(20):
        edge.press("ArrowRight")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.get_by_role("button", name="Pakai", exact=True).click()
    leaves.nth(2).get_by_role("button", name="Buang").click()
    page.get_by_role("link", name="Lanjut: periksa dan kirim").click()
    expect(card).to_contain_text("Foto ini belum diunggah.")
    rani.look("upload-tray")

    def line(route: Route) -> None:
        if len(broken) < 2:
            broken.append(route.request.url)
            route.abort()
        else:
            route.continue_()

    page.route("**/berkas/bagian/*/", line)
    card.get_by_role("button", name="Unggah 2 lembar").click()
    expect(card).to_contain_text("Sambungan terputus.")
    expect(card.locator(".paper__said")).to_contain_text("2 halaman")
    assert len(broken) == 2
    kept = aside(CaseDocument.objects.select_related("file").get)
    assert (kept.file.pages, kept.file.name) == (2, "a" * 60 + ".jpg dan 1 lainnya")
    rani.complaints.clear()  # the browser's own word about the line
    rani.look("upload-done")


def clear(size: tuple[int, int] = (2400, 1800)) -> bytes:
    return sent(written(Image.effect_noise(size, 60).convert("RGB"), "#f4f1e8"))


def test_a_clear_photo_goes_by_itself_and_can_be_turned_and_get_another_page(rani: Person) -> None:
    page = rani.page
    card = page.locator("#ktp")
    choose(page, ("ktp.jpg", clear()))
    expect(card.locator(".paper__said")).to_contain_text("1 halaman")
    expect(page.get_by_text("Terunggah: 3. Fotokopi KTP.")).to_be_attached()
    expect(page.locator("#berkas-kartu_bantuan")).to_be_focused()
    first = aside(lambda: CaseDocument.objects.get().file_id)
    card.get_by_role("button", name="Putar").click()
    expect(page.locator("#berkas-kartu_bantuan")).to_be_focused()
    expect(card.get_by_role("button", name="Putar")).to_be_visible()
    assert aside(lambda: CaseDocument.objects.latest("pk").file_id) != first
    with page.expect_file_chooser() as opened:
        card.get_by_role("button", name="Tambah halaman").click()
    opened.value.set_files({"name": "dua.jpg", "mimeType": "image/jpeg", "buffer": clear()})
    card.get_by_role("button", name="Unggah 2 lembar").click()
    expect(card.locator(".paper__said")).to_contain_text("2 halaman")
    rani.look("upload-two-pages")


def test_files_for_several_papers_are_matched_by_name_and_sent_once_a_person_agreed(rani: Person) -> None:
    page, posted = rani.page, list[Request]()
    page.on("request", lambda request: posted.append(request) if request.method == "POST" else None)
    jpg = "image/jpeg"
    dark = sent(Image.new("RGB", (1200, 900)))
    page.get_by_label("Pilih semua berkas sekaligus").set_input_files(
        [
            {"name": "Scan KTP.jpg", "mimeType": jpg, "buffer": clear()},
            {"name": "SURAT.pdf", "mimeType": "application/pdf", "buffer": hostile.sheet(600, 800)},
            {"name": "kartu keluarga.jpg", "mimeType": jpg, "buffer": dark},
            {"name": "IMG_2034.jpg", "mimeType": jpg, "buffer": clear()},
        ]
    )
    fors = page.locator(".sorter__for")
    expect(fors).to_have_count(4)
    assert [fors.nth(n).input_value() for n in range(4)] == ["ktp", "", "kk", ""]
    rani.look("upload-sorter")
    page.get_by_role("button", name="Unggah 4 berkas").click()
    expect(page.get_by_text("Pilih untuk apa berkas SURAT.pdf.")).to_be_visible()
    expect(fors.nth(1)).to_be_focused()
    assert posted == []
    page.get_by_label("Untuk apa SURAT.pdf").select_option("Surat permohonan bermeterai Rp10.000")
    fors.nth(3).select_option("Jangan dipakai")
    page.get_by_role("button", name="Unggah 4 berkas").click()
    expect(page.get_by_text("1 persyaratan belum terunggah.")).to_be_visible()
    expect(page.locator("#kk")).to_be_focused()
    expect(page.locator("#kk").get_by_text("Foto ini gelap dan tampak kosong.")).to_be_visible()
    kept = aside(lambda: set(CaseDocument.objects.values_list("key", flat=True)))
    assert kept == {"ktp", "permohonan"}
    rani.look("upload-sorted")
