"""Choosing a file: what is said before it is sent, and what the applicant sees of what was made of it."""

import io

import pytest
from PIL import Image
from playwright.sync_api import Request, expect

from silastri.apps.cases.models import CaseDocument
from silastri.practice import sample
from tests import hostile
from tests.builders import a_case, a_town

from .conftest import aside

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_what_cannot_be_used_is_said_and_what_can_be_is_shown(person) -> None:  # type: ignore[no-untyped-def]
    town = a_town()
    case = aside(lambda: a_case(town, "pengajuan"))
    rani = person(360)
    rani.sign_in(town.citizens[0].phone, sample.PASSWORD)
    rani.open(f"/permohonan/{case.ref}/berkas/")
    page, sent = rani.page, list[Request]()
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    choose = page.locator("#berkas-ktp")

    choose.set_input_files({"name": "ktp.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-" + bytes(11_000_000)})
    expect(page.get_by_text("Berkas ini 10,5 MB. Paling besar 10 MB.")).to_be_visible()
    assert sent == []
    rani.look("upload-too-large")

    black = io.BytesIO()
    Image.new("RGB", (1200, 900)).save(black, "JPEG")
    choose.set_input_files({"name": "ktp.jpg", "mimeType": "image/jpeg", "buffer": black.getvalue()})
    expect(page.locator("#ktp").get_by_text("hampir satu warna")).to_be_visible()
    assert aside(CaseDocument.objects.count) == 0
    expect(page.get_by_text("Paling besar 10 MB. Perkecil")).to_have_count(0)
    rani.look("upload-one-colour")

    receipt = hostile.sheet(200, 14_400)
    choose.set_input_files({"name": "struk.pdf", "mimeType": "application/pdf", "buffer": receipt})
    shown = page.get_by_alt_text("Halaman pertama Fotokopi KTP")
    expect(page.get_by_text("struk.pdf")).to_be_visible()
    shown.first.scroll_into_view_if_needed()
    expect(shown.first).to_have_js_property("complete", True)
    assert shown.first.evaluate("(picture) => picture.naturalHeight") > 1000
    rani.look("upload-receipt")
