"""The page on which papers are handed in, as a browser without scripts and as our script uses it."""

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from silastri.apps.accounts.models import Person
from silastri.apps.audit.models import LogEntry
from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case
from silastri.apps.documents.models import PART, PartialFile
from silastri.practice import sample
from tests.adapters.test_intake import a_photo, written
from tests.builders import MONDAY, Town, a_case

pytestmark = pytest.mark.django_db(transaction=True)
Browser = Callable[[Person | None], Client]
PDF = sample.scan("Kartu Contoh", MONDAY)
LONG = PDF + b"\n%" + b"x" * PART + b"\n%%EOF"
SCRIPT = {"HX-Request": "true"}


def dark() -> bytes:
    out = io.BytesIO()
    written(Image.new("RGB", (1200, 900), "#101010"), paper="#303030", ink="#080808").save(out, "JPEG")
    return out.getvalue()


def file(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def case(town: Town) -> Case:
    return a_case(town, "pengajuan")


@pytest.fixture
def rani(town: Town, browser: Browser) -> Client:
    return browser(town.citizens[0])


def place(case: Case, more: str = "") -> str:
    return f"/permohonan/{case.ref}/berkas/{more}"


def card(page: str, key: str) -> str:
    found = re.search(rf'<li class="paper[^>]*id="{key}".*?\n</li>', page, re.DOTALL)
    assert found
    return found[0]


def test_several_photos_in_a_plain_form_become_one_paper(rani: Client, case: Case) -> None:
    sent = {"persyaratan": "ktp", "berkas": [file(a_photo(), "muka.jpg"), file(dark(), "belakang.jpg")]}
    answer = rani.post(place(case), sent)
    assert (answer.status_code, answer.url) == (302, place(case) + "#ktp")  # type: ignore[attr-defined]
    shown = card(rani.get(place(case)).content.decode(), "ktp")
    assert "muka.jpg dan 1 lainnya" in shown
    assert "2 halaman" in shown
    assert "Halaman 2 gelap. Periksa apakah tulisannya terbaca." in shown
    assert 'width="72" height="102"' in shown, "the picture keeps its place while it comes"


def test_an_officer_sees_what_may_be_hard_to_read(town: Town, browser: Browser, rani: Client, case: Case) -> None:
    for key, content in (("ktp", dark()), ("foto_calon", Image.effect_noise((300, 400), 90))):
        if isinstance(content, Image.Image):
            out = io.BytesIO()
            content.save(out, "PNG")
            content = out.getvalue()
        rani.post(place(case), {"persyaratan": key, "berkas": file(content, "a.jpg")})
    Case.objects.filter(pk=case.pk).update(state="running", step="pemeriksaan", post="back_office", submitted_at=MONDAY)
    page = browser(town.officer("back_office")).get(f"/petugas/permohonan/{case.ref}/").content.decode()
    assert page.count("Foto ini gelap. Periksa apakah tulisannya terbaca.") == 1
    assert "terlalu kecil" not in page, "a portrait is asked for small"


@pytest.mark.parametrize(("content", "says"), [(None, "Pilih berkas dulu."), (b"PK\3\4xx", "Simpan dulu sebagai PDF")])
def test_an_error_stays_in_its_card(rani: Client, case: Case, content: bytes | None, says: str) -> None:
    rani.post(place(case), {"persyaratan": "kk", "berkas": file(PDF, "kk.pdf")})
    for headers, cards in (({}, 7), (SCRIPT, 1)):
        asked = {"persyaratan": "ktp"} | ({"berkas": file(content, "a.docx")} if content else {})
        answer = rani.post(place(case), asked, headers=headers)
        page = answer.content.decode()
        assert (answer.status_code, page.count('<li class="paper')) == (422, cards)
        assert says in card(page, "ktp")
        assert cards == 1 or says not in card(page, "kk")
    assert list(cases.documents(case)) == ["kk"]


def begin(client: Client, case: Case, **other: Any) -> Any:
    sent = {"persyaratan": "ktp", "nama": "ktp.pdf", "ukuran": len(LONG), "sidik": ""} | other
    return client.post(place(case, "bagian/"), sent, headers=SCRIPT)


def add(client: Client, case: Case, token: str, start: int, kind: str = "application/octet-stream") -> Any:
    headers = {**SCRIPT, "Upload-Offset": str(start)}
    piece = LONG[start : start + PART]
    return client.post(place(case, f"bagian/{token}/"), piece, content_type=kind, headers=headers)


def test_a_file_comes_in_parts_and_nobody_else_adds_to_it(
    town: Town, browser: Browser, rani: Client, case: Case
) -> None:
    log = LogEntry.objects.count()
    begun = begin(rani, case)
    assert begun.status_code == 201
    token = begun.json()["bagian"]
    assert (add(rani, case, token, 0).status_code, add(rani, case, token, 0).status_code) == (204, 409)
    assert rani.get(place(case, f"bagian/{token}/"))["Upload-Offset"] == str(PART)
    for stranger in (browser(town.citizens[1]), browser(town.officer("back_office"))):
        assert add(stranger, case, token, PART).status_code == 404
        assert begin(stranger, case).status_code == 404
    assert add(browser(None), case, token, PART).status_code != 204
    assert add(rani, case, token, PART, "text/plain").status_code == 422
    assert LogEntry.objects.filter(what="see").count() == log, "no part is a page that somebody saw"
    assert f"ktp.pdf baru terkirim {100 * PART // len(LONG)}%" in rani.get(place(case)).content.decode()
    assert add(rani, case, token, PART).status_code == 204

    handed_in = rani.post(place(case), {"persyaratan": "ktp", "bagian": token}, headers=SCRIPT)
    assert handed_in.status_code == 200
    assert "ktp.pdf" in card(handed_in.content.decode(), "ktp")
    assert not PartialFile.objects.exists()
    again = rani.post(place(case), {"persyaratan": "ktp", "bagian": token}, headers=SCRIPT)
    assert (again.status_code, "tidak ada lagi" in again.content.decode()) == (422, True)


@pytest.mark.parametrize("size", ["", "-1", "10485761", "²"])
def test_a_file_of_no_good_size_does_not_begin(rani: Client, case: Case, size: str) -> None:
    assert begin(rani, case, ukuran=size).status_code == 422
    assert not PartialFile.objects.exists()


def test_a_part_whose_body_is_a_form_is_no_error(rani: Client, case: Case) -> None:
    token = begin(rani, case).json()["bagian"]
    answer = rani.post(place(case, f"bagian/{token}/"), {"a": file(b"x", "x")}, headers={"Upload-Offset": "0"})
    assert answer.status_code == 422


def test_what_was_replaced_is_used_again_and_what_is_sent_is_asked_before_it_is_removed(
    rani: Client, case: Case
) -> None:
    for name in ("lama.pdf", "baru.pdf"):
        rani.post(place(case), {"persyaratan": "ktp", "berkas": file(PDF, name)})
    shown = card(rani.get(place(case)).content.decode(), "ktp")
    assert "baru.pdf" in shown
    assert "Pakai lagi berkas sebelumnya" in shown
    assert "Ya, hapus berkas ini" in shown
    assert rani.post(place(case, "kembali/"), {"persyaratan": "ktp"}).status_code == 302
    shown = card(rani.get(place(case)).content.decode(), "ktp")
    assert "lama.pdf" in shown
    assert "Pakai lagi" not in shown
    assert rani.post(place(case, "kembali/"), {"persyaratan": "ktp"}).status_code == 404
    assert rani.get(place(case, "kembali/")).status_code == 302
