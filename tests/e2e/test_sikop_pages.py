"""The pages of wet signing and of letters that nobody came for, on a phone and at a desk."""

from datetime import timedelta

import pytest

from silastri.apps.cases.models import Case
from silastri.apps.letters.models import Letter
from silastri.journey.letters import uncollected
from silastri.practice import sample
from tests.builders import MONDAY
from tests.e2e.conftest import AT_DESK, aside
from tests.pekanbaru import at_step, pekanbaru

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_of_signing_with_ink(person) -> None:  # type: ignore[no-untyped-def]
    town = pekanbaru()
    steps = ("pencetakan", "penandatanganan", "penomoran")
    printing, signing, numbering = aside(lambda: [at_step(town, step).ref for step in steps])
    ready = aside(lambda: at_step(town, "penyerahan"))
    officer = person(*AT_DESK)
    officer.sign_in(town.officer("back_office").phone, sample.PASSWORD)
    for ref in (printing, signing, numbering):
        officer.open(f"/petugas/permohonan/{ref}/")
        officer.look()
    officer.page.get_by_role("button", name="Ambil nomor").click()
    officer.page.get_by_text("Tulis pada surat").wait_for()
    officer.look()
    for path in ("/petugas/pesan/", f"/S/{Letter.objects.get(case=ready).code}"):
        officer.open(path)
        officer.look()
    officer.open(f"/petugas/permohonan/{signing}/")
    scan = {
        "name": "surat.pdf",
        "mimeType": "application/pdf",
        "buffer": aside(lambda: sample.scan("Pindaian", MONDAY)),
    }
    officer.page.locator("input[name=pindaian]").set_input_files(scan)
    officer.page.get_by_role("button", name="Simpan pindaian").click()
    officer.page.get_by_text("sudah ditandatangani").wait_for()
    assert Case.objects.get(ref=signing).step == "penomoran"


def test_of_letters_that_nobody_came_for(person) -> None:  # type: ignore[no-untyped-def]
    town = pekanbaru()
    refs = aside(lambda: [at_step(town, "penyerahan", citizen=n).ref for n in range(3)])
    long_ago = MONDAY - timedelta(days=400)
    Case.objects.filter(ref__in=refs).update(arrived_at=long_ago)
    aside(lambda: uncollected.make(town.act("back_office", long_ago + timedelta(days=60)), ref=refs[1]))
    nameless = Case.objects.get(ref=refs[2])
    nameless.answers["values"]["alamat"] = ""
    nameless.save()
    officer = person(*AT_DESK)
    officer.sign_in(town.officer("back_office").phone, sample.PASSWORD)
    officer.open("/petugas/")
    officer.by_menu("Belum diambil")
    officer.page.get_by_role("heading", name="Belum diambil").wait_for()
    officer.look()
    for ref in refs:
        officer.open(f"/petugas/belum-diambil/{ref}/")
        officer.look()
    officer.page.get_by_role("button", name="Buat surat pemberitahuan").click()
    officer.page.get_by_text("Isi alamat rumah pemohon.").first.wait_for()
    officer.look()
    officer.page.get_by_label("Alamat rumah pemohon").fill("Jalan Contoh Nomor 4, Pekanbaru")
    officer.page.get_by_role("button", name="Buat surat pemberitahuan").click()
    officer.page.get_by_text("sudah dibuat. Cetak, lalu kirim").wait_for()
    officer.look()
    officer.page.get_by_label("Dikirim lewat").fill("Pos tercatat, resi CONTOH-2")
    officer.page.get_by_role("button", name="Catat pengiriman").click()
    officer.page.get_by_text("Pengiriman sudah dicatat").wait_for()
    officer.look()
