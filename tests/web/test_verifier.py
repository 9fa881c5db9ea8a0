"""What telephones fetch to check letters, the code that is typed, and the page on which keys are changed."""

import io
import json
import re
from collections.abc import Callable
from datetime import timedelta

import pypdfium2
import pytest
import zxingcpp
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from PIL import Image

from silastri.apps.accounts.models import Person
from silastri.apps.documents import queries as documents
from silastri.apps.letters import keys
from silastri.apps.letters.models import Letter, LetterKey
from silastri.journey.office import letter_key
from silastri.practice import sample
from tests.builders import MONDAY, Town, a_case
from tests.scanned import scanned

Browser = Callable[[Person | None], Client]


def test_keys_are_published_without_their_secret(town: Town) -> None:
    old = LetterKey.objects.get(office=town.office)
    letter_key.leaked(town.act("back_office"), kid=old.kid)
    response = Client().get("/surat/kunci.json")
    assert "max-age" in response["Cache-Control"]
    first, second = response.json()["keys"]
    assert (first["kid"], first["state"], first["until"]) == (old.kid, "leaked", "2026-11-09")
    assert (second["office"], second["since"], second["until"]) == ("DPMPTSP Kabupaten Rokan Hilir", "2026-11-09", None)
    assert {"kty", "crv", "x", "y"} <= set(second)
    assert "d" not in second  # where a JWK has its private half
    assert "PRIVATE" not in response.content.decode()


def test_the_worker_keeps_what_there_is(town: Town) -> None:
    response = Client().get("/surat/periksa/penjaga.js")
    assert response["Content-Type"].startswith("text/javascript")
    assert response["Service-Worker-Allowed"] == "/"
    files = re.search(r"FILES = (\[.*?\]);", response.content.decode())
    assert files
    page = Client().get("/surat/periksa/").content.decode()
    of_the_home_screen = {"/static/mark-192.png"}  # asked for when the page is installed, which needs a network
    wanted = set(re.findall(r'(?:href|src)="(/static/[^"#]+)', page)) - of_the_home_screen
    assert wanted | {"/static/vendor/plus-jakarta-sans.woff2"} == {
        path for path in json.loads(files[1]) if path.startswith("/static/")
    }
    assert wanted


def test_the_app_opens_with_its_address_in_sight(town: Town) -> None:
    manifest = Client().get("/surat/periksa/aplikasi.webmanifest").json()
    assert (manifest["start_url"], manifest["display"]) == ("/surat/periksa/", "minimal-ui")


@pytest.mark.parametrize(
    "typed",
    ["{code}", " {lower} ", "{spaced}", "http://testserver/S/{code}", "HTTP://TESTSERVER/S/{code}#AB1"],
)
def test_a_typed_code_leads_to_its_letter(town: Town, typed: str) -> None:
    code = "7KQ4M9XT2V7KQ4M9"
    spaced = "-".join(code[n : n + 4] for n in range(0, 16, 4))
    sent = Client().get("/surat/periksa/kode/", {"kode": typed.format(code=code, lower=code.lower(), spaced=spaced)})
    assert sent.status_code == 302
    assert sent["Location"] == f"/S/{code}" + ("#AB1" if "#" in typed else "")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Isi kode atau nomor surat"),
        ("abc", "16 huruf dan angka"),
        ("A" * 17, "16 huruf dan angka"),
        ("<script>alert(1)</script>", "16 huruf dan angka"),
        ("/S/", "16 huruf dan angka"),
        ("https://palsu.example/S/7KQ4M9XT2V7KQ4M9#AB1", "Jangan dipercaya"),
        ("x" * 2001, "Terlalu panjang"),
    ],
)
def test_what_is_no_code_is_said(town: Town, typed: str, says: str) -> None:
    response = Client().get("/surat/periksa/kode/", {"kode": typed})
    assert response.status_code == 422
    assert says in response.content.decode()
    assert "<script>alert" not in response.content.decode()


def test_the_page_of_a_letter_knows_what_its_qr_must_state(town: Town) -> None:
    letter = Letter.objects.get(case=a_case(town, "pencetakan"))
    page = Client().get(f"/S/{letter.code}").content.decode()
    assert 'data-name="Surat Rekomendasi Bantuan Pengiriman Lanjutan Jompo…"' in page
    assert f'data-number="{letter.number}"' in page
    assert 'data-on="2026-11-09" data-until="" data-initials="NMC"' in page
    assert "Pastikan alamat di peramban: <strong>testserver</strong>" in page


