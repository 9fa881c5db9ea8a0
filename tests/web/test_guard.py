"""Who gets in: every address for nobody, for a citizen, for an officer of another post and for a manager; more in
access/test_every_page.py."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from silastri.apps.accounts.models import Person
from silastri.apps.beats import operations as beats
from silastri.journey.office import running
from tests.builders import Town, a_case

Browser = Callable[[Person | None], Client]


def address(route: URLPattern, town: Town, ref: str) -> str:
    values = {
        "ref": ref,
        "office": town.office.slug,
        "slug": "jompo-terlantar",
        "pk": 1,
        "page": 1,
        "code": "X" * 16,
        "uid": "MQ",
        "token": "x",
        "part": "x",
        "on": "2026-01-01",
        "key": "surat",
        "doing": 1,
        "file": 1,
        "party": "x",
        "what": "kirim",
        "kid": "ffffffff",
        "name": "warga-cari",
        "audience": "warga",
        "channel": "whatsapp",
        "year": 2026,
    }
    wanted = route.pattern.converters
    return reverse(str(route.name), kwargs={name: values[name] for name in wanted})


def worker_lives() -> None:
    """Else the page for machines says 503."""
    beats.beat(running.WORKER, timezone.now())


@pytest.fixture
def addresses(town: Town) -> list[tuple[str, str]]:
    worker_lives()
    ref = a_case(town, "verifikasi").ref
    routes: list[URLPattern] = get_resolver().url_patterns  # type: ignore[assignment]
    return [(address(r, town, ref), r.callback.audience) for r in routes if r.name]  # type: ignore[attr-defined]


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_sees_only_what_is_public(addresses: list[tuple[str, str]], method: str) -> None:
    for path, audience in addresses:
        response = getattr(Client(), method)(path)
        if audience == "devices":
            assert (response.status_code, response["Location"]) == (302, "/perangkat/"), path
        elif audience != "public":
            assert response.status_code == 302, path
            assert response["Location"].startswith("/masuk/?lanjut="), path
        else:
            assert response.status_code != 500, path


def test_another_citizen_finds_nothing_under_a_direct_address(
    addresses: list[tuple[str, str]], town: Town, browser: Browser
) -> None:
    client = browser(town.citizens[1])
    for path, audience in addresses:
        if audience == "applicant" and "/RHL-" in path:
            for method in (client.get, client.post):
                assert method(path).status_code == 404, path


def test_an_officer_is_no_manager(addresses: list[tuple[str, str]], town: Town, browser: Browser) -> None:
    client = browser(town.officer("loket"))
    for path, audience in addresses:
        if audience == "manager":
            assert client.get(path).status_code == 403, path


def test_no_address_is_written_twice() -> None:
    routes = [str(route.pattern) for route in get_resolver().url_patterns]
    assert sorted({route for route in routes if routes.count(route) > 1}) == []
