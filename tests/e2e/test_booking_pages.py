"""The pages of appointments, waiting lists and bookable things fit a phone and a desk, and read aloud."""

import re
from datetime import datetime, time, timedelta

import pytest
from playwright.sync_api import expect

from silastri.apps.bookings.models import Place
from silastri.journey.apply import withdraw
from silastri.practice import sample
from silastri.practice.runner import Runner
from tests.builders import WIB, Town
from tests.e2e.conftest import AT_DESK, aside
from tests.kota_contoh import CARE, COPIES, HALL, drafted, fresh, handed_in, kota_contoh

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def filled() -> Town:
    """Somebody comes today and tomorrow, a list waits with one place free, a hall is booked next month."""
    town, now = kota_contoh(), datetime.now(WIB)
    first, *_ = [handed_in(town, CARE, citizen=n % 3, when=now + timedelta(seconds=n)) for n in range(4)]
    withdraw.withdraw(town.citizen_act(0, now), ref=first.ref)
    start = (now.date().replace(day=1) + timedelta(days=40)).replace(day=3)
    days = {"mulai": start.isoformat(), "selesai": (start + timedelta(days=3)).isoformat()}
    handed_in(town, HALL, citizen=1, when=now, ruang="aula", **days)
    return town


def test_of_booking(person) -> None:  # type: ignore[no-untyped-def]
    town = aside(filled)
    now = datetime.now(WIB)
    case = aside(lambda: fresh(Runner(town.service(COPIES), town.citizens[0], now, 0).submitted()))
    visitor = person()
    visitor.open(f"/layanan/kota-contoh/{CARE}/")
    visitor.look("kuota")
    booked = Place.objects.filter(kind="day").latest("starts_at").starts_at
    visitor.open(f"/layanan/kota-contoh/{HALL}/?bulan={booked:%Y-%m}")
    visitor.look("kalender")
    rani = person()
    rani.sign_in(town.citizens[0].phone, sample.PASSWORD)
    rani.open(f"/permohonan/{case.ref}/")
    rani.look("pemohon-belum")
    rani.open(f"/permohonan/{case.ref}/jadwal/")
    rani.look("pilih")
    rani.press("Simpan jadwal")
    rani.look()
    rani.page.get_by_label("08.30").first.check()
    rani.press("Simpan jadwal")
    rani.open(f"/permohonan/{case.ref}/")
    rani.look("pemohon-jadwal")
    rani.open(f"/permohonan/{case.ref}/jadwal/")
    rani.look("ubah")
    in_use = aside(lambda: drafted(town, HALL, citizen=0, when=now, ruang="aula", mulai="", selesai=""))
    rani.open(f"/permohonan/{in_use.ref}/formulir/mulai/?bulan={booked:%Y-%m}")
    rani.page.get_by_role("button", name=re.compile("^10 .*kosong$")).click()
    rani.page.get_by_role("button", name=re.compile("^11 .*kosong$")).click()
    expect(rani.page.get_by_role("button", name=re.compile("ditahan untuk Anda$"))).to_have_count(2)
    rani.look("kalender-isi")
    rani.open(f"/permohonan/{in_use.ref}/formulir/mulai/?bulan={booked:%Y-%m}")
    rani.page.get_by_label("Mulai dipakai").fill(f"{booked.astimezone(WIB):%Y-%m-%d}")
    rani.press("Lanjutkan")
    expect(rani.page.locator(".govuk-error-summary")).to_contain_text("sudah dipesan")
    rani.look("kalender-bentrok")
    wati = person()
    wati.sign_in(town.citizens[2].phone, sample.PASSWORD)
    waits = town.citizens[2].cases.get()
    wati.open(f"/permohonan/{waits.ref}/")
    wati.look("menunggu")
    ayu = person(*AT_DESK)
    ayu.sign_in(town.officer("kepala_bidang").phone, sample.PASSWORD)
    ayu.open("/petugas/daftar-tunggu/")
    ayu.look("daftar-tunggu")
    place = Place.objects.get(case=case, kind="slot", state="kept")
    Place.objects.filter(pk=place.pk).update(starts_at=datetime.combine(now.date(), time(0, 1), WIB))
    bima = person(*AT_DESK)
    bima.sign_in(town.officer("tim_teknis").phone, sample.PASSWORD)
    bima.open("/petugas/jadwal/")
    bima.look("jadwal")
    bima.page.emulate_media(media="print")
    assert not bima.page.get_by_role("button", name="Tampilkan").is_visible()
    assert bima.page.get_by_text(case.ref).is_visible()
    bima.page.emulate_media(media="screen")
    bima.open(f"/petugas/permohonan/{case.ref}/")
    bima.look("meja")
