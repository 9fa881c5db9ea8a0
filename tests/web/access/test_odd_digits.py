"""Signs that look like digits, or none where one is meant: no address and no form fails on them."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from silastri import web
from silastri.apps.accounts.models import Person
from silastri.domain.letters import wanted
from tests.builders import Town, a_case, definition
from tests.campaign import LONG, campaign
from tests.web.addresses import address, worker_lives

Browser = Callable[[Person | None], Client]
SOURCES = "".join(path.read_text() for path in Path(str(web.__file__)).parent.rglob("*.py"))
NAMES = sorted(set(re.findall(r'(?:GET|POST)\.(?:get|getlist)\("(\w+)"', SOURCES)) | {"halaman", "sebelum", "arsip"})


SIGNS = ["²", "٣", "-1", "9" * 30, ""]


@campaign
@pytest.mark.parametrize("turn", range(len(SIGNS) if LONG else 1))
def test_no_page_fails_on_it(town: Town, browser: Browser, turn: int) -> None:
    """Briefly, each page is asked with one of the signs; ``make check-long`` asks each with all."""
    worker_lives()
    ref = a_case(town, "verifikasi").ref
    routes: list[URLPattern] = get_resolver().url_patterns  # type: ignore[assignment]
    client = browser(town.officer("back_office"))
    for place, route in enumerate(routes):
        if route.name in (None, "sign_out"):
            continue
        path = address(route, town, ref)
        asked = dict.fromkeys(NAMES, SIGNS[(place + turn) % len(SIGNS)])
        assert client.get(f"{path}?{urlencode(asked)}").status_code < 500, path
        if route.callback.audience in ("officer", "manager"):  # type: ignore[attr-defined]
            assert client.post(path, asked).status_code < 500, path


@pytest.mark.parametrize("item", ["²", "99", "0", "-1"])
def test_a_letter_of_an_item_that_is_not_there_is_not_there(town: Town, browser: Browser, item: str) -> None:
    ref = a_case(town, "verifikasi").ref
    client = browser(town.officer("back_office"))
    for path in (f"surat/surat:{item}.pdf", f"surat/surat:{item}/1/", f"nomor/surat:{item}/ganti/"):
        assert client.get(f"/petugas/permohonan/{ref}/{path}").status_code < 500, path
    assert wanted.item_facts(definition().standard, f"surat:{item}", {}) == {}


@pytest.mark.parametrize("length", ["²", "x", "-1", "9" * 30])
def test_a_length_that_is_no_number_is_refused(db: None, length: str) -> None:
    for path in ("/pembayaran/notifikasi/", "/masuk/"):
        assert Client().post(path, {"a": "b"}, CONTENT_LENGTH=length).status_code in (400, 404, 413), path
