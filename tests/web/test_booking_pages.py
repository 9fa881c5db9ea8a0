"""The pages of appointments, quotas, waiting lists and halls: what each audience sees, and what it must not."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.bookings.models import Place
from silastri.apps.cases.models import Case
from silastri.journey.apply import withdraw
from silastri.journey.desk import appointment
from silastri.practice.runner import Runner
from tests.builders import MONDAY, Town, a_town
from tests.kota_contoh import CARE, COPIES, FOLDER, HALL, TRAINING, at, drafted, fresh, handed_in, kota_contoh, onward

Browser = Callable[[Person | None], Client]
WEDNESDAY = at(11)
SetClock = Callable[[datetime], None]


@pytest.fixture
def town(db: None) -> Town:
    return kota_contoh()


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[SetClock]:
    """The clock of the pages: Monday 9 November 2026, nine o'clock, until it is set."""

    def set_to(now: datetime) -> None:
        monkeypatch.setattr("silastri.web.guard.timezone.now", lambda: now)

    set_to(MONDAY)
    yield set_to


def page(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, path
    return response.content.decode()


def waiting(town: Town, citizen: int = 0) -> Case:
    case = handed_in(town, TRAINING, citizen=citizen, lokasi="utara")
    return fresh(onward(town, case, MONDAY))


def test_an_applicant_chooses_changes_and_gives_up(town: Town, browser: Browser) -> None:
    case, client = waiting(town), browser(town.citizens[0])
    path = f"/permohonan/{case.ref}/jadwal/"
    assert path in page(client, f"/permohonan/{case.ref}/")
    shown = page(client, path)
    assert "Rabu, 11 November 2026" in shown and "Ruang Rapat Lantai 2" in shown and "sisa 2" in shown
    assert client.post(path, {"jam": WEDNESDAY.isoformat()}).status_code == 302
    assert "Rabu, 11 November 2026 pukul 09.00" in page(client, f"/permohonan/{case.ref}/")
    client.post(path, {"jam": at(16).isoformat()})
    client.post(path, {"batal": "1"})
    assert [p.state for p in Place.objects.filter(kind="slot").order_by("pk")] == ["freed", "freed"]
    assert "pilih jadwal" in page(client, f"/permohonan/{case.ref}/")


@pytest.mark.parametrize("hour", ["", "besok", "2026-11-11T09:00", at(10).isoformat(), "2026-11-11T09:00:00+99:00"])
def test_a_wrong_hour_is_refused_on_the_page(town: Town, browser: Browser, hour: str) -> None:
    case = waiting(town)
    response = browser(town.citizens[0]).post(f"/permohonan/{case.ref}/jadwal/", {"jam": hour})
    assert response.status_code == 422
    assert "Belum tersimpan" in response.content.decode()
    assert not Place.objects.filter(kind="slot").exists()


def test_a_case_at_another_step_has_no_such_page(town: Town, browser: Browser) -> None:
    case = handed_in(town, TRAINING, lokasi="utara")
    for person, path, status in (
        (town.citizens[0], f"/permohonan/{case.ref}/jadwal/", 302),  # the link of an old message
        (town.officer("loket"), f"/petugas/permohonan/{case.ref}/pilih-jadwal/", 409),
    ):
        assert browser(person).get(path).status_code == status
        assert browser(person).post(path, {"jam": WEDNESDAY.isoformat()}).status_code == 409


def test_an_officer_chooses_for_who_has_no_account(town: Town, browser: Browser) -> None:
    case = fresh(Runner(town.service(COPIES), town.citizens[0], MONDAY, 0).submitted())
    client, path = browser(town.officer("loket")), f"/petugas/permohonan/{case.ref}/pilih-jadwal/"
    assert path in page(client, f"/petugas/permohonan/{case.ref}/")
    assert client.post(path, {"jam": at(10, 14).isoformat()}).status_code == 302
    assert "10 November 2026 pukul 14.00" in page(client, f"/petugas/permohonan/{case.ref}/")
    head = browser(town.officer("kepala_dinas"))
    assert path not in page(head, f"/petugas/permohonan/{case.ref}/")
    assert head.get(path).status_code == 403


def test_the_list_of_the_day_and_who_did_not_come(town: Town, browser: Browser, clock: SetClock) -> None:
    first, second = waiting(town), waiting(town, 1)
    for n, (case, hour) in enumerate(((first, at(11, 10)), (second, WEDNESDAY))):
        appointment.choose(town.citizen_act(n), ref=case.ref, starts_at=hour)
    client = browser(town.officer("tim_teknis"))
    assert "/petugas/jadwal/" in page(client, "/petugas/")
    shown = page(client, "/petugas/jadwal/?tanggal=2026-11-11")
    assert shown.index(second.ref) < shown.index(first.ref), "by the hour"
    assert "tidak-hadir" not in shown, "nobody is absent before his hour"
    assert "Tidak ada yang dijadwalkan" in page(client, "/petugas/jadwal/?tanggal=2026-11-12")
    typed = page(client, "/petugas/jadwal/?tanggal=11-11-2026")
    assert 'value="11-11-2026"' in typed
    assert "Tidak ada yang dijadwalkan" not in typed
    assert "Tanggal 31 Februari 2026 tidak ada." in page(client, "/petugas/jadwal/?tanggal=31-2-2026")
    for wrong in ("?tanggal=x", "?tanggal=0001-01-01", "?tanggal=9999-12-31", ""):
        assert "9 November 2026" in page(client, f"/petugas/jadwal/{wrong}")

    clock(at(11, 9, 30))
    client = browser(town.officer("tim_teknis"))
    place = Place.objects.get(case=second, kind="slot")
    path = f"/petugas/jadwal/{place.pk}/tidak-hadir/"
    assert path in page(client, "/petugas/jadwal/")
    assert path not in page(browser(town.officer("kepala_dinas")), "/petugas/jadwal/")
    assert browser(town.officer("kepala_dinas")).post(path).status_code == 403
    assert client.post(path)["Location"] == "/petugas/jadwal/?tanggal=2026-11-11"
    assert Place.objects.get(pk=place.pk).state == "absent"
    assert "Tidak hadir" in page(client, "/petugas/jadwal/")
    assert "pilih jadwal" in page(browser(town.citizens[1]), f"/permohonan/{second.ref}/")


def test_an_office_of_another_zone_shows_its_own_hours(browser: Browser, tmp_path: Path, db: None) -> None:
    folder = tmp_path / "kota-timur"
    shutil.copytree(FOLDER, folder)
    office = folder / "kantor.yaml"
    office.write_text(office.read_text().replace("tempat: Kota Contoh", "tempat: Kota\nzona_waktu: Asia/Jayapura"))
    town = a_town(folder)
    case, client = waiting(town), browser(town.citizens[0])
    path = f"/permohonan/{case.ref}/jadwal/"
    shown = page(client, path)
    assert "09.00 <" in shown and "2026-11-11T09:00:00+09:00" in shown and "07.00" not in shown
    client.post(path, {"jam": "2026-11-11T09:00:00+09:00"})
    assert "Rabu, 11 November 2026 pukul 09.00" in page(client, f"/permohonan/{case.ref}/")
    listed = page(browser(town.officer("tim_teknis")), "/petugas/jadwal/?tanggal=2026-11-11")
    assert "<strong>09.00</strong>" in listed


def test_another_office_finds_nothing(town: Town, browser: Browser, tmp_path: Path, clock: SetClock) -> None:
    folder = tmp_path / "kota-lain"
    shutil.copytree(FOLDER, folder)
    office = folder / "kantor.yaml"
    office.write_text(office.read_text().replace("kode: KTC", "kode: LAIN"))
    other = a_town(folder)
    case = waiting(town)
    place = appointment.choose(town.citizen_act(0), ref=case.ref, starts_at=WEDNESDAY)
    third = [handed_in(town, CARE, citizen=n) for n in range(3)][2]
    client = browser(other.officer("tim_teknis"))
    assert case.ref not in page(client, "/petugas/jadwal/?tanggal=2026-11-11")
    clock(at(12))
    client = browser(other.officer("tim_teknis"))
    assert client.post(f"/petugas/jadwal/{place.pk}/tidak-hadir/").status_code == 404
    assert client.get(f"/petugas/permohonan/{case.ref}/pilih-jadwal/").status_code == 404
    head = browser(other.officer("kepala_bidang"))
    assert third.ref not in page(head, "/petugas/daftar-tunggu/")
    assert head.post(f"/petugas/daftar-tunggu/{third.ref}/terima/", {"giliran": third.turn}).status_code == 404
    assert Place.objects.get(pk=place.pk).state == "kept"


def test_the_waiting_list_on_all_sides(town: Town, browser: Browser) -> None:
    first, _, third = (handed_in(town, CARE, citizen=n, when=MONDAY + timedelta(minutes=n)) for n in range(3))
    fourth = handed_in(town, CARE, citizen=1, when=MONDAY + timedelta(minutes=5))
    assert "urutan ke-1" in page(browser(town.citizens[2]), f"/permohonan/{third.ref}/")
    tracked = page(Client(), f"/lacak/{third.ref}/")
    assert "Daftar tunggu" in tracked and third.applicant.name not in tracked
    assert tracked.count(">Pengajuan<") == 1
    assert "2 menunggu" in page(Client(), f"/layanan/kota-contoh/{CARE}/")
    client = browser(town.officer("kepala_bidang"))
    shown = page(client, "/petugas/daftar-tunggu/")
    assert "Penuh" in shown and "terima/" not in shown, "no place, nothing to press"
    path = f"/petugas/daftar-tunggu/{third.ref}/terima/"
    full = client.post(path, {"giliran": third.turn})
    assert full.status_code == 409 and "Belum ada tempat" in full.content.decode()
    withdraw.withdraw(town.citizen_act(0), ref=first.ref)
    assert "1 tempat kosong" in page(client, "/petugas/daftar-tunggu/")
    passed_over = client.post(f"/petugas/daftar-tunggu/{fourth.ref}/terima/", {"giliran": fourth.turn, "alasan": ""})
    assert passed_over.status_code == 422 and "Tulis alasan" in passed_over.content.decode()
    assert client.post(path, {"giliran": third.turn}).status_code == 302
    assert fresh(third).state == "running"
    assert "urutan ke-1" in page(client, f"/petugas/permohonan/{fourth.ref}/")
    assert "Diterima dari daftar tunggu" in page(Client(), f"/lacak/{third.ref}/")
    assert client.post(path, {"giliran": third.turn}).status_code == 409
    assert browser(town.officer("loket")).get("/petugas/daftar-tunggu/").status_code == 403
    assert "Daftar tunggu" not in page(browser(town.officer("loket")), "/petugas/")


def test_a_closed_quota_is_told_in_public_and_refused_kindly(town: Town, browser: Browser) -> None:
    path = f"/layanan/kota-contoh/{TRAINING}/"
    assert page(Client(), path).count("sisa 2 tempat") == 2
    for n in range(2):
        handed_in(town, TRAINING, citizen=n, lokasi="utara")
    shown = page(Client(), path)
    assert "Balai Utara: <strong>penuh</strong>" in shown and "Dibuka lagi 1 Maret 2027" in shown
    assert town.citizens[0].name not in shown
    case = drafted(town, TRAINING, citizen=2, lokasi="utara")
    refused = browser(town.citizens[2]).post(f"/permohonan/{case.ref}/kirim/")
    assert refused.status_code == 422 and "Dibuka lagi 1 Maret 2027" in refused.content.decode()
    assert fresh(case).state == "draft"


def test_outside_its_dates_the_service_says_when_it_opens(town: Town, clock: SetClock) -> None:
    clock(at(5, month=12))
    assert "pengajuan sedang ditutup. Dibuka lagi 1 Maret 2027" in page(Client(), f"/layanan/kota-contoh/{TRAINING}/")


def test_the_calendar_of_a_hall_shows_days_and_no_people(town: Town, browser: Browser) -> None:
    handed_in(town, HALL, ruang="aula", mulai="2026-12-03", selesai="2026-12-04")
    path = f"/layanan/kota-contoh/{HALL}/"
    now, then = page(Client(), path), page(Client(), f"{path}?bulan=2026-12")
    assert "November 2026" in now and now.count("month__taken") == 0
    assert "Desember 2026" in then and then.count("month__taken") == 2
    assert town.citizens[0].name not in then
    for wrong in ("x", "2026-13", "2020-01", "9999-01", "2026-12-01"):
        page(Client(), f"{path}?bulan={wrong}")
    case = drafted(town, HALL, citizen=1, ruang="aula", mulai="2026-12-04", selesai="2026-12-05")
    refused = browser(town.citizens[1]).post(f"/permohonan/{case.ref}/kirim/")
    assert refused.status_code == 422
    assert "Aula sudah dipesan pada 4 Desember 2026" in refused.content.decode()
    assert town.citizens[0].name not in refused.content.decode()


def test_an_approval_that_is_no_longer_free_is_refused_at_the_desk(town: Town, browser: Browser) -> None:
    case = fresh(onward(town, handed_in(town, HALL, ruang="aula", mulai="2026-12-03", selesai="2026-12-04"), MONDAY))
    Place.objects.filter(case=case).update(state="freed")
    handed_in(town, HALL, citizen=1, ruang="aula", mulai="2026-12-04", selesai="2026-12-04")
    sent = {"giliran": case.turn, "keputusan": "lanjut"}
    refused = browser(town.officer("kepala_bidang")).post(f"/petugas/permohonan/{case.ref}/putuskan/", sent)
    assert refused.status_code == 422
    assert "Aula sudah dipesan pada 4 Desember 2026" in refused.content.decode()
    assert fresh(case).step == "persetujuan"