def test_old_keys_ask_to_be_changed(town: Town, browser: Browser) -> None:
    LetterKey.objects.update(since=MONDAY - timedelta(days=5000))
    client = browser(town.officer("back_office"))
    assert "lebih dari setahun" in client.get("/kelola/kunci-surat/").content.decode()
    LetterKey.objects.all().delete()
    assert "Belum ada kunci" in client.get("/kelola/kunci-surat/").content.decode()


def test_a_key_that_is_not_there_cannot_leak(town: Town, browser: Browser) -> None:
    client = browser(town.officer("back_office"))
    assert client.post("/kelola/kunci-surat/ffffffff/bocor/").status_code == 404
    kid = keys.of_office(town.office.pk)[0].kid
    assert client.get(f"/kelola/kunci-surat/{kid}/bocor/").status_code == 302  # a look changes nothing
    assert [key.state for key in keys.of_office(town.office.pk)] == ["in_use"]


def a_photo(pdf: bytes, turned: float = 4) -> bytes:
    sheet = pypdfium2.PdfDocument(pdf)[0].render(scale=2).to_pil().convert("RGB").rotate(turned, expand=True)
    out = io.BytesIO()
    sheet.save(out, "JPEG", quality=60)
    return out.getvalue()


def a_code(content: str) -> bytes:
    code = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode, ec_level="M").to_image(scale=6)
    out = io.BytesIO()
    Image.fromarray(code).save(out, "PNG")
    return out.getvalue()


def sent_photo(content: bytes) -> HttpResponse:
    return Client().post("/surat/periksa/", {"surat": SimpleUploadedFile("foto.jpg", content)})  # type: ignore[return-value]


def test_a_photo_of_a_letter_leads_to_it(town: Town) -> None:
    letter = Letter.objects.get(case=a_case(town, "pencetakan"))
    response = sent_photo(a_photo(documents.content(letter.sha256)))
    assert response.status_code == 302
    assert response["Location"] == "/S/" + scanned(documents.content(letter.sha256)).split("/S/")[1]


def a_scan_of(pdf: bytes, *, behind: int = 0) -> bytes:
    """What a scanner makes of a printed letter, with other sheets before it."""
    sheets = [Image.new("RGB", (1190, 1684), "white")] * behind
    letter = pypdfium2.PdfDocument(pdf)[0].render(scale=2).to_pil().convert("RGB")
    out = io.BytesIO()
    [*sheets, letter][0].save(out, "PDF", save_all=True, append_images=[*sheets, letter][1:])
    return out.getvalue()


@pytest.mark.parametrize("behind", [0, 6])
def test_a_scan_of_a_letter_leads_to_it(town: Town, behind: int) -> None:
    letter = Letter.objects.get(case=a_case(town, "pencetakan"))
    response = sent_photo(a_scan_of(documents.content(letter.sha256), behind=behind))
    assert response.status_code == 302
    assert response["Location"].startswith(f"/S/{letter.code}#")


def test_the_code_is_printed_beside_the_qr(town: Town) -> None:
    letter = Letter.objects.get(case=a_case(town, "pencetakan"))
    words = pypdfium2.PdfDocument(documents.content(letter.sha256))[0].get_textpage().get_text_range()
    code = re.search(r"Kode:((\s+[0-9A-Z]{4}){4})", words)
    assert code
    assert Client().get("/surat/periksa/kode/", {"kode": code[1]})["Location"] == f"/S/{letter.code}"


def test_whoever_holds_the_letter_sees_what_to_compare(town: Town) -> None:
    letter = Letter.objects.get(case=a_case(town, "pencetakan"))
    for page in (Client().get(f"/S/{letter.code}"), sent_photo(documents.content(letter.sha256))):
        shown = page.content.decode()
        assert "Samakan dengan surat yang Anda pegang" in shown
        for compared in ("Ne* Min*h Con**h", letter.name, "Kota atau kabupaten tujuan", "9 November 2026"):
            assert compared in shown


def typed_number(number: str, **more: str) -> HttpResponse:
    return Client(**more).get("/surat/periksa/kode/", {"kode": number})  # type: ignore[return-value,arg-type]


