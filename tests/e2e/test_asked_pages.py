"""Asked and answered in a real browser, at the width of a telephone and of a desk."""

from pathlib import Path

import pytest

from silastri.apps.opinions import queries
from silastri.practice import sample
from tests.builders import Town, a_case
from tests.consulted import consulting
from tests.e2e.conftest import AT_DESK, aside
from tests.journey.opinions.asking import STEP, says, sent

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_asks_answers_and_concludes(person, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    town: Town = aside(lambda: consulting(tmp_path))
    health = aside(lambda: a_case(town, STEP, service="kesehatan"))
    crowd = aside(lambda: a_case(town, STEP, service="keramaian"))
    aside(lambda: says(town, crowd, "hukum", "catatan"))
    aside(lambda: says(town, crowd, "desa", "tidak"))

    officer = person(*AT_DESK)
    officer.sign_in(town.officer("back_office").phone or "", sample.PASSWORD)
    officer.open(f"/petugas/permohonan/{health.ref}/")
    officer.look("asks")
    with officer.page.expect_navigation():
        officer.page.get_by_role("button", name="Tampilkan tautan").first.click()
    officer.look("link")
    officer.open(f"/petugas/permohonan/{crowd.ref}/")
    officer.look("side-by-side")

    partner = person()
    partner.open(f"/mitra/{aside(lambda: sent(town, health, 'puskesmas'))}/")
    partner.look("partner")
    partner.press("Kirim jawaban")
    partner.look("partner-wrong")
    partner.page.get_by_label("Ya", exact=True).check()
    partner.page.get_by_label("Nama yang menjawab").fill("dr. Contoh")
    partner.page.get_by_label("Jabatan yang menjawab").fill("Kepala Puskesmas Contoh")
    partner.press("Kirim jawaban")
    partner.look("partner-answered")
    partner.open("/mitra/tidak-ada/")
    partner.look("partner-unknown")

    expert = person(*AT_DESK)
    expert.sign_in(town.officer("ahli_muda").phone or "", sample.PASSWORD)
    expert.open("/petugas/pendapat/")
    expert.look("asked-list")
    expert.page.locator("main").get_by_role("link", name=crowd.ref).click()
    expert.look("asked")
    expert.page.get_by_label("Mengizinkan", exact=True).check()
    expert.press("Kirim jawaban")
    officer.open(f"/petugas/permohonan/{crowd.ref}/")
    officer.page.get_by_label("Syarat tambahan").fill("Selesai pukul 22.00")
    officer.page.get_by_label("Kesimpulan").fill("Diizinkan dengan syarat.")
    officer.press("Simpulkan, teruskan")
    officer.open(f"/petugas/permohonan/{crowd.ref}/")
    officer.look("concluded")
    citizen = person()
    citizen.open(f"/lacak/{health.ref}/")
    citizen.look("tracked")
    assert aside(lambda: queries.now_at(crowd, STEP)["ahli"].stance) == "setuju"
