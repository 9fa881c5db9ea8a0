"""The survey is answered once for a case, by whoever has its code."""

from collections.abc import Callable

import pytest
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.apps.messages.models import Message
from silastri.apps.surveys.models import DaySum, Invitation, Response
from tests.builders import Town, a_case

Browser = Callable[[Person | None], Client]
ANSWERS = {f"u{n}": "3" for n in range(1, 10)}
PROFILE = {"sex": "P", "age": "30-39", "education": "SMA", "occupation": "Lainnya", "suggestion": "Tambah kursi."}


def test_it_is_answered_once_without_signing_in(town: Town) -> None:
    case = a_case(town, "penyerahan")
    path = f"/survei/{case.invitation.code}/"
    page = Client().get(path)
    assert page.status_code == 200
    assert case.ref not in page.content.decode() and case.applicant.name not in page.content.decode()
    assert page["Cache-Control"] == "no-store" and page["Referrer-Policy"] == "no-referrer"
    answered = Client().post(path, ANSWERS | PROFILE)
    assert (answered.status_code, answered["Location"]) == (302, "/survei/terima-kasih/")
    assert "Terima kasih" in Client().get(answered["Location"]).content.decode()
    kept = Response.objects.get()
    assert (kept.via, kept.u9, kept.sex, kept.suggestion) == ("web", 3, "P", "Tambah kursi.")
    for again in (Client().get(path), Client().post(path, ANSWERS)):
        assert again.status_code == 409
        assert "sudah diisi. Terima kasih" in again.content.decode()
    assert Response.objects.count() == DaySum.objects.get().responses == 1


def test_codes_are_typed_as_they_are_read(town: Town) -> None:
    case = a_case(town, "penyerahan")
    code = case.invitation.code
    for typed in (code, f" {code[:4].lower()} {code[4:8]}-{code[8:]}", case.ref, case.ref.lower().replace("-", " ")):
        found = Client().post("/survei/", {"kode": typed})
        assert (found.status_code, found["Location"]) == (302, f"/survei/{code}/")
    assert Client().get(f"/survei/{code.lower()}/").status_code == 200


@pytest.mark.parametrize(
    ("asked", "via"), [("", "web"), ("?dari=wa", "whatsapp"), ("?dari=qr", "qr"), ("?dari=kertas", "web")]
)
def test_it_is_known_by_which_way_it_came(town: Town, asked: str, via: str) -> None:
    path = f"/survei/{a_case(town, 'penyerahan').invitation.code}/{asked}"
    assert Client().post(path, ANSWERS).status_code == 302
    assert Response.objects.get().via == via


def test_the_poster_at_the_counter_counts_as_such(town: Town) -> None:
    case = a_case(town, "penyerahan")
    poster = f"/survei/?kantor={town.office.slug}"
    assert town.office.name in Client().get(poster).content.decode()
    assert Client().post(poster, {"kode": case.ref})["Location"].endswith("/?dari=qr")
    assert Client().get("/survei/?kantor=tidak-ada").status_code == 200


@pytest.mark.parametrize("typed", ["", "X" * 12, "RHL-00000-00000", "'; DROP TABLE", "x" * 100_000, "💥"])
def test_a_code_that_is_none(town: Town, typed: str) -> None:
    refused = Client().post("/survei/", {"kode": typed})
    assert refused.status_code in (404, 422)


def test_unknown_codes_from_one_address_are_slowed_down(db: None) -> None:
    statuses = [Client().get(f"/survei/{n:012}/").status_code for n in range(32)]
    assert statuses[0] == 404 and statuses[-1] == 429


def test_it_is_not_open_before_there_is_something_to_judge(town: Town) -> None:
    case = a_case(town, "verifikasi")
    assert not Invitation.objects.filter(case=case).exists()
    assert Client().post("/survei/", {"kode": case.ref}).status_code == 404


def test_a_case_that_was_sent_back_from_the_counter_is_not_judged_yet(town: Town) -> None:
    case = a_case(town, "penyerahan")
    Case.objects.filter(pk=case.pk).update(step="penomoran")
    refused = Client().post(f"/survei/{case.invitation.code}/", ANSWERS)
    assert refused.status_code == 409
    assert not Response.objects.exists()


def test_whoever_works_at_the_office_does_not_answer(town: Town, browser: Browser) -> None:
    path = f"/survei/{a_case(town, 'penyerahan').invitation.code}/"
    for client in (browser(town.officer("loket")), browser(town.officer("kepala_dinas"))):
        for refused in (client.get(path), client.post(path, ANSWERS)):
            assert refused.status_code == 403
    assert not Response.objects.exists()
    assert browser(town.citizens[1]).get(path).status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [{"u9": mark} for mark in ("", "5", "0", "-1", "3.5", "٣")]
    + [{"sex": "X"}, {"age": "17"}, {"suggestion": "a" * 100_000}],
)
def test_what_cannot_be_an_answer(town: Town, wrong: dict[str, str]) -> None:
    case = a_case(town, "penyerahan")
    path = f"/survei/{case.invitation.code}/"
    assert Client().post(path, ANSWERS | PROFILE | wrong).status_code == 422
    assert not Response.objects.exists()
    assert Invitation.objects.get(case=case).state == "open"


def test_a_script_in_the_suggestion_is_only_text(town: Town, browser: Browser) -> None:
    path = f"/survei/{a_case(town, 'penyerahan').invitation.code}/"
    said = "<script>alert(1)</script>"
    shown = Client().post(path, ANSWERS | {"u1": "", "suggestion": said})
    assert said not in shown.content.decode()
    assert Client().post(path, ANSWERS | {"suggestion": said}).status_code == 302
    assert Response.objects.get().suggestion == said


def test_the_applicant_is_asked_on_his_page(town: Town, browser: Browser) -> None:
    case = a_case(town, "penyerahan")
    client, code = browser(town.citizens[0]), case.invitation.code
    assert "Isi survei kepuasan" in client.get(f"/permohonan/{case.ref}/").content.decode()
    assert client.get(f"/permohonan/{case.ref}/survei/")["Location"] == f"/survei/{code}/"
    assert browser(town.citizens[1]).get(f"/permohonan/{case.ref}/survei/").status_code == 404
    assert client.post(f"/survei/{code}/", ANSWERS).status_code == 302
    assert "Isi survei kepuasan" not in client.get(f"/permohonan/{case.ref}/").content.decode()


def test_no_text_makes_the_survey_the_price_of_the_letter(town: Town, browser: Browser) -> None:
    case = a_case(town, "penyerahan")
    page = browser(town.citizens[0]).get(f"/permohonan/{case.ref}/").content.decode()
    told = " ".join(message.body for message in Message.objects.filter(case=case))
    for said in (page, told):
        assert "tanpa nama" in said
        assert "survei kepuasan dulu" not in said and "Isi dulu survei" not in said
