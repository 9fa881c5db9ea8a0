"""The survey by hand: a sheet keyed in without a mouse, and a tablet that goes back to its start by itself."""

import pytest
from playwright.sync_api import expect

from silastri.apps.surveys.models import Response
from silastri.practice import sample
from silastri.web.devices import survey
from tests.builders import JOMPO, a_case, a_town
from tests.e2e.conftest import AT_DESK, aside
from tests.e2e.in_hall import give_use

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
ROW = "3444" + "0" + "3434" + "1346"  # nine marks and four of the profile: with Enter, fourteen keys a sheet


def test_a_sheet_is_a_row_of_keys(person) -> None:  # type: ignore[no-untyped-def]
    town = a_town()
    keyer = person(*AT_DESK)
    keyer.sign_in(town.officer("loket").phone, sample.PASSWORD)
    keyer.open(f"/petugas/survei/ketik/{JOMPO}/")
    keyer.look()
    page = keyer.page
    page.reload()  # whoever looked at it pressed elsewhere; a new page waits for its first digit
    for row in range(1, 4):
        with page.expect_navigation():
            page.keyboard.type(ROW)
            page.keyboard.press("Enter")
        expect(page.locator(".keyed li")).to_have_count(row)
    assert aside(lambda: sorted(Response.objects.values_list("u4", "u5", "u8", "sex"))) == [(4, None, 4, "L")] * 3
    keyer.press("Urungkan baris terakhir")
    expect(page.locator(".keyed li")).to_have_count(2)
    keyer.look()


def test_a_tablet_goes_back_by_itself(person, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(survey, "THANKS_SECONDS", 1)
    town = a_town()
    case = aside(lambda: a_case(town, "penyerahan"))
    visitor = person()
    page = visitor.page
    give_use(visitor, town, "survey")
    visitor.look()
    start = page.url
    page.get_by_label("Kode survei").fill("x")
    page.get_by_role("button", name="Mulai").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    monkeypatch.setattr(survey, "IDLE_SECONDS", 1)
    page.goto(f"{start}survei/{case.invitation.code}/")
    page.wait_for_url(start)
    monkeypatch.setattr(survey, "IDLE_SECONDS", 90)
    page.get_by_label("Kode survei").fill(case.ref.lower())
    page.get_by_role("button", name="Mulai").click()
    expect(page.locator("#id_u1_3")).to_be_attached()
    visitor.look()
    for n in range(1, 10):
        page.locator(f"#id_u{n}_3").check()
    page.get_by_role("button", name="Kirim jawaban").click()
    expect(page.get_by_role("heading", name="Terima kasih")).to_be_visible()
    page.wait_for_url(start)
