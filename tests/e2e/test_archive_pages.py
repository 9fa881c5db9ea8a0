"""The pages of the archive fit a phone and a desk, and read aloud: from the search to the berita acara."""

import os
from datetime import date
from pathlib import Path

import pytest

from silastri.apps.archive.models import ArchivedFile, Disposal, Record
from silastri.practice import sample
from tests.archived import FAIR, HALL, contoh, filed
from tests.builders import Town
from tests.e2e.conftest import WIDTHS, aside

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("SILASTRI_SHOTS", "")
PAST = date(2020, 1, 1)


def look(person, name: str, width: int, path: str = "") -> None:  # type: ignore[no-untyped-def]
    if path:
        person.open(path)
    person.look()
    if SHOTS:
        person.page.screenshot(path=str(Path(SHOTS) / f"arsip-{name}-{width}.png"), full_page=True)


def filled() -> tuple[Town, Record]:
    """One case is over, another may be destroyed, a third is permanent; a file is gone, a record has no schedule."""
    town = contoh()
    letter, whole = filed(town)
    old, old_file = filed(town, HALL, citizen=1)
    forever, _ = filed(town, FAIR)
    Record.objects.filter(pk__in=[letter.pk, whole.pk]).update(active_until=PAST)
    over = Record.objects.filter(pk__in=[old.pk, old_file.pk, forever.pk])
    over.update(state="inactive", active_until=PAST, inactive_until=PAST)
    ArchivedFile.objects.filter(record=whole).filter(name="Kartu kendali").update(finding="missing")
    Record.objects.filter(letter__mode="tanpa").update(active_until=None, inactive_until=None, fate="", code="")
    return town, old


@pytest.mark.parametrize("width", WIDTHS)
def test_of_the_archive(person, width: int) -> None:  # type: ignore[no-untyped-def]
    town, old = aside(filled)
    arsip = person(width)
    arsip.sign_in(town.officer("loket").phone, sample.PASSWORD)
    arsip.page.get_by_label("Menu petugas").get_by_role("link", name="Arsip").click()
    look(arsip, "semua", width)
    arsip.page.locator("#cari").fill("gedung")
    arsip.page.locator("main").get_by_role("button", name="Cari").click()
    look(arsip, "cari", width, "/petugas/arsip/?cari=gedung")
    look(arsip, "satu", width, f"/petugas/arsip/{old.pk}/")
    look(arsip, "perhatian", width, "/petugas/arsip/perhatian/")
    look(arsip, "nilai", width, "/petugas/arsip/tempo/nilai/")
    look(arsip, "inaktif", width, "/petugas/arsip/tempo/inaktif/")
    arsip.press("Pindahkan ke inaktif")
    look(arsip, "dipindahkan", width)
    arsip.open("/petugas/arsip/tempo/musnah/")
    arsip.press("Usulkan pemusnahan")
    look(arsip, "belum-dipilih", width)
    for box in arsip.page.locator("input[name=arsip]").all():
        box.check()
    arsip.page.get_by_label("Alasan").fill("Masa simpan habis menurut jadwal retensi.")
    arsip.press("Usulkan pemusnahan")
    look(arsip, "diusulkan", width)
    here = f"/petugas/arsip/daftar/{Disposal.objects.get(kind='destroy').pk}/"
    kepala = person(width)
    kepala.sign_in(town.officer("kepala_dinas").phone, sample.PASSWORD)
    look(kepala, "diputuskan", width, here)
    kepala.press("Setujui")
    look(arsip, "disetujui", width, here)
    arsip.press("Musnahkan")
    look(arsip, "tanpa-saksi", width)
    seen = {"Nama saksi 1": "Rahma Contoh", "Jabatan saksi 1": "Hukum", "Nama saksi 2": "Bakti Contoh"}
    for name, who in (seen | {"Jabatan saksi 2": "Inspektorat"}).items():
        arsip.page.get_by_label(name).fill(who)
    arsip.press("Musnahkan")
    look(arsip, "musnah", width)
    look(arsip, "satu-musnah", width, f"/petugas/arsip/{old.pk}/")
    look(arsip, "daftar", width, "/petugas/arsip/daftar/")
    look(arsip, "serah", width, "/petugas/arsip/tempo/serah/")
    assert Record.objects.get(pk=old.pk).state == "destroyed"
