"""The survey tablet asks for a code, shows the questions, thanks, and leads nowhere else."""

import re

import pytest
from django.test import Client

from silastri.apps.surveys.models import Response
from tests.builders import STANDARDS, Town, a_case, a_town
from tests.web.devices.hall import Browser, a_screen

ANSWERS = {f"u{n}": "4" for n in range(1, 10)}
START = "/layar/"


@pytest.fixture
def tablet(town: Town, browser: Browser) -> Client:
    return a_screen(town, browser, "survey")


def links(page: str) -> set[str]:
    return {one for one in re.findall(r'<a[^>]* href="([^"]*)"', page) if not one.startswith("#")}


def test_from_the_code_to_the_thanks(town: Town, tablet: Client) -> None:
    case = a_case(town, "penyerahan")
    first = tablet.get(START)
    assert links(first.content.decode()) == set() and "govuk-footer" not in first.content.decode()
    assert first["Cache-Control"] == "no-store"
    at = tablet.post("/layar/survei/", {"kode": case.ref})["Location"]
    asked = tablet.get(at).content.decode()
    assert links(asked) == {START} and case.ref not in asked and 'data-idle="90"' in asked
    wrong = tablet.post(at, ANSWERS | {"u1": ""})
    assert wrong.status_code == 422 and links(wrong.content.decode()) == {START}
    thanks = tablet.get(tablet.post(at, ANSWERS)["Location"])
    assert thanks["Refresh"] == f"8; url={START}" and links(thanks.content.decode()) == {START}
    assert Response.objects.get().via == "tablet"


def test_a_refusal_stays_on_the_tablet(town: Town, tablet: Client) -> None:
    case = a_case(town, "penyerahan")
    at = tablet.post("/layar/survei/", {"kode": case.invitation.code})["Location"]
    tablet.post(at, ANSWERS)
    for refused, status, said in (
        (tablet.post("/layar/survei/", {"kode": ""}), 422, "Isi kode survei"),
        (tablet.post("/layar/survei/", {"kode": "RHL-00000-00000"}), 404, "tidak ditemukan"),
        (tablet.post("/layar/survei/", {"kode": case.ref}), 409, "sudah diisi. Terima kasih"),
        (tablet.post(at, ANSWERS), 409, "sudah diisi. Terima kasih"),
        (tablet.get("/layar/survei/XXXXXXXXXXXX/"), 404, "tidak ditemukan"),
    ):
        page = refused.content.decode()
        assert (refused.status_code, links(page)) == (status, set())
        assert said in page
    assert Response.objects.count() == 1
    assert tablet.get("/layar/survei/")["Location"] == START


def test_the_case_of_another_office_is_not_answered_here(town: Town, tablet: Client) -> None:
    other = a_case(a_town(STANDARDS / "kampar"), "penyerahan", service="anak-putus-sekolah")
    refused = tablet.post("/layar/survei/", {"kode": other.ref})
    assert (refused.status_code, "dari kantor lain" in refused.content.decode()) == (404, True)


def test_a_browser_that_is_no_tablet_asks_nothing(town: Town) -> None:
    case = a_case(town, "penyerahan")
    assert Client().post("/layar/survei/", {"kode": case.ref})["Location"] == "/perangkat/"
    assert Client().get(f"/layar/survei/{case.invitation.code}/")["Location"] == "/perangkat/"


def test_the_posters_are_for_officers(town: Town, browser: Browser) -> None:
    client = browser(town.officer("loket"))
    page = client.get("/petugas/poster/").content.decode()
    papers = ["survei.pdf", "lembar-survei.pdf", "layanan/jompo-terlantar.pdf"]
    for path in papers:
        assert f"/petugas/poster/{path}" in page
        assert client.get(f"/petugas/poster/{path}").content.startswith(b"%PDF-")
        assert browser(town.citizens[0]).get(f"/petugas/poster/{path}").status_code == 403
    assert client.get("/petugas/poster/layanan/tidak-ada.pdf").status_code == 404
    for path in ("ketik/", "tambahan/"):
        assert browser(town.citizens[0]).get(f"/petugas/survei/{path}").status_code == 403
