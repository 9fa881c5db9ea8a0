"""A manager looks at the letters of his office with invented answers; nothing is made, and nobody else may."""

import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from django.test import Client
from PIL import Image

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.apps.letters.models import Letter, Register
from silastri.apps.offices.models import Posting
from silastri.domain.case.sample import Filling
from tests.builders import STANDARDS, Town, a_town

Browser = Callable[[Person | None], Client]
PAGE = "/kelola/surat/jompo-terlantar/surat/"


def manager(town: Town) -> Person:
    return Posting.objects.filter(office=town.office, manages=True)[0].person


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)).split())


def test_from_the_menu_to_the_picture_of_a_page(town: Town, browser: Browser) -> None:
    client = browser(town.officer("back_office"))
    assert 'href="/kelola/surat/"' in client.get("/petugas/").content.decode()
    assert f'href="{PAGE}"' in client.get("/kelola/surat/").content.decode()
    page = client.get(PAGE).content.decode()
    assert f'src="{PAGE}halaman/1/?isi=penuh&amp;jalur="' in page
    with Image.open(io.BytesIO(client.get(f"{PAGE}halaman/1/").content)) as picture:
        assert (picture.format, picture.width) == ("WEBP", 900)
    said = words(client.get(f"{PAGE}surat.pdf").content)
    assert "CONTOH ISI" in said
    assert "Nek Minah Contoh" in said
    assert "500.16.7.4/0001/DPMPTSP/" in said


@pytest.mark.parametrize("filling", Filling)
def test_nothing_is_kept_and_no_number_is_used(town: Town, browser: Browser, filling: Filling) -> None:
    client = browser(town.officer("back_office"))
    assert client.get(f"{PAGE}?isi={filling}").status_code == 200
    assert client.get(f"{PAGE}surat.pdf?isi={filling}").status_code == 200
    assert not any(model.objects.exists() for model in (Case, Letter, Register))


def test_as_long_as_may_be_goes_over_several_pages_and_all_are_shown(town: Town, browser: Browser) -> None:
    client = browser(town.officer("back_office"))
    long = client.get(f"{PAGE}surat.pdf?isi=panjang").content
    assert words(long).count("sepanjang yang boleh diketik") > words(client.get(f"{PAGE}surat.pdf").content).count(
        "boleh"
    )
    page = client.get(f"{PAGE}?isi=panjang").content.decode()
    assert page.count('class="sheet-picture"') == len(pypdfium2.PdfDocument(long))


@pytest.mark.parametrize(
    "path",
    [
        "/kelola/surat/tidak-ada/surat/",
        "/kelola/surat/jompo-terlantar/tidak-ada/",
        "/kelola/surat/jompo-terlantar/surat/halaman/99/",
    ],
)
def test_what_the_office_has_not_is_not_there(town: Town, browser: Browser, path: str) -> None:
    assert browser(town.officer("back_office")).get(path).status_code in (404, 422)


def test_an_unknown_choice_is_the_usual_one(town: Town, browser: Browser) -> None:
    client = browser(town.officer("back_office"))
    assert 'value="penuh" checked' in client.get(f"{PAGE}?isi=x&jalur=y").content.decode()


def test_only_who_manages_the_office_may(town: Town, browser: Browser) -> None:
    for path in ("/kelola/surat/", PAGE, f"{PAGE}surat.pdf", f"{PAGE}halaman/1/"):
        assert browser(town.officer("loket")).get(path).status_code == 403
        assert browser(town.citizens[0]).get(path).status_code == 403
        assert browser(None).get(path).status_code == 302


@pytest.mark.parametrize("office", ["kampar", "pekanbaru-dinsos", "pekanbaru-dpmptsp", "contoh"])
@pytest.mark.django_db
def test_every_letter_of_every_office_is_drawn_in_every_filling(office: str, browser: Browser) -> None:
    town = a_town(STANDARDS / office)
    client = browser(manager(town))
    found = client.get("/kelola/surat/").content.decode()
    paths = {part.partition('"')[0] for part in found.split('href="')[1:] if part.startswith("/kelola/surat/")}
    paths.discard("/kelola/surat/")
    assert paths
    for path in paths:
        for filling in Filling:
            said = words(client.get(f"{path}surat.pdf?isi={filling}").content)
            assert "CONTOH ISI" in said, path
            assert "{{" not in said


def test_each_product_is_shown_in_a_case_that_brings_it(tmp_path: Path, browser: Browser, db: None) -> None:
    town = a_town(STANDARDS / "pekanbaru-dinsos")
    client = browser(manager(town))
    said = words(client.get("/kelola/surat/dtks/petunjuk_pbi/surat.pdf").content)
    assert "Hasil pengecekan Rani Contoh" in said
