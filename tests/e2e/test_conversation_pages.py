"""A citizen writes; an officer answers by keyboard, hands the conversation over and closes it."""

import pytest
from django.utils import timezone

from silastri.apps.conversations.models import Said
from silastri.practice import sample
from tests.builders import a_town
from tests.e2e.conftest import AT_DESK, aside
from tests.incoming import came, wrote

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_a_question_is_answered_and_closed(person) -> None:  # type: ignore[no-untyped-def]
    town = a_town()
    aside(lambda: wrote("Berapa biaya suratnya, Pak? " + "Panjang sekali ceritanya. " * 12, timezone.now()))
    aside(lambda: wrote("ADUAN petugas tidak ada di loket", timezone.now(), number="+6281110000012"))
    aside(lambda: came(b"[newer shape]", timezone.now()))
    officer = person(*AT_DESK)
    officer.sign_in(town.officer("loket").phone, sample.PASSWORD)
    officer.by_menu("Percakapan 2 terbuka")
    officer.page.get_by_role("heading", name="Percakapan").wait_for()
    officer.look("percakapan")
    officer.page.get_by_role("link", name="0811-xxxx-011").press("Enter")
    officer.page.get_by_role("heading", name="Jawab").wait_for()
    officer.press("Kirim jawaban")
    officer.page.get_by_text("Isi jawaban").first.wait_for()
    officer.look("percakapan-kosong")
    officer.page.get_by_role("button", name="Terima kasih sudah menghubungi kami.").click()
    officer.page.get_by_label("Jawaban Anda").press("Control+Enter")
    officer.page.get_by_text("Sudah dijawab").wait_for()
    assert aside(lambda: Said.objects.get(by__isnull=False).text) == "Terima kasih sudah menghubungi kami."
    aside(lambda: wrote("Baik. Satu lagi: jam berapa tutup?", timezone.now()))
    officer.page.get_by_text("jam berapa tutup?").wait_for()  # by itself
    officer.page.get_by_text("Serahkan ke rekan").click()
    officer.page.get_by_text("Orang ini: cocokkan di loket").click()
    officer.press("Cocokkan")
    officer.page.get_by_text("Isi NIK").first.wait_for()
    officer.look("percakapan-cocokkan")
    officer.press("Tutup percakapan")
    officer.page.get_by_text("Percakapan ditutup.").wait_for()
    officer.open("/petugas/percakapan/?tampil=selesai")
    officer.look("percakapan-selesai")