def test_a_number_alone_tells_no_name(town: Town) -> None:
    letter = Letter.objects.get(case=a_case(town, "pencetakan"))
    for typed in (letter.number, f"  {letter.number.lower()} "):
        response = typed_number(typed)
        shown = response.content.decode()
        assert response.status_code == 200
        assert "terdaftar dan berlaku" in shown
        assert letter.name in shown
        for secret in ("Con**h", "Contoh<", letter.holder_name, letter.code, "Samakan dengan"):
            assert secret not in shown
    Letter.objects.update(revoked_from=letter.on)
    assert "sudah dicabut" in typed_number(letter.number).content.decode()


def test_a_number_that_is_not_in_force_yet_is_not_there(town: Town) -> None:
    waits = Letter.objects.get(case=a_case(town, "penandatanganan"))
    for typed in (waits.number, "400.9/9999/DPMPTSP/2026"):
        response = typed_number(typed)
        assert response.status_code == 422
        assert "Tidak ada surat dengan kode atau nomor itu" in response.content.decode()


def test_numbers_cannot_be_counted_through(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("silastri.web.public.letter._MOST_NUMBERS", 2)
    assert [typed_number(f"400.9/{n}/2026").status_code for n in range(3)] == [422, 422, 429]
    assert typed_number("400.9/1/2026", REMOTE_ADDR="192.0.2.7").status_code == 422


def side_by_side(*codes: str) -> bytes:
    """A paper with several QR codes on it."""
    pictures = [Image.open(io.BytesIO(a_code(code))).convert("RGB") for code in codes]
    paper = Image.new(
        "RGB", (sum(one.width + 80 for one in pictures), max(one.height for one in pictures) + 80), "white"
    )
    left = 40
    for one in pictures:
        paper.paste(one, (left, 40))
        left += one.width + 80
    out = io.BytesIO()
    paper.save(out, "PNG")
    return out.getvalue()


E_METERAI, CODE = "https://emeterai.example/cek/AB12CD34EF", "7KQ4M9XT2V7KQ4M9"


def test_our_code_is_found_beside_others(town: Town) -> None:
    for others in ([E_METERAI], ["https://contoh.example/S/7KQ4M9XT2V7KQ4M8", E_METERAI]):
        for codes in ([*others, f"http://testserver/S/{CODE}"], [f"HTTP://TESTSERVER/S/{CODE}", *others]):
            response = sent_photo(side_by_side(*codes))
            assert (response.status_code, response["Location"]) == (302, f"/S/{CODE}")


def test_a_letters_code_that_leads_elsewhere_is_warned_of_beside_an_e_meterai(town: Town) -> None:
    for codes in ((E_METERAI, f"https://palsu.example/S/{CODE}"), (f"https://palsu.example/S/{CODE}", E_METERAI)):
        response = sent_photo(side_by_side(*codes))
        assert response.status_code == 422
        assert "menunjuk ke palsu.example" in response.content.decode()


def test_a_door_that_is_open_to_everybody_reads_so_many_files_and_no_more(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("silastri.web.public.letter._MOST", 2)
    assert [sent_photo(a_code(E_METERAI)).status_code for _ in range(3)] == [422, 422, 429]
    sheet = SimpleUploadedFile("surat.pdf", sample.scan("Contoh", MONDAY))
    assert Client().post("/surat/periksa/", {"surat": sheet}).status_code == 429
    assert Client(REMOTE_ADDR="192.0.2.7").post("/surat/periksa/", {}).status_code == 422


def test_a_photo_that_leads_nowhere_is_said(town: Town) -> None:
    for photo, says in (
        (b"halo", "Ini bukan PDF atau foto"),
        (sample.scan("Contoh", MONDAY), "Ini hasil pindai atau foto. Pindai QR-nya"),
        (a_photo(sample.scan("Contoh", MONDAY)), "Ini hasil pindai atau foto. Pindai QR-nya"),
        (a_photo(sample.scan("Contoh", MONDAY)), "Tidak ada kode QR yang terbaca"),
        (a_code("HTTPS://PALSU.EXAMPLE/S/7KQ4M9XT2V7KQ4M9"), "menunjuk ke palsu.example"),
        (a_code("https://contoh.example/"), "bukan kode QR surat"),
        (b"", "Berkas kosong"),
    ):
        response = sent_photo(photo)
        assert response.status_code == 422
        assert says in response.content.decode()
        assert "Tidak dikenal" not in response.content.decode()
