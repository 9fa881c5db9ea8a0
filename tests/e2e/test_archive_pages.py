"""The pages of the archive fit a phone and a desk, and read aloud: from the search to the berita acara."""

from datetime import date

import pytest

from silastri.apps.archive.models import ArchivedFile, Disposal, Record
from silastri.practice import sample
from tests.archived import FAIR, HALL, contoh, filed
from tests.builders import Town
from tests.e2e.conftest import AT_DESK, aside

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
PAST = date(2020, 1, 1)


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


def test_of_the_archive(person) -> None:  # type: ignore[no-untyped-def]
    town, old = aside(filled)
    arsip = person(*AT_DESK)
    arsip.sign_in(town.officer("loket").phone, sample.PASSWORD)
    arsip.by_menu("Arsip")
    arsip.look("arsip-semua")
    arsip.page.locator("#cari").fill("gedung")
    arsip.page.locator("main").get_by_role("button", name="Cari").click()
    arsip.open("/petugas/arsip/?cari=gedung")
    arsip.look("arsip-cari")
    arsip.open(f"/petugas/arsip/{old.pk}/")
    arsip.look("arsip-satu")
    arsip.open("/petugas/arsip/perhatian/")
    arsip.look("arsip-perhatian")
    arsip.open("/petugas/arsip/tempo/nilai/")
    arsip.look("arsip-nilai")
    arsip.open("/petugas/arsip/tempo/inaktif/")
    arsip.look("arsip-inaktif")
    arsip.press("Pindahkan ke inaktif")
    arsip.look("arsip-dipindahkan")
    arsip.open("/petugas/arsip/tempo/musnah/")
    arsip.press("Usulkan pemusnahan")
    arsip.look("arsip-belum-dipilih")
    for box in arsip.page.locator("input[name=arsip]").all():
        box.check()
    arsip.page.get_by_label("Alasan").fill("Masa simpan habis menurut jadwal retensi.")
    arsip.press("Usulkan pemusnahan")
    arsip.look("arsip-diusulkan")
    here = f"/petugas/arsip/daftar/{Disposal.objects.get(kind='destroy').pk}/"
    kepala = person(*AT_DESK)
    kepala.sign_in(town.officer("kepala_dinas").phone, sample.PASSWORD)
    kepala.open(here)
    kepala.look("arsip-diputuskan")
    kepala.press("Setujui")
    arsip.open(here)
    arsip.look("arsip-disetujui")
    arsip.press("Musnahkan")
    arsip.look("arsip-tanpa-saksi")
    seen = {"Nama saksi 1": "Rahma Contoh", "Jabatan saksi 1": "Hukum", "Nama saksi 2": "Bakti Contoh"}
    for name, who in (seen | {"Jabatan saksi 2": "Inspektorat"}).items():
        arsip.page.get_by_label(name).fill(who)
    arsip.press("Musnahkan")
    arsip.look("arsip-musnah")
    arsip.open(f"/petugas/arsip/{old.pk}/")
    arsip.look("arsip-satu-musnah")
    arsip.open("/petugas/arsip/daftar/")
    arsip.look("arsip-daftar")
    arsip.open("/petugas/arsip/tempo/serah/")
    arsip.look("arsip-serah")
    assert Record.objects.get(pk=old.pk).state == "destroyed"
