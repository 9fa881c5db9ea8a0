"""A new citizen without a telephone at the counter: how many clicks and keys, and through how many hands."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from silastri.apps.cases.models import Case
from silastri.apps.letters.models import Letter
from silastri.apps.offices import operations as offices
from silastri.practice import sample
from tests.builders import MONDAY, STANDARDS, Town, a_case, a_town

from .conftest import AT_DESK, aside
from .counting import Hands, sign_on

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
NIK, NAME, ADDRESS, SCHOOL = "1401034107900001", "Siti Contoh", "Jalan Contoh 4", "SD Contoh"
KK = {"name": "kk.pdf", "mimeType": "application/pdf", "buffer": sample.scan("KK", MONDAY)}
COUNTER = ("front_office", "operator_siks", "back_office")


def with_a_counter() -> Town:
    """An office whose front officer also looks up and numbers."""
    town = a_town(STANDARDS / "pekanbaru-dinsos")
    for post in COUNTER[1:]:
        since = MONDAY.date() - timedelta(days=365)
        offices.post(town.office, town.officer("front_office"), post=post, since=since, manages=False)
    return town


def test_one_officer_serves_a_new_citizen_on_one_page(person) -> None:  # type: ignore[no-untyped-def]
    town = with_a_counter()
    officer = person(*AT_DESK)
    officer.sign_in(town.officer("front_office").phone, sample.PASSWORD)
    page, hands = officer.page, Hands()
    expect(page.get_by_role("heading", name="Loket", level=1)).to_be_visible()
    expect(page.get_by_label("NIK, nama")).to_be_focused()
    hands.type(page.get_by_label("NIK, nama"), NIK)
    hands.enter(page, page.get_by_label("NIK, nama"))
    expect(page.get_by_text("Tidak ditemukan.")).to_be_visible()
    expect(page.get_by_text("tidak ada di data ini")).to_be_visible()
    hands.type(page.get_by_label("Nama lengkap"), NAME)
    hands.type(page.get_by_label("Alamat"), ADDRESS)
    expect(page.get_by_label("PBI-JKN nonaktif")).to_be_hidden()
    hands.click(page.locator("label[for='urusan-kip']"))
    hands.type(page.get_by_label("Nama sekolah"), SCHOOL)
    hands.click(page.locator("label[for='entri-tidak']"))
    expect(page.locator("#hasil-nanti")).to_contain_text("KK distempel, berkonsultasi ke sekolah")
    officer.look("loket-sekali")

    # What lacks is said in its place, and nothing that was filled in is lost.
    page.get_by_role("button", name="Simpan hasil").click()
    expect(page.locator("#galat a[href='#berkas-kk']")).to_be_visible()
    assert not Case.objects.exists()
    hands.choose(page.locator("#berkas-kk"), KK)
    hands.go(page, page.get_by_role("button", name="Simpan hasil"))

    expect(page.get_by_text("KK distempel, berkonsultasi ke sekolah")).to_be_visible()
    expect(page.get_by_role("link", name="Petunjuk pengurusan KIP")).to_be_visible()
    officer.look("loket-sekali-hasil")
    hands.go(page, page.get_by_role("button", name="Serahkan"))
    case = Case.objects.get()
    assert (case.state, case.applicant.name, case.applicant.phone) == ("done", NAME, None)
    assert hands.clicks <= 10
    assert hands.keys <= 55


def test_a_listed_citizen_has_his_letter_by_two_people(person) -> None:  # type: ignore[no-untyped-def]
    """Name and entry come from the registry; only the supervisor's signature is another person's."""
    town = with_a_counter()
    listed = sample.listed()[0]
    town.citizens[0].delete()  # not known at the counter yet
    officer, supervisor = person(*AT_DESK), person(*AT_DESK)
    officer.sign_in(town.officer("front_office").phone, sample.PASSWORD)
    supervisor.sign_in(town.officer("supervisor").phone, sample.PASSWORD)
    page, hands = officer.page, Hands()
    expect(page.get_by_role("heading", name="Loket", level=1)).to_be_visible()
    hands.type(page.get_by_label("NIK, nama"), listed.nik)
    hands.enter(page, page.get_by_label("NIK, nama"))
    expect(page.get_by_label("Nama lengkap")).to_have_value(listed.name)
    expect(page.get_by_text("Tidak terdaftar", exact=True)).to_have_count(0)
    hands.type(page.get_by_label("Alamat"), ADDRESS)
    hands.click(page.locator("label[for='urusan-kip']"))
    hands.type(page.get_by_label("Nama sekolah"), SCHOOL)
    expect(page.locator("#hasil-nanti")).to_contain_text("Surat rekomendasi KIP")
    hands.choose(page.locator("#berkas-kk"), KK)
    hands.go(page, page.get_by_role("button", name="Simpan hasil"))
    expect(page.get_by_text("Menunggu Supervisor Pelayanan")).to_be_visible()
    officer.look("loket-sekali-surat")
    assert Letter.objects.get().number

    hands.hand_overs += 1
    signing = supervisor.page
    hands.go(signing, signing.get_by_role("link", name="Tugas saya").first)
    hands.go(signing, signing.locator(f"main a[href*='{Case.objects.get().ref}']").first)
    hands.type(signing.get_by_label("Frasa sandi"), sample.PASSPHRASE)
    hands.go(signing, signing.get_by_role("button", name="Tanda tangani"))

    hands.hand_overs += 1
    hands.clicks += 1
    page.reload()
    sign_on(page)  # by the citizen's hand
    hands.go(page, page.get_by_role("button", name="Serahkan"))
    assert Case.objects.get().state == "done"
    assert hands.clicks <= 12
    assert hands.keys - len(sample.PASSPHRASE) <= 45
    assert hands.hand_overs == 2


@pytest.mark.parametrize("citizen", [0, 2], ids=["listed", "unlisted"])
def test_the_look_up_opens_with_its_search_and_a_superior_opens_it_again(person, citizen: int) -> None:  # type: ignore[no-untyped-def]
    town = a_town(STANDARDS / "pekanbaru-dinsos")
    case = aside(lambda: a_case(town, "pengecekan", service="dtks", citizen=citizen))
    operator, supervisor = person(*AT_DESK), person(*AT_DESK)
    operator.sign_in(town.officer("operator_siks").phone, sample.PASSWORD)
    operator.open(f"/petugas/permohonan/{case.ref}/")
    page = operator.page
    if citizen == 0:
        expect(page.get_by_role("radio", checked=True)).to_have_count(1)
        expect(page.get_by_text("Tidak terdaftar", exact=True)).to_have_count(0)
    else:
        expect(page.get_by_role("radio", checked=True)).to_have_count(0)
        page.locator("label[for='entri-tidak']").click()
    operator.look(f"cek-dtks-{citizen}")
    operator.press("Tetapkan hasil")

    supervisor.sign_in(town.officer("supervisor").phone, sample.PASSWORD)
    supervisor.open(f"/petugas/permohonan/{case.ref}/")
    supervisor.page.get_by_text("Hasil ini keliru").click()
    supervisor.page.get_by_label("Mengapa keliru").fill("Salah pilih orang.")
    supervisor.look(f"buka-lagi-{citizen}")
    supervisor.press("Buka lagi")
    expect(supervisor.page.get_by_text("hasil pengecekan dibuka lagi")).to_be_visible()
    assert Case.objects.get().step == "pengecekan"
