"""The calendar in a form: what can be pressed, what it answers, and what is refused."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.bookings.models import Place
from silastri.apps.cases.models import Case
from silastri.journey.apply import draft
from tests.builders import MONDAY, STANDARDS, Town, a_town

Browser = Callable[[Person | None], Client]
ANSWERS = {"tempat": "gedung", "keperluan": "komersial", "mulai": "2026-12-03", "hari": "3"}


@pytest.fixture
def town(db: None, monkeypatch: pytest.MonkeyPatch) -> Town:
    monkeypatch.setattr("silastri.web.guard.timezone.now", lambda: MONDAY)
    return a_town(STANDARDS / "contoh")


def a_draft(town: Town, citizen: int = 0) -> tuple[Case, str]:
    service, act = town.service("pakai-gedung"), town.citizen_act(citizen)
    case = draft.start(act, service=service, applicant=town.citizens[citizen])
    return case, f"/permohonan/{case.ref}/formulir/mulai/"


def buttons(page: str) -> list[str]:
    """The days that can be pressed."""
    return re.findall(r'name="pilih_hari" value="([\d-]+)"', page)


def test_a_pressed_day_is_answered_and_held(town: Town, browser: Browser) -> None:
    (case, path), client = a_draft(town), browser(town.citizens[0])
    page = client.post(path, ANSWERS | {"pilih_hari": "2026-12-10"})
    assert page["Location"] == f"{path}?bulan=2026-12#kalender"
    assert Case.objects.get(pk=case.pk).answers["raw"]["mulai"] == "2026-12-10"
    assert Place.objects.filter(case=case, state="kept").count() == 3
    shown = client.get(f"{path}?bulan=2026-12").content.decode()
    assert "10 Desember 2026, ditahan untuk Anda" in shown
    assert "Tanggal ini kami tahan untuk Anda sampai" in shown and "WIB" in shown


def test_what_others_hold_cannot_be_pressed_and_is_refused_at_its_question(town: Town, browser: Browser) -> None:
    _, path = a_draft(town)
    browser(town.citizens[0]).post(path, ANSWERS)
    (case, path), client = a_draft(town, 1), browser(town.citizens[1])
    refused = client.post(path, ANSWERS | {"mulai": "2026-12-05"})
    page = refused.content.decode()
    assert refused.status_code == 422
    assert '<a href="#mulai">Gedung serbaguna sudah dipesan pada 5 Desember 2026. Pilih tanggal lain.</a>' in page
    assert not Place.objects.filter(case=case).exists()
    assert "2026-12-05" not in buttons(page) and "2026-12-06" in buttons(page)
    assert town.citizens[0].name not in page
    by_hand = client.post(path, ANSWERS | {"pilih_hari": "2026-12-05"})
    assert by_hand.status_code == 422, "a button that is not there"
    told = client.post(path, ANSWERS, HTTP_HX_REQUEST="true").content.decode()
    assert "Tersimpan, tetapi: Gedung serbaguna sudah dipesan" in told


def test_days_that_are_past_cannot_be_pressed_nor_typed(town: Town, browser: Browser) -> None:
    (case, path), client = a_draft(town), browser(town.citizens[0])
    shown = client.get(path).content.decode()
    assert "2026-11-08" not in buttons(shown) and "2026-11-09" in buttons(shown)
    refused = client.post(path, ANSWERS | {"mulai": "2026-11-08"})
    assert refused.status_code == 422
    assert "Tanggal mulai sudah lewat" in refused.content.decode()
    assert not Place.objects.filter(case=case).exists()


@pytest.mark.parametrize("pressed", ["", "besok", "2026-13-40", "9999-12-31", "0001-01-01"])
def test_what_no_button_sends_changes_nothing(town: Town, browser: Browser, pressed: str) -> None:
    (case, path), client = a_draft(town), browser(town.citizens[0])
    assert client.post(path, ANSWERS | {"pilih_hari": pressed, "buka_bulan": pressed}).status_code in (302, 422)
    assert not Place.objects.filter(case=case, starts_at__year__gt=2027).exists()


def test_turning_the_page_keeps_what_was_typed(town: Town, browser: Browser) -> None:
    (case, path), client = a_draft(town), browser(town.citizens[0])
    page = client.post(path, {"tempat": "lapangan", "buka_bulan": "2027-01"})
    assert page["Location"] == f"{path}?bulan=2027-01#kalender"
    assert Case.objects.get(pk=case.pk).answers["raw"]["tempat"] == "lapangan"
    shown = client.get(page["Location"]).content.decode()
    assert "Januari 2027" in shown
    assert "<caption>Lapangan</caption>" in shown and "<caption>Gedung serbaguna</caption>" not in shown


def test_a_form_that_books_nothing_has_no_calendar(town: Town, browser: Browser) -> None:
    service = town.service("izin-keramaian")
    case = draft.start(town.citizen_act(), service=service, applicant=town.citizens[0])
    assert (
        'id="kalender"' not in browser(town.citizens[0]).get(f"/permohonan/{case.ref}/formulir/acara/").content.decode()
    )
