"""The QR of a signed letter: its address and its statement, read from the paper; and the words the PDF carries."""

import io
import json
from datetime import timedelta

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageFilter

from silastri.adapters.intake import intake
from silastri.adapters.signing.port import Finding
from silastri.apps.documents import queries as documents
from silastri.apps.letters import keys
from silastri.apps.letters.models import Letter, LetterKey
from silastri.domain import statement
from silastri.journey.verify import Content, verify_file
from tests import pekanbaru
from tests.builders import MONDAY, Town, a_case

SITE = "https://perizinan.rokanhilirkab.go.id"


@pytest.fixture
def letter(town: Town, settings: object) -> Letter:
    settings.SITE_URL = SITE  # type: ignore[attr-defined]
    return Letter.objects.get(case=a_case(town, "pencetakan"))


def pdf(letter: Letter) -> bytes:
    return documents.content(letter.sha256)


def scanned(pdf: bytes, dpi: int, turned: float, blur: float) -> str:
    sheet = pypdfium2.PdfDocument(pdf)[0].render(scale=dpi / 72).to_pil().convert("L")
    sheet = sheet.rotate(turned, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
    sheet = sheet.filter(ImageFilter.GaussianBlur(blur * dpi / 150))
    return "".join(code.text for code in zxingcpp.read_barcodes(sheet))


@pytest.mark.parametrize("dpi", [96, 150, 300])
@pytest.mark.parametrize(("turned", "blur"), [(0, 0), (3, 0.6), (12, 1)])
def test_the_printed_qr_is_the_address_and_the_statement(letter: Letter, dpi: int, turned: float, blur: float) -> None:
    assert letter.statement
    wanted = f"{SITE}/S/{letter.code}".upper() + "#" + statement.text(bytes(letter.statement))
    assert scanned(pdf(letter), dpi, turned, blur) == wanted


def test_it_states_what_the_register_knows(letter: Letter) -> None:
    key = LetterKey.objects.get(office=letter.office)
    assert letter.statement
    said = statement.verify(bytes(letter.statement), code=letter.code, public=keys.public(key))
    assert (said.number, said.on, said.until) == (letter.number, letter.on, letter.valid_until)
    assert said.name == "Surat Rekomendasi Bantuan Pengiriman Lanjutan Jompo…"
    assert (said.initials, said.host) == ("NMC", "perizinan.rokanhilirkab.go.id")
    assert said.made == MONDAY.date()
    assert "Periksa hanya di perizinan.rokanhilirkab.go.id" in pekanbaru.words(pdf(letter))


def test_the_pdf_carries_the_words_that_are_stated(letter: Letter) -> None:
    carried = intake().content(pdf(letter))
    assert carried
    words = json.loads(carried)
    assert words["nomor"] == letter.number
    assert words["kode"] == letter.code
    assert "Nek Minah Contoh" in words["isi"]
    with pikepdf.open(io.BytesIO(pdf(letter))) as document:
        assert b"pdfaid:part" in bytes(document.Root.Metadata.read_bytes())
        assert str(document.Root.AF[0].AFRelationship) == "/Data"
    answer = verify_file(pdf(letter))
    assert (answer.verdict.finding, answer.content) == (Finding.GENUINE, Content.SAME)


def tampered(pdf: bytes, words: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.attachments["surat.json"].get_file().obj.write(words)
        document.save(out)
    return out.getvalue()


def test_other_words_in_the_pdf_are_found(letter: Letter) -> None:
    carried = intake().content(pdf(letter))
    assert carried
    for words in (carried.replace(b"Nek Minah", b"Nek Siapa"), b'{"kode":"' + letter.code.encode() + b'"}'):
        answer = verify_file(tampered(pdf(letter), words))
        assert (answer.verdict.finding is Finding.GENUINE, answer.content) == (False, Content.OTHER)
    for words in (b"{}", b"[]", b"no json", b'{"kode": "' + b"A" * 16 + b'"}'):
        assert verify_file(tampered(pdf(letter), words)).content is Content.NONE


def test_a_statement_that_was_changed_in_the_database_vouches_for_nothing(letter: Letter) -> None:
    assert letter.statement
    Letter.objects.update(statement=bytes(letter.statement)[:-1] + b"\0")
    assert verify_file(pdf(letter)).content is Content.NONE


def test_a_letter_of_ours_may_be_handed_in_again(letter: Letter) -> None:
    """It carries a file, which no other paper may."""
    assert intake().tidy(pdf(letter)).content == pdf(letter)


def test_ink_states_nothing(db: None) -> None:
    """A blank that is never signed must not vouch for itself."""
    town = pekanbaru.pekanbaru()
    case = pekanbaru.at_step(town, None)
    letter = Letter.objects.get(case=case)
    assert letter.number
    assert letter.statement is None


def test_the_key_of_the_day_signs(town: Town) -> None:
    first = Letter.objects.get(case=a_case(town, "pencetakan"))
    old = LetterKey.objects.get(office=town.office)
    new = keys.rotate(town.office.pk, at=MONDAY + timedelta(days=1))
    second = Letter.objects.get(case=a_case(town, "pencetakan", citizen=1))
    assert first.statement
    assert second.statement
    assert statement.kid(bytes(first.statement)) == old.kid
    assert statement.kid(bytes(second.statement)) == new.kid
    assert verify_file(pdf(first)).content is Content.SAME
