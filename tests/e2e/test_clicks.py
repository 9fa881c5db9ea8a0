"""How many clicks and keys nine tasks take, beside what they took before the desks were rebuilt.

Before is version f5ad9f5, walked by the same hands. ``make bench-clicks`` prints the table.
"""

import sys
from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Page, expect

from silastri.apps.cases.models import Case
from silastri.practice import sample
from tests.builders import MONDAY, Town, a_case, a_town
from tests.campaign import campaign
from tests.e2e.conftest import DESK, PHONE, Person, aside

from .counting import Hands
from .test_jompo import KEYS, photo

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True), campaign]
# What it took before: clicks, and keys beside the passphrase.
BEFORE = {
    "return a paper": (12, 37),
    "check all papers, all right": (11, 0),
    "approve": (3, 0),
    "number five": (10, 0),
    "sign five on a phone": (13, 0),
    "find a case by the holder's name": (3, 5),
    "apply, seven papers, two of them photos": (32, 123),
    "seven papers one by one": (17, 0),
    "repair one paper": (6, 0),
}
# As people name their files.
_NAMES = {
    "permohonan": "Surat permohonan",
    "sktm": "SKTM",
    "ktp": "KTP nenek",
    "kartu_bantuan": "kartu bpjs",
    "kk": "KK",
    "foto_calon": "foto nenek",
    "rekomendasi_dinsos": "Rekomendasi dinas sosial",
}


@pytest.fixture
def town() -> Town:
    return a_town()


@pytest.fixture
def desk(person, town: Town) -> Callable[..., Person]:  # type: ignore[no-untyped-def]
    def at(post: str, width: int = DESK) -> Person:
        found: Person = person(width)
        found.sign_in(town.officer(post).phone, sample.PASSWORD)
        if post != "kepala_dinas":  # letters wait: the head begins there
            found.open("/petugas/")
        return found

    return at


def told(task: str, hands: Hands) -> None:
    clicks, keys = BEFORE[task]
    now = f"{hands.clicks:>3} clicks {hands.keys:>3} keys now"
    sys.stdout.write(f"\n{task:<42} {clicks:>3} clicks {keys:>3} keys before, {now}\n")
    assert hands.clicks <= clicks
    assert hands.clicks + hands.keys <= clicks + keys


def opened(hands: Hands, page: Page, case: Case) -> None:
    hands.go(page, page.locator(f"#{case.ref} .list__open"))


def test_return_a_paper(desk: Callable[..., Person], town: Town) -> None:
    case = aside(lambda: a_case(town, "pemeriksaan"))
    page, hands = desk("back_office").page, Hands()
    opened(hands, page, case)
    hands.click(page.locator("label[for='tanda-ktp-salah']"))
    hands.click(page.locator("#id_tanda-ktp").get_by_role("button", name="Tidak terbaca"))
    hands.click(page.get_by_role("button", name="Sisanya benar"))
    hands.go(page, page.get_by_role("button", name="Kembalikan ke pemohon"))
    told("return a paper", hands)


def test_check_all(desk: Callable[..., Person], town: Town) -> None:
    case = aside(lambda: a_case(town, "pemeriksaan"))
    page, hands = desk("back_office").page, Hands()
    opened(hands, page, case)
    hands.click(page.get_by_role("button", name="Sisanya benar"))
    hands.go(page, page.get_by_role("button", name="Lengkap, lanjutkan"))
    told("check all papers, all right", hands)


def test_approve(desk: Callable[..., Person], town: Town) -> None:
    case = aside(lambda: a_case(town, "verifikasi"))
    page, hands = desk("ahli_muda").page, Hands()
    opened(hands, page, case)
    hands.go(page, page.get_by_role("button", name="Sesuai, teruskan"))
    told("approve", hands)


def test_number_five(desk: Callable[..., Person], town: Town) -> None:
    aside(lambda: [a_case(town, "penomoran", citizen=n % 3) for n in range(5)])
    page, hands = desk("back_office").page, Hands()
    hands.click(page.get_by_label("Pilih semua di halaman ini"))
    hands.go(page, page.get_by_role("button", name="Beri nomor"))
    assert aside(lambda: Case.objects.filter(step="penandatanganan").count()) == 5
    told("number five", hands)


def test_sign_five(desk: Callable[..., Person], town: Town) -> None:
    aside(lambda: [a_case(town, "penandatanganan", citizen=n % 3) for n in range(5)])
    page, hands = desk("kepala_dinas", PHONE).page, Hands()
    for _ in range(5):
        hands.go(page, page.get_by_role("button", name="Sudah saya baca"))
    hands.type(page.get_by_label("Frasa sandi tanda tangan"), sample.PASSPHRASE)
    hands.click(page.get_by_role("button", name="Tanda tangani 5 surat"))
    expect(page.get_by_text("5 surat ditandatangani.")).to_be_visible()
    hands.keys -= len(sample.PASSPHRASE)
    told("sign five on a phone", hands)


