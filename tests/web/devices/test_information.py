"""The touch-screen with information says what the public page of a service says."""

import pytest
from django.test import Client

from silastri.apps.catalog.models import Service
from tests.builders import JOMPO, Town, definition
from tests.web.devices.hall import Browser, a_screen


@pytest.fixture
def information(town: Town, browser: Browser) -> Client:
    return a_screen(town, browser, "info")


def test_each_service_with_all_that_it_asks_for(town: Town, information: Client) -> None:
    first = information.get("/layar/").content.decode()
    path = f"/layar/layanan/{JOMPO}/"
    assert path in first and "govuk-footer" not in first
    page = information.get(path).content.decode()
    standard = definition().standard
    for paper in standard.requirements:
        assert paper.label in page
    assert standard.plain_name in page and standard.promise.length.told in page and "Rp10.000" in page
    assert "data:image/svg+xml" in page and 'data-idle="60"' in page
    assert 'href="/layanan/' not in page, "nothing leads away"


def test_hours_pledge_and_complaints(town: Town, information: Client) -> None:
    page = information.get("/layar/kantor/").content.decode()
    assert "07.30-12.00" in page and "Maklumat pelayanan" in page and "Mengadu" in page


def test_what_is_not_offered(town: Town, information: Client) -> None:
    for slug in ("tidak-ada",):
        answer = information.get(f"/layar/layanan/{slug}/")
        assert answer.status_code == 404 and "Kembali ke daftar layanan" in answer.content.decode()
    Service.objects.update(is_offered=False)
    assert "Belum ada layanan yang dibuka" in information.get("/layar/").content.decode()
    assert information.get("/layar/?bagian=9²").status_code == 200
