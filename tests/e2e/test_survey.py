"""The survey by hand: a sheet keyed in without a mouse, and a tablet that goes back to its start by itself."""

import pytest
from playwright.sync_api import Browser, expect

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
    first = page.get_by_label("1", exact=True)
    expect(first).to_be_focused()
    page.keyboard.type(ROW[1:])  # the first key got lost
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("atau 0 bila tidak diisi")
    for row in range(1, 4):
        expect(first).to_be_focused()
        with page.expect_navigation():
            page.keyboard.type(ROW)
            page.keyboard.press("Enter")
        expect(page.locator(".keyed li")).to_have_count(row)
    assert aside(lambda: sorted(Response.objects.values_list("u4", "u5", "u8", "sex"))) == [(4, None, 4, "L")] * 3
    keyer.press("Urungkan baris terakhir")
    expect(page.locator(".keyed li")).to_have_count(2)
    keyer.look()


def test_a_tablet_goes_back_by_itself(person, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(survey, "THANKS_SECONDS", 3)
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
    page.goto(start)  # what came back by itself begins anew each second
    page.get_by_label("Kode survei").fill(case.ref.lower())
    page.get_by_role("button", name="Mulai").click()
    expect(page.get_by_text("Pertanyaan 1 dari 14")).to_be_visible()
    visitor.look("tablet-pertanyaan")
    expect(page.get_by_role("group")).to_have_count(1)  # one question on the screen
    expect(page.get_by_role("button", name="Kirim jawaban")).to_be_hidden()
    for n in range(1, 4):
        expect(page.get_by_text(f"Pertanyaan {n} dari 14")).to_be_visible()
        assert page.get_by_role("radio").nth(2).bounding_box()["height"] >= 72  # a whole finger
        page.get_by_role("radio").nth(2).click()
    expect(page.get_by_text("Pertanyaan 4 dari 14")).to_be_visible()
    page.get_by_role("button", name="Kembali").click()
    expect(page.get_by_role("radio").nth(2)).to_be_checked()  # what was answered stays
    page.get_by_role("button", name="Berikutnya").click()
    page.get_by_role("radio").nth(2).focus()
    page.keyboard.press("Space")  # by keys nobody is taken on before he has chosen
    expect(page.get_by_text("Pertanyaan 4 dari 14")).to_be_visible()
    page.get_by_role("button", name="Berikutnya").click()
    for n in range(5, 10):
        expect(page.get_by_text(f"Pertanyaan {n} dari 14")).to_be_visible()
        page.get_by_role("radio").nth(2).click()
    expect(page.get_by_text("Pertanyaan 10 dari 14, boleh dilewati")).to_be_visible()
    visitor.look("tablet-boleh-dilewati")
    page.get_by_role("button", name="Lewati").click()
    page.get_by_role("button", name="Kirim jawaban").click()
    expect(page.get_by_role("heading", name="Terima kasih")).to_be_visible()
    page.wait_for_url(start)
    assert aside(lambda: list(Response.objects.values_list("u1", "u9", "sex"))) == [(3, 3, "")]


def test_without_a_script_the_tablet_has_the_whole_form(  # type: ignore[no-untyped-def]
    person, chromium: Browser, live_server, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = a_town()
    case = aside(lambda: a_case(town, "penyerahan"))
    visitor = person()
    give_use(visitor, town, "survey")
    plain = chromium.new_context(java_script_enabled=False, storage_state=visitor.page.context.storage_state())
    page = plain.new_page()
    page.goto(f"{live_server.url}/layar/survei/{case.invitation.code}/")
    expect(page.get_by_role("group")).to_have_count(13)  # nine questions and four of who answers
    for n in range(1, 10):
        page.locator(f"#id_u{n}_3").check()
    page.get_by_role("button", name="Kirim jawaban").click()
    expect(page.get_by_role("heading", name="Terima kasih")).to_be_visible()
    plain.close()