def test_find_by_name(desk: Callable[..., Person], town: Town) -> None:
    case = aside(lambda: a_case(town, "verifikasi"))
    page, hands = desk("loket").page, Hands()
    hands.click(page.locator("#menu summary").get_by_text("Berkas dan surat"))
    hands.go(page, page.get_by_role("link", name="Semua permohonan", exact=True))
    page.keyboard.press("/")
    hands.keys += 1
    hands.type(page.get_by_role("searchbox"), "minah")
    expect(page.get_by_role("searchbox")).to_have_value("minah")
    opened(hands, page, case)
    told("find a case by the holder's name", hands)


def test_apply_one_by_one(person, town: Town) -> None:  # type: ignore[no-untyped-def]
    case = aside(lambda: a_case(town, "pengajuan"))
    rani = person(PHONE)
    rani.sign_in_by_hand(town.citizens[0].phone, sample.PASSWORD)
    rani.open(f"/permohonan/{case.ref}/berkas/")
    page, hands = rani.page, Hands()
    for key in KEYS:
        hands.choose(page.locator(f"#berkas-{key}"), _file(key))
        expect(page.locator(f"#{key} .paper__file")).to_be_visible()
    hands.go(page, page.get_by_role("link", name="Lanjut: periksa dan kirim"))
    told("seven papers one by one", hands)


def test_apply_and_repair(person, desk: Callable[..., Person], town: Town) -> None:  # type: ignore[no-untyped-def]
    rani = person(PHONE)
    rani.sign_in_by_hand(town.citizens[0].phone, sample.PASSWORD)
    rani.open("/")
    page, hands = rani.page, Hands()
    hands.type(page.get_by_role("searchbox"), "lansia")
    hands.enter(page, page.get_by_role("searchbox"))
    hands.go(page, page.get_by_role("link", name="Bantuan pulang untuk lansia terlantar"))
    hands.go(page, page.get_by_role("button", name="Ajukan permohonan"))
    for label, text in (("Nama lengkap", "Nek Minah Contoh"), ("Tempat lahir", "Bangko"), ("NIK", "1407014107450002")):
        hands.type(page.get_by_label(label), text)
    expect(page.get_by_label("Tahun")).to_have_value("1945")
    hands.type(page.get_by_label("Alamat"), "Jalan Contoh Nomor 1, Bangko")
    hands.go(page, page.get_by_role("button", name="Lanjutkan"))
    hands.type(page.get_by_label("Hubungan Anda"), "Anak")
    hands.go(page, page.get_by_role("button", name="Lanjutkan"))
    hands.type(page.get_by_label("Kota atau kabupaten tujuan"), "Kota Pekanbaru")
    hands.type(page.get_by_label("Mengapa perlu"), "Keluarga menunggu di sana.")
    hands.go(page, page.get_by_role("button", name="Lanjutkan"))
    hands.choose_all(page.get_by_label("Pilih semua berkas sekaligus"), [_file(key) for key in KEYS])
    hands.go(page, page.get_by_role("button", name="Unggah 7 berkas"))
    hands.go(page, page.get_by_role("button", name="Kirim permohonan"))
    told("apply, seven papers, two of them photos", hands)
    case = aside(Case.objects.get)
    _sent_back(desk("back_office"), case)
    rani.open("/permohonan/")
    hands = Hands()
    hands.go(page, page.locator(f"a[href*='{case.ref}']").first)
    hands.go(page, page.get_by_role("link", name="Perbaiki sekarang"))
    hands.choose(page.locator("#berkas-ktp"), {"name": "d.jpg", "mimeType": "image/jpeg", "buffer": photo("JPEG")})
    expect(page.get_by_text("Sudah diperbaiki")).to_be_visible()
    hands.go(page, page.get_by_role("button", name="Kirim perbaikan"))
    told("repair one paper", hands)


def _file(key: str) -> FilePayload:
    if key in ("ktp", "foto_calon"):
        return {"name": f"{_NAMES[key]}.jpg", "mimeType": "image/jpeg", "buffer": photo("JPEG")}
    return {"name": f"{_NAMES[key]}.pdf", "mimeType": "application/pdf", "buffer": sample.scan(key, MONDAY)}


def _sent_back(officer: Person, case: Case) -> None:
    officer.open(f"/petugas/permohonan/{case.ref}/")
    officer.page.locator("label[for='tanda-ktp-salah']").click()
    officer.page.locator("#id_tanda-ktp").get_by_role("button", name="Tidak terbaca").click()
    officer.page.get_by_role("button", name="Sisanya benar").click()
    officer.press("Kembalikan ke pemohon")
