"""What a manager changes: holidays and postings."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from silastri.apps.accounts.models import Person
from silastri.apps.audit.models import LogEntry
from silastri.apps.cases.models import Case
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Holiday, Posting
from tests.builders import WIB, Town, a_case

Browser = Callable[[Person | None], Client]


def test_adds_and_removes_a_holiday(town: Town, browser: Browser) -> None:
    client = browser(town.officer("back_office"))
    day = {"tanggal": "2026-10-04", "nama": "Hari jadi kabupaten", "jenis": "local"}
    assert client.post("/kelola/libur/", day | {"yakin": "ya"}).status_code == 302
    assert Holiday.objects.get(day=date(2026, 10, 4)).name == "Hari jadi kabupaten"
    assert "Hari jadi kabupaten" in client.get("/kelola/libur/?tahun=2026").content.decode()
    assert "Hapus hari libur ini?" in client.post("/kelola/libur/2026-10-04/hapus/").content.decode()
    assert Holiday.objects.filter(day=date(2026, 10, 4)).exists()
    client.post("/kelola/libur/2026-10-04/hapus/", {"yakin": "ya"})
    assert not Holiday.objects.filter(day=date(2026, 10, 4)).exists()
    assert list(LogEntry.objects.values_list("what", flat=True)) == ["set_holiday", "remove_holiday"]


@pytest.mark.parametrize(("days", "says"), [(-30, "sudah lewat"), (0, "hari ini"), (400, "")])
def test_a_day_that_is_here_or_past_is_asked_for(town: Town, browser: Browser, days: int, says: str) -> None:
    client = browser(town.officer("back_office"))
    on = offices.today(town.office, timezone.now()) + timedelta(days=days)
    Holiday.objects.filter(day=on).delete()
    day = {"tanggal": on.isoformat(), "nama": "Libur contoh", "jenis": "local"}
    answer = client.post("/kelola/libur/", day)
    assert Holiday.objects.filter(name="Libur contoh").exists() == (says == "")
    if says:
        assert f"Tanggal itu {says}" in answer.content.decode()
        assert client.post("/kelola/libur/", day | {"yakin": "ya"}).status_code == 302
        assert Holiday.objects.filter(name="Libur contoh").exists()


def test_a_day_is_typed_as_people_write_it_and_a_wrong_one_is_said(town: Town, browser: Browser) -> None:
    client = browser(town.officer("back_office"))
    on = offices.today(town.office, timezone.now()) + timedelta(days=400)
    sent = {"nama": "Libur contoh", "jenis": "local"}
    answer = client.post("/kelola/libur/", sent | {"tanggal": "31-2-2027"})
    assert answer.status_code == 422
    assert "Tanggal 31 Februari 2027 tidak ada." in answer.content.decode()
    assert 'value="31-2-2027"' in answer.content.decode()
    assert not Holiday.objects.filter(name="Libur contoh").exists()
    client.post("/kelola/libur/", sent | {"tanggal": f"{on:%d%m%Y}"})
    assert Holiday.objects.get(name="Libur contoh").day == on


def test_the_list_opens_at_today(town: Town, browser: Browser) -> None:
    client, today = browser(town.officer("back_office")), offices.today(town.office, timezone.now())
    Holiday.objects.all().delete()
    Holiday.objects.create(office=town.office, day=today, name="Libur kini", kind="local")
    page = client.get("/kelola/libur/").content.decode()
    assert "Libur kini" in page
    assert "sudah lewat" not in page
    Holiday.objects.create(office=town.office, day=today - timedelta(days=1), name="Libur kemarin", kind="local")
    page = client.get(f"/kelola/libur/?tahun={today.year}").content.decode()
    if (today - timedelta(days=1)).year == today.year:
        assert page.index("Libur kini") < page.index("1 hari libur yang sudah lewat") < page.index("Libur kemarin")


def test_sees_how_many_cases_a_holiday_moves_before_it_counts(town: Town, browser: Browser) -> None:
    case = a_case(town, "kajian")
    assert case.promise_due_at
    client, own = browser(town.officer("back_office")), browser(town.citizens[0])
    day = {"tanggal": case.promise_due_at.date().isoformat(), "nama": "Cuti bersama contoh", "jenis": "collective"}
    page = client.post("/kelola/libur/", day)
    assert page.status_code == 200
    assert "Batas waktu 1 permohonan akan berubah" in page.content.decode()
    assert case.ref in page.content.decode()
    assert not Holiday.objects.filter(name=day["nama"]).exists()
    assert Case.objects.get(pk=case.pk).promise_due_at == case.promise_due_at
    assert client.post("/kelola/libur/", day | {"yakin": "ya"}).status_code == 302
    moved = Case.objects.get(pk=case.pk)
    assert moved.promise_due_at
    assert moved.promise_due_at > case.promise_due_at
    for address in (f"/permohonan/{case.ref}/", f"/lacak/{case.ref}/"):
        assert "dihitung ulang karena hari libur berubah" in own.get(address).content.decode()
    assert "Janji selesai sekarang" in own.get(f"/permohonan/{case.ref}/").content.decode()


def test_taking_a_holiday_back_asks_too(town: Town, browser: Browser) -> None:
    case = a_case(town, "kajian")
    assert case.promise_due_at
    client, on = browser(town.officer("back_office")), date(2099, 11, 13)
    client.post("/kelola/libur/", {"tanggal": on.isoformat(), "nama": "Libur jauh", "jenis": "local"})
    Case.objects.filter(pk=case.pk).update(promise_due_at=datetime(2099, 11, 16, 9, tzinfo=WIB), due_at=None)
    assert "akan berubah" in client.post(f"/kelola/libur/{on}/hapus/").content.decode()
    assert Holiday.objects.filter(day=on).exists()
    client.post(f"/kelola/libur/{on}/hapus/", {"yakin": "ya"})
    assert not Holiday.objects.filter(day=on).exists()


@pytest.mark.parametrize("changed", [{"tanggal": "2026-02-30"}, {"nama": ""}, {"jenis": "x"}, {"tanggal": ""}])
def test_a_wrong_holiday_is_asked_again(town: Town, browser: Browser, changed: dict[str, str]) -> None:
    before = Holiday.objects.count()
    day = {"tanggal": "2026-10-04", "nama": "Hari jadi", "jenis": "local"} | changed
    assert browser(town.officer("back_office")).post("/kelola/libur/", day).status_code == 422
    assert Holiday.objects.count() == before


def posting(**changed: str) -> dict[str, str]:
    return {
        "petugas": "Ahli Muda",
        "jabatan": "loket",
        "sebagai": "holder",
        "sejak": "2026-11-09",
        "sampai": "",
        "surat": "",
        "tanggal_surat": "",
        "jabatan_sendiri": "",
    } | changed


def test_posts_an_officer(town: Town, browser: Browser) -> None:
    client = browser(town.officer("back_office"))
    assert client.post("/kelola/petugas/", posting()).status_code == 302
    made = Posting.objects.get(person=town.officer("ahli_muda"), post="loket")
    assert made.office == town.office


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"petugas": "Rani Contoh"}, "Tidak ada rekan"),
        ({"jabatan": "camat"}, "Pilih salah satu"),
        ({"sebagai": "plt"}, "Isi sampai kapan"),
        ({"sebagai": "plt", "sampai": "2026-12-01"}, "Isi nomor surat perintah"),
        ({"sampai": "2026-11-01"}, "sebelum tanggal mulai"),
    ],
)
def test_a_wrong_posting_is_asked_again(town: Town, browser: Browser, changed: dict[str, str], says: str) -> None:
    response = browser(town.officer("back_office")).post("/kelola/petugas/", posting(**changed))
    assert response.status_code == 422
    assert says in response.content.decode()
    assert Posting.objects.filter(person=town.officer("ahli_muda")).count() == 1


def test_the_state_of_services_is_shown_to_managers(town: Town, browser: Browser) -> None:
    page = browser(town.officer("back_office")).get("/kelola/kesehatan/").content.decode()
    assert "Pembayaran lewat internet" in page
    assert "Simulasi" in page


def test_what_is_not_set_up_is_said_with_what_it_means(
    town: Town, browser: Browser, settings: pytest.FixtureRequest
) -> None:
    left = {port: chosen for port, chosen in settings.ADAPTERS.items() if port != "payment"}  # type: ignore[attr-defined]
    settings.ADAPTERS = left  # type: ignore[attr-defined]
    page = browser(town.officer("back_office")).get("/kelola/kesehatan/").content.decode()
    assert "Belum diatur" in page
    assert "Tagihan dibayar di loket dengan bukti." in page
    assert "minta pengelola server" in page


def test_other_officers_do_not_see_the_state_of_services(town: Town, browser: Browser) -> None:
    assert browser(town.officer("loket")).get("/kelola/kesehatan/").status_code == 403
