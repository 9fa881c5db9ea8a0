"""A screen shows a code, gets one use from a manager, and can do nothing else until it is let go."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from silastri.apps.audit.models import LogEntry
from silastri.apps.devices import operations
from silastri.apps.devices.models import Device
from silastri.web.gate.tied import COOKIE
from tests.builders import STANDARDS, WIB, Town, a_town
from tests.web.devices.hall import USE, Browser, a_screen, code_on, manager_of, tied


def test_from_the_code_to_the_use(town: Town, browser: Browser) -> None:
    screen = Client()
    first = screen.get("/perangkat/")
    assert first["Refresh"] == "5" and first["Cache-Control"] == "no-store"
    kept = first.cookies[COOKIE]
    assert kept["httponly"] and kept["samesite"] == "Lax"
    code = code_on(screen)
    assert code == code_on(screen), "it waits with the same code"
    manager = manager_of(town, browser)
    assert "/kelola/perangkat/" in manager.get("/petugas/").content.decode()
    sent = USE | {"kode": code.lower(), "kegunaan": "tv"}
    assert manager.post("/kelola/perangkat/", sent).status_code == 302
    assert screen.get("/perangkat/")["Location"] == "/layar/"
    assert "Layar contoh" in screen.get("/layar/").content.decode()
    assert "Layar contoh" in manager.get("/kelola/perangkat/").content.decode()
    device = tied()
    assert device.code is None and kept.value not in device.secret_hash
    again = manager.post("/kelola/perangkat/", sent)
    assert again.status_code == 422 and "sudah dipakai" in again.content.decode(), "a code is used once"
    assert list(LogEntry.objects.filter(what="tie_device").values_list("about", flat=True)) == ["Layar contoh"]


def test_a_tied_browser_is_led_back_from_everywhere(town: Town, browser: Browser) -> None:
    screen = a_screen(town, browser, "info")
    routes: list[URLPattern] = get_resolver().url_patterns  # type: ignore[assignment]
    plain = [f"/{r.pattern}" for r in routes if not r.pattern.converters]  # type: ignore[attr-defined]
    elsewhere = [one for one in plain if not one.startswith("/layar/")]
    assert len(elsewhere) > 50 and {"/masuk/", "/perangkat/", "/petugas/"} <= {*elsewhere}
    for path in ["/tidak/ada/", *elsewhere]:
        for answer in (screen.get(path), screen.post(path)):
            assert (answer.status_code, answer["Location"]) == (302, "/layar/"), path
    asked = screen.get("/petugas/", headers={"HX-Request": "true"})
    assert (asked.status_code, asked["HX-Redirect"]) == (204, "/layar/")
    assert screen.get("/layar/survei/")["Location"] == "/layar/", "the pages of another use too"
    assert screen.get(f"/kantor/{town.office.slug}/lambang.svg").status_code == 200


def test_nobody_is_signed_in_on_it(town: Town, browser: Browser) -> None:
    screen = browser(town.officer("loket"))
    assert "masuk sebagai" in screen.get("/perangkat/").content.decode()
    sent = USE | {"kode": code_on(screen), "kegunaan": "survey"}
    manager_of(town, browser).post("/kelola/perangkat/", sent)
    assert screen.get("/petugas/")["Location"] == "/layar/"
    assert "_auth_user_id" not in screen.session
    assert "data-who" not in screen.get("/layar/").content.decode()


def test_let_go_it_is_a_browser_like_others(town: Town, browser: Browser) -> None:
    screen, manager = a_screen(town, browser, "tv"), manager_of(town, browser)
    path = f"/kelola/perangkat/{tied().pk}/"
    assert "Lepas perangkat ini" in manager.get(path).content.decode()
    assert manager.get(f"{path}lepas/").status_code == 302 and tied().is_tied
    assert manager.post(f"{path}lepas/").status_code == 302
    assert screen.get("/").status_code == 200
    assert screen.get("/layar/kabar/")["Location"] == "/perangkat/"
    assert len(code_on(screen)) == 7, "it shows a new code"
    for gone in (manager.get(path), manager.post(f"{path}lepas/"), manager.post(f"{path}coba/")):
        assert gone.status_code == 404
    assert LogEntry.objects.filter(what="let_device_go").count() == 1


def test_another_use_and_a_trial(town: Town, browser: Browser) -> None:
    screen, manager = a_screen(town, browser, "survey"), manager_of(town, browser)
    path, before = f"/kelola/perangkat/{tied().pk}/", screen.get("/layar/kabar/").json()["version"]
    assert screen.get("/layar/kabar/").json()["version"] == before
    assert manager.post(path, USE | {"kegunaan": "tv", "nama": ""}).status_code == 422
    assert manager.post(path, USE | {"kegunaan": "tv", "nama": "Televisi"}).status_code == 302
    news = screen.get("/layar/kabar/").json()
    assert news["version"] != before, "the open page loads itself anew"
    assert news["trial"] is None
    manager.post(f"{path}coba/")
    assert "percobaan" in screen.get("/layar/kabar/").json()["trial"]["say"]


def test_a_voice_that_is_not_there_is_told(town: Town, browser: Browser) -> None:
    screen, manager = a_screen(town, browser, "tv"), manager_of(town, browser)
    assert "Belum ada suara" not in manager.get("/kelola/perangkat/").content.decode()
    screen.get("/layar/kabar/?suara=tidak")
    assert "Belum ada suara" in manager.get("/kelola/perangkat/").content.decode()
    screen.get("/layar/kabar/?suara=ya")
    screen.get("/layar/kabar/?suara=x")
    assert "Belum ada suara" not in manager.get("/kelola/perangkat/").content.decode()


def test_when_it_was_seen(town: Town, browser: Browser) -> None:
    screen, manager = a_screen(town, browser, "info"), manager_of(town, browser)
    assert "Belum menyala" in manager.get("/kelola/perangkat/").content.decode()
    first = screen.get("/layar/")
    seen = tied().seen_at
    assert seen and COOKIE in first.cookies, "what the browser keeps lives on"
    screen.get("/layar/kabar/")
    assert tied().seen_at == seen, "noted at most once a minute"
    assert "Menyala" in manager.get("/kelola/perangkat/").content.decode()
    Device.objects.update(seen_at=datetime(2026, 11, 9, 9, 5, tzinfo=WIB))
    assert "sejak 9 Nov 2026, 09.05" in manager.get("/kelola/perangkat/").content.decode()
    screen.get("/layar/kabar/")
    assert tied().seen_at != datetime(2026, 11, 9, 9, 5, tzinfo=WIB)


@pytest.mark.parametrize("typed", ["", "AAAAAA", "0O0O0O", "x" * 40])
def test_a_code_that_nobody_shows(town: Town, browser: Browser, typed: str) -> None:
    answer = manager_of(town, browser).post("/kelola/perangkat/", USE | {"kode": typed, "kegunaan": "tv"})
    assert answer.status_code == 422
    assert not Device.objects.exists()


def test_a_code_ends_and_cannot_be_guessed(town: Town, browser: Browser) -> None:
    screen, manager = Client(), manager_of(town, browser)
    code = code_on(screen)
    Device.objects.update(code_until=Device.objects.get().code_until - operations.CODE_LASTS)
    sent: dict[str, Any] = USE | {"kode": code, "kegunaan": "tv"}
    assert manager.post("/kelola/perangkat/", sent).status_code == 422
    assert code_on(screen) != code and Device.objects.count() == 1
    for _ in range(20):
        last = manager.post("/kelola/perangkat/", USE | {"kode": "AAAAAA", "kegunaan": "tv"})
    assert last.status_code == 429


def test_who_may_not(town: Town, browser: Browser) -> None:
    a_screen(town, browser, "tv")
    kampar = a_town(STANDARDS / "kampar")
    other = browser(kampar.officer("front_office"))
    for path in ("", "coba/", "lepas/"):
        at = f"/kelola/perangkat/{tied().pk}/{path}"
        assert browser(town.officer("loket")).post(at).status_code == 403
        assert other.post(at, USE | {"kegunaan": "info"}).status_code == 404
    assert (tied().mode, tied().ended_at, tied().trial_at) == ("tv", None, None)
    assert "Layar contoh" not in other.get("/kelola/perangkat/").content.decode()


def test_a_forged_or_old_cookie_is_none(town: Town) -> None:
    forged = Client()
    forged.cookies[COOKIE] = "x" * 43
    assert forged.get("/").status_code == 200
    assert forged.get("/layar/")["Location"] == "/perangkat/"


def test_screens_that_nobody_tied_are_forgotten(town: Town) -> None:
    Client().get("/perangkat/")
    Device.objects.update(code_until=Device.objects.get().code_until - timedelta(days=2))
    Client().get("/perangkat/")
    assert Device.objects.count() == 1


def test_a_browser_without_cookies_fills_no_table(town: Town) -> None:
    answers = [Client().get("/perangkat/").status_code for _ in range(61)]
    assert answers[-1] == 429 and Device.objects.count() == 60
