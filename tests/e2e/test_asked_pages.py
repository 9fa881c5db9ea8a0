"""Asked and answered in a real browser, at the width of a telephone and of a desk."""

import os
from pathlib import Path

import pytest

from silastri.apps.opinions import queries
from silastri.practice import sample
from tests.builders import Town, a_case
from tests.consulted import consulting
from tests.e2e.conftest import WIDTHS, aside
from tests.journey.opinions.test_ask import STEP, says, sent

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("SILASTRI_SHOTS", "")


def shot(person, name: str) -> None:  # type: ignore[no-untyped-def]
    person.look()
    if SHOTS:
        person.page.screenshot(path=f"{SHOTS}/{name}-{person.page.viewport_size['width']}.png", full_page=True)


@pytest.mark.parametrize("width", WIDTHS)
def test_asks_answers_and_concludes(person, tmp_path: Path, width: int) -> None:  # type: ignore[no-untyped-def]
    town: Town = aside(lambda: consulting(tmp_path))
    health = aside(lambda: a_case(town, STEP, service="kesehatan"))
    crowd = aside(lambda: a_case(town, STEP, service="keramaian"))
    aside(lambda: says(town, crowd, "hukum", "catatan"))
    aside(lambda: says(town, crowd, "desa", "tidak"))

    officer = person(width)
    officer.sign_in(town.officer("back_office").phone or "", sample.PASSWORD)
    officer.open(f"/petugas/permohonan/{health.ref}/")
    shot(officer, "asks")
    with officer.page.expect_navigation():
        officer.page.get_by_role("button", name="Tampilkan tautan").first.click()
    shot(officer, "link")
    officer.open(f"/petugas/permohonan/{crowd.ref}/")
    shot(officer, "side-by-side")

    partner = person(width)
    partner.open(f"/mitra/{aside(lambda: sent(town, health, 'puskesmas'))}/")
    shot(partner, "partner")
    partner.press("Kirim jawaban")
    shot(partner, "partner-wrong")
    partner.page.get_by_label("Ya", exact=True).check()
    partner.page.get_by_label("Nama yang menjawab").fill("dr. Contoh")
    partner.page.get_by_label("Jabatan yang menjawab").fill("Kepala Puskesmas Contoh")
    partner.press("Kirim jawaban")
    shot(partner, "partner-answered")
    partner.open("/mitra/tidak-ada/")
    shot(partner, "partner-unknown")

    expert = person(width)
    expert.sign_in(town.officer("ahli_muda").phone or "", sample.PASSWORD)
    expert.open("/petugas/pendapat/")
    shot(expert, "asked-list")
    expert.page.locator("main").get_by_role("link", name=crowd.ref).click()
    shot(expert, "asked")
    expert.page.get_by_label("Mengizinkan", exact=True).check()
    expert.press("Kirim jawaban")
    officer.open(f"/petugas/permohonan/{crowd.ref}/")
    officer.page.get_by_label("Simpulkan, teruskan").check()
    officer.page.get_by_label("Syarat tambahan").fill("Selesai pukul 22.00")
    officer.page.get_by_label("Kesimpulan").fill("Diizinkan dengan syarat.")
    officer.press("Simpan keputusan")
    officer.open(f"/petugas/permohonan/{crowd.ref}/")
    shot(officer, "concluded")
    citizen = person(width)
    citizen.open(f"/lacak/{health.ref}/")
    shot(citizen, "tracked")
    assert aside(lambda: queries.now_at(crowd, STEP)["ahli"].stance) == "setuju"
