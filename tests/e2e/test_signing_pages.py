"""The head signs on a phone: many letters with one passphrase, progress, a refusal in the middle, a lost answer."""

import pytest
from playwright.sync_api import expect

from silastri.apps.letters.models import Letter
from silastri.practice import sample
from tests import signers
from tests.builders import Town, a_case, a_town
from tests.e2e.conftest import DESK, PHONE, aside

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def letters() -> list[str]:
    return aside(lambda: list(Letter.objects.order_by("pk").values_list("state", flat=True)))


@pytest.fixture
def town() -> Town:
    found = a_town()
    aside(lambda: [a_case(found, "penandatanganan", citizen=n) for n in range(3)])
    return found


def test_many_letters_one_passphrase(person, town: Town) -> None:  # type: ignore[no-untyped-def]
    head = person(PHONE)
    head.sign_in(town.officer("kepala_dinas").phone, sample.PASSWORD)
    page = head.page
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="Tanda tangan", exact=True).click()
    expect(page.get_by_text("Surat 1 dari 3")).to_be_visible()
    expect(page.get_by_text("memberikan rekomendasi bantuan")).to_be_visible()
    expect(page.get_by_label("Frasa sandi tanda tangan")).to_have_count(0)  # one letter at a time
    page.get_by_text("Lihat lembarnya").click()
    expect(page.locator("details[open] img").first).to_be_visible()
    page.get_by_text("Kembalikan", exact=True).first.click()
    head.look()
    head.press("Kembalikan")
    expect(page.get_by_role("link", name="Isi alasan.")).to_be_visible()
    head.look()
    for place in (2, 3):
        head.press("Sudah saya baca, berikutnya")
        expect(page.get_by_text(f"Surat {place} dari 3")).to_be_visible()
    page.get_by_role("link", name="Daftar surat").click()
    expect(page.get_by_text("Sudah dibaca", exact=True)).to_have_count(2)
    head.look()
    page.get_by_label("Frasa sandi tanda tangan").fill("salah sekali")
    page.get_by_role("button", name="Tanda tangani 2 surat").click()
    expect(page.get_by_text("Berhenti di surat yang ditolak: 0 dari 2")).to_be_visible()
    expect(page.get_by_text("Frasa sandi salah").first).to_be_visible()
    expect(page.get_by_label("Frasa sandi tanda tangan")).to_have_value("")
    assert letters() == ["numbered"] * 3
    page.get_by_role("link", name="Baca 1 lagi").click()
    head.press("Sudah saya baca, tanda tangan")
    expect(page.get_by_text("Sudah dibaca", exact=True)).to_have_count(3)
    page.locator(".signing__open").last.click()
    head.press("Tandai belum dibaca")
    head.look()
    page.get_by_role("link", name="Daftar surat").click()
    page.get_by_label("Frasa sandi tanda tangan").fill(sample.PASSPHRASE)
    page.get_by_role("button", name="Tanda tangani 2 surat").click()
    expect(page.get_by_text("2 surat ditandatangani.")).to_be_visible()
    head.look()
    assert sorted(letters()) == ["numbered", "signed", "signed"]
    expect(page.get_by_label("Frasa sandi tanda tangan")).to_have_value("")


def test_on_a_desk_the_letter_stands_beside_the_list(person, town: Town) -> None:  # type: ignore[no-untyped-def]
    head = person(DESK)
    head.sign_in(town.officer("kepala_dinas").phone, sample.PASSWORD)
    head.open("/petugas/tanda-tangan/")
    page = head.page
    expect(page.get_by_text("Belum dibaca", exact=True)).to_have_count(3)
    expect(page.get_by_text("memberikan rekomendasi bantuan")).to_be_visible()
    head.press("Sudah saya baca, berikutnya")
    expect(page.get_by_text("Sudah dibaca", exact=True)).to_have_count(1)
    expect(page.get_by_role("button", name="Tanda tangani")).to_have_count(0)  # where a letter is read, none signs
    page.get_by_role("link", name="Tanda tangani 1 yang sudah dibaca").click()
    expect(page.get_by_role("button", name="Tanda tangani 1 surat")).to_be_visible()
    head.look()


def test_an_answer_that_is_lost_is_settled(  # type: ignore[no-untyped-def]
    person, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    signers.told(monkeypatch, "lost", "away")
    head = person(PHONE)
    head.sign_in(town.officer("kepala_dinas").phone, sample.PASSWORD)
    head.open("/petugas/tanda-tangan/")
    page = head.page
    head.press("Sudah saya baca, berikutnya")
    head.open("/petugas/tanda-tangan/?daftar=1")
    page.get_by_label("Frasa sandi tanda tangan").fill(sample.PASSPHRASE)
    page.get_by_role("button", name="Tanda tangani 1 surat").click()
    expect(page.get_by_text("mungkin sudah ditandatangani")).to_be_visible()
    head.open("/petugas/tanda-tangan/")
    head.press("Sudah saya baca, berikutnya")
    head.open("/petugas/tanda-tangan/?daftar=1")
    page.get_by_label("Frasa sandi tanda tangan").fill(sample.PASSPHRASE)
    page.get_by_role("button", name="Tanda tangani 1 surat").click()
    expect(page.get_by_text("sedang tidak bisa dihubungi")).to_be_visible()
    head.open("/petugas/tanda-tangan/?daftar=1")
    expect(page.get_by_text("tidak bisa dihubungi sejak")).to_be_visible()
    head.look()
    page.get_by_role("link", name="Pastikan").first.click()
    head.look()
    page.get_by_label("Dari mana Anda tahu?").fill("Catatan eSign hari ini tidak memuat surat ini.")
    head.press("Nyatakan belum ditandatangani")
    expect(page.get_by_text("sudah dipastikan")).to_be_visible()
    head.look()
