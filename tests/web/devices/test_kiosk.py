"""The touch-screen gives a number for a service on paper, once, and says why when it gives none."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from silastri.apps.devices.models import Device
from silastri.apps.tickets.models import Counter, QueueDay, Ticket
from tests.builders import JOMPO, MONDAY, STANDARDS, Town, a_town
from tests.web.devices.conftest import Clock
from tests.web.devices.hall import Browser, a_screen, with_queue


@pytest.fixture
def kiosk(town: Town, browser: Browser, clock: Clock) -> Client:
    with_queue(town)
    return a_screen(town, browser, "kiosk", lebar="58")


def form(kiosk: Client, slug: str = JOMPO) -> dict[str, str]:
    page = kiosk.get(f"/layar/nomor/?layanan={slug}").content.decode()
    return dict(re.findall(r'type="hidden" name="(layanan|sekali)" value="([^"]*)"', page))


def test_from_the_service_to_the_paper(town: Town, kiosk: Client) -> None:
    first = kiosk.get("/layar/").content.decode()
    assert f"/layar/nomor/?layanan={JOMPO}" in first and "Bertanya" in first
    page = kiosk.get(f"/layar/nomor/?layanan={JOMPO}").content.decode()
    assert "Lanjut usia" in page and "Satu dari 3 panggilan" in page
    kiosk.post("/layar/nomor/", form(kiosk) | {"prioritas": ""})
    at = kiosk.post("/layar/nomor/", form(kiosk) | {"prioritas": "elderly"})["Location"]
    found = Ticket.objects.get(priority="elderly")
    assert (found.via, found.state, found.service.slug) == ("kiosk", "waiting", JOMPO)  # type: ignore[union-attr]
    answer = kiosk.get(at)
    slip = answer.content.decode()
    assert found.number in slip and "slip--58" in slip and "data-print" in slip and "Anda yang berikutnya" in slip
    assert "Lanjut usia" not in slip, "the paper tells nothing of who holds it"
    assert answer["Refresh"] == "10; url=/layar/" and 'data-idle="10"' in slip


def test_sent_twice_it_gives_one_number(town: Town, kiosk: Client) -> None:
    sent = form(kiosk, "") | {"prioritas": ""}
    assert sent["layanan"] == ""
    first, second = (kiosk.post("/layar/nomor/", sent)["Location"] for _ in range(2))
    assert first == second and Ticket.objects.get().service is None


def test_what_was_not_offered_gives_none(town: Town, kiosk: Client) -> None:
    for wrong in ({"layanan": "tidak-ada"}, {"prioritas": "x"}, {"layanan": "anak-putus-sekolah", "prioritas": "x"}):
        answer = kiosk.post("/layar/nomor/", form(kiosk) | {"prioritas": ""} | wrong)
        assert answer.status_code == 422 and 'role="alert"' in answer.content.decode(), wrong
    Counter.objects.update(in_use=False)
    answer = kiosk.post("/layar/nomor/", form(kiosk) | {"prioritas": ""})
    assert (answer.status_code, "belum mengatur loketnya" in answer.content.decode()) == (422, True)
    assert not Ticket.objects.exists()


def test_closed_is_said(town: Town, kiosk: Client, clock: Clock) -> None:
    clock(MONDAY + timedelta(hours=6, minutes=45))
    for answer, status in ((kiosk.get("/layar/"), 200), (kiosk.post("/layar/nomor/", {"prioritas": ""}), 409)):
        page = answer.content.decode()
        assert answer.status_code == status and "tidak diberikan sekarang" in page and "pukul 15.30" in page
    clock(MONDAY - timedelta(days=1))
    assert "Kantor tutup hari ini" in kiosk.get("/layar/").content.decode()
    assert not QueueDay.objects.filter(serials__gt={}).exists() and not Ticket.objects.exists()


def test_an_office_without_a_queue_says_so(db: None, browser: Browser, clock: Clock) -> None:
    kiosk = a_screen(a_town(STANDARDS / "pekanbaru-dinsos"), browser, "info")  # a kiosk is not offered there
    Device.objects.update(mode="kiosk")  # as one is left whose office gave its queue up
    assert "tidak memakai nomor antrean" in kiosk.get("/layar/").content.decode()
    assert kiosk.post("/layar/nomor/", {"prioritas": ""}).status_code == 404


def test_a_ticket_of_another_office_is_not_shown(town: Town, kiosk: Client, browser: Browser) -> None:
    other = a_town(STANDARDS / "kampar")
    with_queue_at = Ticket.objects.create(
        office=other.office, on=MONDAY.date(), letter="A", serial=1, code="X" * 12, via="counter", taken_at=MONDAY
    )
    assert kiosk.get(f"/layar/nomor/{with_queue_at.code}/")["Location"] == "/layar/"
    assert kiosk.get("/layar/nomor/TIDAKADA/").status_code == 404
