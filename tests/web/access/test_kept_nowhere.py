"""No browser keeps what somebody saw who was signed in (every page: test_every_page.py), and no address tells whom an
officer looked for."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from silastri.apps.accounts.models import Person
from silastri.web import search
from tests.builders import STANDARDS, Town, a_case, a_town

Browser = Callable[[Person | None], Client]
NIK = "1401034107900001"
TEMPLATES = Path(search.__file__).parent / "templates"


def test_nothing_is_kept_of_a_paper(town: Town, browser: Browser) -> None:
    case = a_case(town, "pencetakan")
    paper = case.documents.first()
    assert paper
    shown = browser(town.officer("back_office")).get(f"/petugas/permohonan/{case.ref}/berkas/{paper.pk}/1/")
    assert (shown.status_code, shown["Content-Type"], shown["Cache-Control"]) == (200, "image/webp", "no-store")


def test_public_pages_may_be_kept_by_those_who_are_not_signed_in(town: Town) -> None:
    assert "Cache-Control" not in Client().get("/layanan/")


@pytest.mark.parametrize("path", ["/mitra/x/", "/mitra/x/berkas/1/", "/aktivasi/MQ/x/", "/sandi-baru/MQ/x/"])
def test_a_secret_address_is_told_to_no_other_page(db: None, path: str) -> None:
    response = Client().get(path)
    assert response.status_code != 500
    assert (response["Referrer-Policy"], response["Cache-Control"]) == ("no-referrer", "no-store")


def test_every_address_with_a_secret_is_guarded_as_one() -> None:
    routes: list[URLPattern] = get_resolver().url_patterns  # type: ignore[assignment]
    for route in routes:
        if "token" in route.pattern.converters:
            assert getattr(route.callback, "is_secret", False), route


def test_pages_use_nothing_of_the_device_but_the_camera(db: None) -> None:
    policy = Client().get("/")["Permissions-Policy"]
    assert "camera=(self)" in policy
    assert "geolocation=()" in policy


def test_no_form_of_officers_puts_what_is_typed_into_an_address() -> None:
    for page in (TEMPLATES / "officer").rglob("*.html"):
        for form in re.findall(r"<form[^>]*>.*?</form>", page.read_text(), re.DOTALL):
            if 'name="cari"' in form or 'name="nik"' in form or "form.nik" in form:
                assert 'method="post"' in form, page
                assert "hx-get" not in form, page


@pytest.mark.parametrize(
    "path", ["/petugas/permohonan/", "/petugas/surat/", "/petugas/buku-nomor/", "/petugas/tagihan/"]
)
def test_a_search_is_kept_out_of_the_address(town: Town, browser: Browser, path: str) -> None:
    a_case(town, "verifikasi")
    client = browser(town.officer("back_office"))
    sent = client.post(path, {"cari": "minah", "keadaan": ""})
    assert sent.status_code == 302
    assert "minah" not in sent["Location"]
    assert 'value="minah"' in client.get(sent["Location"]).content.decode()
    part = client.post(path, {"cari": "minah"}, headers={"HX-Request": "true"})
    assert (part.status_code, "minah" in part["HX-Push-Url"]) == (200, False)


def test_the_words_of_a_search_are_found_again_under_its_address(town: Town, browser: Browser) -> None:
    case = a_case(town, "verifikasi")
    client = browser(town.officer("back_office"))
    for words, found in (("minah", True), ("xyzzy", False)):
        address = client.post("/petugas/permohonan/", {"cari": words})["Location"]
        assert (case.ref in client.get(address).content.decode()) is found, words


def test_a_nik_is_searched_at_the_counter_without_standing_in_the_address(db: None, browser: Browser) -> None:
    kampar = a_town(STANDARDS / "kampar")
    client = browser(kampar.officer("front_office"))
    assert "Orang baru" in client.post("/petugas/loket/", {"nik": NIK}).content.decode()
    assert "Orang baru" not in client.get("/petugas/loket/", {"nik": NIK}).content.decode()
