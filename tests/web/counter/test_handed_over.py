"""A letter is handed over with proof: a photo of the signed receipt, or a signature drawn on the screen."""

import base64
import io
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image, ImageDraw

from silastri.apps.accounts.models import Person
from silastri.apps.archive import queries as archive
from silastri.apps.cases.models import Case, StepRun
from silastri.apps.documents import queries as documents
from silastri.apps.letters.models import HandOver
from silastri.journey.papers import control_card
from silastri.practice import sample
from tests.builders import MONDAY, STANDARDS, Town, a_case, a_town, surveyed

Browser = Callable[[Person | None], Client]


def a_hand(size: tuple[int, int] = (600, 200), kind: str = "PNG") -> str:
    """What the pad sends of a stroke."""
    picture, out = Image.new("RGBA", size), io.BytesIO()
    ImageDraw.Draw(picture).line((20, 20, size[0] - 20, size[1] - 20), fill=(22, 33, 31, 255), width=4)
    picture.convert("RGBA" if kind == "PNG" else "RGB").save(out, kind)
    return f"data:image/png;base64,{base64.b64encode(out.getvalue()).decode()}"


@pytest.fixture
def case(town: Town) -> Case:
    return surveyed(a_case(town, "penyerahan"))


def typed(case: Case, **more: object) -> dict[str, object]:
    given = {"penerima": "Rani Contoh", "hubungan": "self", "bukti": "ktp", "giliran": case.turn, "keputusan": "lanjut"}
    return given | more


def test_who_receives_it_signs_on_the_screen(town: Town, browser: Browser, case: Case) -> None:
    counter, at = browser(town.officer("loket")), f"/petugas/permohonan/{case.ref}/"
    assert "data-pad" in counter.get(at).content.decode()
    photo = SimpleUploadedFile("terima.pdf", sample.scan("Tanda terima", MONDAY), "application/pdf")
    sent = counter.post(f"{at}serahkan/", typed(case, tanda_tangan=a_hand(), terima=photo))
    assert sent.status_code == 302, sent.content.decode()
    kept = HandOver.objects.get()
    assert kept.signature and kept.receipt and not kept.proof_file
    assert documents.content(kept.signature.sha256).startswith(b"\xff\xd8")  # drawn anew: nothing rides along
    page = counter.get(at).content.decode()
    for what, kind in (("tanda-tangan", "image/jpeg"), ("tanda-terima", "image/webp")):
        assert f"{at}penyerahan/{what}/" in page
        shown = counter.get(f"{at}penyerahan/{what}/")
        assert (shown.status_code, shown["Content-Type"]) == (200, kind)
    assert counter.get(f"{at}penyerahan/bukti/").status_code == 404
    assert counter.get(f"{at}penyerahan/lain/").status_code == 404
    assert {"Tanda terima surat", "Tanda tangan penerima surat"} <= {name for name, _ in archive.documents(case)}
    assert control_card.draw(case, at=MONDAY).startswith(b"%PDF-")
    other = a_town(STANDARDS / "kampar")
    assert browser(other.officer("front_office")).get(f"{at}penyerahan/tanda-tangan/").status_code == 404


def test_what_is_no_signature_is_refused_and_nothing_is_handed_over(town: Town, browser: Browser, case: Case) -> None:
    counter, at = browser(town.officer("loket")), f"/petugas/permohonan/{case.ref}/serahkan/"
    no_base64, no_picture = "data:image/png;base64,@@@", "data:image/png;base64,aGFsbw=="
    for signed in (no_base64, no_picture, a_hand(kind="JPEG"), a_hand((3000, 40))):
        refused = counter.post(at, typed(case, tanda_tangan=signed))
        assert refused.status_code == 422 and "Tanda tangan tidak terbaca" in refused.content.decode()
    assert counter.post(at, typed(case, tanda_tangan="a" * 400_001)).status_code == 422
    assert not HandOver.objects.exists()
    case.refresh_from_db()
    assert case.state == "running"


def test_without_a_signature_it_says_why(town: Town, browser: Browser, case: Case) -> None:
    counter, at = browser(town.officer("loket")), f"/petugas/permohonan/{case.ref}/"
    refused = counter.post(f"{at}serahkan/", typed(case))
    assert refused.status_code == 422 and "tulis mengapa tidak ada" in refused.content.decode()
    assert not HandOver.objects.exists()
    assert counter.post(f"{at}serahkan/", typed(case, tanpa_tanda="cap jempol di buku")).status_code == 302
    assert StepRun.objects.filter(case=case).latest("turn").note.startswith("Tanpa tanda tangan penerima: cap jempol")


def test_an_error_keeps_the_signature_and_names_the_question(town: Town, browser: Browser, case: Case) -> None:
    counter, hand = browser(town.officer("loket")), a_hand()
    refused = counter.post(f"/petugas/permohonan/{case.ref}/serahkan/", typed(case, tanda_tangan=hand, bukti=""))
    page = refused.content.decode()
    assert refused.status_code == 422 and f'value="{hand}"' in page
    assert "Bukti yang ditunjukkan: pilih salah satu." in page and 'href="#id_bukti_0"' in page
