"""What a manager changes: holidays and postings."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.audit.models import LogEntry
from silastri.apps.offices.models import Holiday, Posting
from tests.builders import Town

Browser = Callable[[Person | None], Client]


def test_adds_and_removes_a_holiday(town: Town, browser: Browser) -> None:
    client = browser(town.officer("back_office"))
    day = {"tanggal": "2026-10-04", "nama": "Hari jadi kabupaten", "jenis": "local"}
    assert client.post("/kelola/libur/", day).status_code == 302
    assert Holiday.objects.get(day=date(2026, 10, 4)).name == "Hari jadi kabupaten"
    assert "Hari jadi kabupaten" in client.get("/kelola/libur/?tahun=2026").content.decode()
    client.post("/kelola/libur/2026-10-04/hapus/")
    assert not Holiday.objects.filter(day=date(2026, 10, 4)).exists()
    assert list(LogEntry.objects.values_list("what", flat=True)) == ["set_holiday", "remove_holiday"]


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
    assert "Pembayaran daring" in page
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
