"""Data that came into wrong hands: from the first hour to the lessons."""

from collections.abc import Callable

import pytest
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.messages.models import Message
from silastri.apps.offices import queries as offices
from silastri.apps.personal_data.models import BreachPerson, DataBreach
from silastri.domain.personal_data import breach as rules
from tests.builders import Town, a_case

Browser = Callable[[Person | None], Client]
ALL = "/petugas/data-pribadi/kegagalan/"


@pytest.mark.once
def test_from_the_first_hour_to_the_lessons(town: Town, browser: Browser) -> None:
    first, second = a_case(town, "verifikasi"), a_case(town, "verifikasi", citizen=1)
    thief = town.officer("ahli_muda")
    browser(thief).get(f"/petugas/permohonan/{first.ref}/")
    browser(town.officer("kepala_dinas")).get(f"/petugas/permohonan/{second.ref}/")
    client = browser(town.officer("back_office"))
    assert ALL in client.get("/petugas/data-pribadi/").content.decode()
    assert client.post(ALL, {"judul": "", "diketahui": "6"}).status_code == 422
    made = client.post(ALL, {"judul": "HP petugas dicuri", "diketahui": "6"})
    found = DataBreach.objects.get()
    assert (found.due_at - found.opened_at).total_seconds() == 66 * 3600
    page = made["Location"]
    today = offices.today(town.office, found.opened_at).isoformat()

    assert client.post(page + "orang/", {"dari": today, "sampai": today, "petugas": "Tidak Ada"}).status_code == 422
    asked = {"dari": today, "sampai": today, "petugas": thief.name}
    assert client.post(page + "orang/", asked).status_code == 302
    assert [one.person for one in BreachPerson.objects.all()] == [first.applicant]
    assert client.post(page + "beri-tahu/").status_code == 422
    parts = {"terungkap": "Nama dan NIK", "bagaimana": "Kemarin, HP dicuri di jalan", "upaya": "Sesi dikeluarkan"}
    assert client.post(page + "butir/", parts).status_code == 302
    assert client.post(page + "beri-tahu/").status_code == 302
    assert Message.objects.get(template="data_breached").person == first.applicant
    assert client.post(page + "beri-tahu/").status_code == 422
    mine = browser(first.applicant).get("/akun/data/").content.decode()
    assert "Kemarin, HP dicuri di jalan" in mine
    assert "HP dicuri" not in browser(second.applicant).get("/akun/data/").content.decode()

    assert client.post(page + "tutup/").status_code == 422
    for key in rules.STEPS:
        assert client.post(page + "catat/", {"langkah": key, "catatan": f"Sudah: {key}"}).status_code == 302
    assert client.post(page + "tutup/").status_code == 302
    assert client.post(page + "catat/", {"langkah": "contain", "catatan": "lagi"}).status_code == 409
    sheet = client.get(page + "pemberitahuan.xlsx")
    assert sheet.status_code == 200
    assert sheet.content[:2] == b"PK"
    for path in (ALL, page, page + "pemberitahuan.xlsx"):
        assert browser(town.officer("loket")).get(path).status_code == 403


@pytest.mark.parametrize(
    ("done", "told", "lacks"),
    [
        ((), {}, 9),
        (rules.STEPS, {}, 3),
        (rules.STEPS, dict.fromkeys(rules.PARTS, "x"), 0),
        (("contain",), dict.fromkeys(rules.PARTS, "x"), 5),
    ],
)
def test_what_stands_in_the_way_of_closing(done: tuple[str, ...], told: dict[str, str], lacks: int) -> None:
    assert len(rules.lacking(done, told)) == lacks
