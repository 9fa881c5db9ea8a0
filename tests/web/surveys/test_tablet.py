"""The tablet at the counter asks for a code, shows the questions, thanks, and leads nowhere else."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.surveys.models import Response
from silastri.journey.surveys import tablet
from tests.builders import STANDARDS, Town, a_case, a_town

Browser = Callable[[Person | None], Client]
ANSWERS = {f"u{n}": "4" for n in range(1, 10)}


@pytest.fixture
def opened(town: Town, browser: Browser) -> tuple[Client, str]:
    """The browser of the counter, as a tablet, and the address that it shows."""
    client = browser(town.officer("loket"))
    assert "/petugas/survei/tablet/" in client.get("/petugas/").content.decode()
    assert "Keluar dan buka survei" in client.get("/petugas/survei/tablet/").content.decode()
    start = client.post("/petugas/survei/tablet/")["Location"]
    assert client.get("/petugas/").status_code == 302, "nobody is signed in on it any more"
    return client, start


def links(page: str) -> set[str]:
    return {one for one in re.findall(r'<a[^>]* href="([^"]*)"', page) if not one.startswith("#")}


def test_from_the_code_to_the_thanks(town: Town, opened: tuple[Client, str]) -> None:
    case, (client, start) = a_case(town, "penyerahan"), opened
    first = client.get(start)
    assert links(first.content.decode()) == set() and "govuk-footer" not in first.content.decode()
    assert first["Cache-Control"] == "no-store"
    at = client.post(start, {"kode": case.ref})["Location"]
    asked = client.get(at).content.decode()
    assert links(asked) == {start} and case.ref not in asked and 'data-idle="90"' in asked
    wrong = client.post(at, ANSWERS | {"u1": ""})
    assert wrong.status_code == 422 and links(wrong.content.decode()) == {start}
    thanks = client.get(client.post(at, ANSWERS)["Location"])
    assert thanks["Refresh"] == f"8; url={start}" and links(thanks.content.decode()) == {start}
    assert Response.objects.get().via == "tablet"


def test_a_refusal_stays_on_the_tablet(town: Town, opened: tuple[Client, str]) -> None:
    case, (client, start) = a_case(town, "penyerahan"), opened
    at = client.post(start, {"kode": case.invitation.code})["Location"]
    client.post(at, ANSWERS)
    for refused, status, said in (
        (client.post(start, {"kode": ""}), 422, "Isi kode survei"),
        (client.post(start, {"kode": "RHL-00000-00000"}), 404, "tidak ditemukan"),
        (client.post(start, {"kode": case.ref}), 409, "sudah diisi. Terima kasih"),
        (client.post(at, ANSWERS), 409, "sudah diisi. Terima kasih"),
        (client.get(f"{start}XXXXXXXXXXXX/"), 404, "tidak ditemukan"),
    ):
        page = refused.content.decode()
        assert (refused.status_code, links(page)) == (status, set())
        assert said in page
    assert Response.objects.count() == 1


def test_the_case_of_another_office_is_not_answered_here(town: Town, opened: tuple[Client, str]) -> None:
    client, start = opened
    other = a_case(a_town(STANDARDS / "kampar"), "penyerahan", service="anak-putus-sekolah")
    refused = client.post(start, {"kode": other.ref})
    assert (refused.status_code, "dari kantor lain" in refused.content.decode()) == (404, True)


@pytest.mark.parametrize("token", ["x", "rokan-hilir", "rokan-hilir:1:x"])
def test_an_address_that_was_not_made_here(town: Town, token: str) -> None:
    assert Client().get(f"/survei/tablet/{token}/").status_code == 404
    assert Client().post(f"/survei/tablet/{token}/", {"kode": "x"}).status_code == 404


def test_an_address_ends_after_ninety_days(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    token = tablet.token_of(town.office)
    assert tablet.office_of(token) == town.office
    monkeypatch.setattr(tablet, "LASTS", timedelta(seconds=-1))
    with pytest.raises(tablet.NoTablet):
        tablet.office_of(token)
    assert signing.TimestampSigner(salt="another").unsign


def test_an_officer_who_is_signed_in_answers_for_nobody(town: Town, browser: Browser) -> None:
    case = a_case(town, "penyerahan")
    start = f"/survei/tablet/{tablet.token_of(town.office)}/"
    refused = browser(town.officer("back_office")).post(start, {"kode": case.ref})
    assert refused.status_code == 403
    assert not Response.objects.exists()


def test_only_officers_open_it(town: Town, browser: Browser) -> None:
    for path in ("tablet/", "poster.pdf", "lembar.pdf", "ketik/", "tambahan/"):
        assert browser(town.citizens[0]).get(f"/petugas/survei/{path}").status_code == 403
        assert Client().get(f"/petugas/survei/{path}").status_code == 302


def test_the_poster_and_the_sheet(town: Town, browser: Browser) -> None:
    client = browser(town.officer("loket"))
    for path in ("poster.pdf", "lembar.pdf"):
        assert client.get(f"/petugas/survei/{path}").content.startswith(b"%PDF-")
