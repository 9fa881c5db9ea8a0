"""A fragment's refusal is a fragment: a sentence with its status, which never takes the place of what was asked for."""

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case, CaseDocument
from silastri.journey.apply import draft
from tests.builders import Town, a_case

Browser = Callable[[Person | None], Client]
HTMX = {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "http://testserver/permohonan/X/formulir/?a=1"}


def fragment(response, status: int) -> str:  # type: ignore[no-untyped-def]
    page: str = response.content.decode()
    assert response.status_code == status
    assert response["HX-Reswap"] == "none"
    assert "<html" not in page and "<main" not in page
    return page


def test_whoever_is_not_signed_in_any_more_gets_a_way_back(town: Town) -> None:
    case = a_case(town, "pengajuan")
    page = fragment(Client().post(f"/permohonan/{case.ref}/formulir/", {"tujuan": "x"}, **HTMX), 401)
    assert "Waktu masuk Anda sudah habis" in page
    assert f"/masuk/?lanjut={quote('/permohonan/X/formulir/?a=1', safe='')}" in page
    assert Case.objects.get().answers == case.answers


def test_the_way_back_never_leads_to_another_site(town: Town) -> None:
    asked = HTMX | {"HTTP_HX_CURRENT_URL": "https://tempat.lain//jahat/"}
    page = fragment(Client().get("/permohonan/", **asked), 401)
    assert "tempat.lain" not in page


def test_a_page_asked_for_as_a_whole_is_a_page() -> None:
    assert Client().get("/permohonan/")["Location"] == "/masuk/?lanjut=/permohonan/"
    restored = HTMX | {"HTTP_HX_HISTORY_RESTORE_REQUEST": "true"}
    assert Client().get("/permohonan/", **restored).status_code == 302


def test_what_is_not_theirs_or_not_there(town: Town, browser: Browser) -> None:
    client = browser(town.citizens[0])
    assert "untuk petugas" in fragment(client.get("/petugas/", **HTMX), 403)
    fragment(client.get("/permohonan/RHL-00000-00000/", **HTMX), 404)
    assert "Halaman tidak ditemukan" in fragment(client.get("/tidak-ada/", **HTMX), 404)


def test_a_page_of_an_earlier_session(town: Town) -> None:
    case, client = a_case(town, "pengajuan"), Client(enforce_csrf_checks=True)
    client.force_login(town.citizens[0])
    page = fragment(client.post(f"/permohonan/{case.ref}/formulir/", {"nama": "x"}, **HTMX), 403)
    assert "Muat ulang halaman ini" in page
    whole = client.post(f"/permohonan/{case.ref}/formulir/", {"nama": "x"})
    assert "data-not-done" in whole.content.decode()


def test_a_file_too_large(town: Town, browser: Browser) -> None:
    case = a_case(town, "pengajuan")
    response = browser(town.citizens[0]).generic(
        "POST", f"/permohonan/{case.ref}/berkas/", b"x", content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(100 * 1024 * 1024), **HTMX,
    )  # fmt: skip
    assert "Paling besar 10 MB" in fragment(response, 413)
    assert not CaseDocument.objects.exists()


def test_a_fault_of_ours_is_told_as_one(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError

    case, client = a_case(town, "pengajuan"), Client(raise_request_exception=False)
    client.force_login(town.citizens[0])
    monkeypatch.setattr(draft, "answer", fails)
    page = fragment(client.post(f"/permohonan/{case.ref}/formulir/calon/", {"nama": "x"}, **HTMX), 500)
    assert "gangguan di sistem kami" in page and "internet" not in page
    assert "<html" in client.post(f"/permohonan/{case.ref}/formulir/calon/", {"nama": "x"}).content.decode()


def test_what_a_form_itself_says_stays_the_forms(town: Town, browser: Browser) -> None:
    """A file that cannot be used is told in the card of its paper, which is all that is answered."""
    case = a_case(town, "pengajuan")
    sent = {"persyaratan": "ktp", "berkas": SimpleUploadedFile("a.docx", b"PK\x03\x04")}
    response = browser(town.citizens[0]).post(f"/permohonan/{case.ref}/berkas/", sent, **HTMX)
    assert response.status_code == 422
    assert "HX-Reswap" not in response
    assert re.findall(r'<li class="paper[^>]* id="(\w+)"', response.content.decode()) == ["ktp"]
