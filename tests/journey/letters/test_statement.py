"""The QR of a signed letter: its address and its statement, read from the paper; and the words the PDF carries."""

import io
import json
from contextlib import suppress
from datetime import timedelta

import pikepdf
import pypdfium2 as pdfium
import pytest

from silastri.adapters.intake import intake
from silastri.adapters.signing.port import Finding
from silastri.apps.documents import queries as documents
from silastri.apps.letters import keys
from silastri.apps.letters import queries as letter_queries
from silastri.apps.letters.models import Letter, LetterKey
from silastri.domain.letters import statement
from silastri.journey.case import products
from silastri.journey.case.dossier import dossier_of
from silastri.journey.letters.authenticate import Content, authenticate_file
from silastri.journey.papers import letter as papers
from tests import cose, pekanbaru
from tests.builders import MONDAY, Town, a_case, a_town
from tests.scanned import scanned

SITE = "https://perizinan.rokanhilirkab.go.id"


@pytest.fixture
def town(db: None) -> Town:
    return a_town()


@pytest.fixture
def letter(town: Town, settings: object) -> Letter:
    settings.SITE_URL = SITE  # type: ignore[attr-defined]
    return Letter.objects.get(case=a_case(town, "pencetakan"))


def pdf(letter: Letter) -> bytes:
    return documents.content(letter.sha256)


def stated(letter: Letter) -> cose.Read:
    """What its QR says, read from the paper and checked by its office's keys."""
    address, _, text = scanned(pdf(letter)).partition("#")
    assert address == f"{SITE}/S/{letter.code}".upper()
    for key in LetterKey.objects.filter(office=letter.office):
        with suppress(cose.Refused):
            return cose.verify(cose.untext(text), code=letter.code, public=keys.public(key))
    raise cose.Refused


@pytest.mark.once
@pytest.mark.parametrize("dpi", [96, 150, 300])
@pytest.mark.parametrize(("turned", "blur"), [(0, 0), (3, 0.6), (12, 1)])
def test_the_printed_qr_is_the_address_and_the_statement(letter: Letter, dpi: int, turned: float, blur: float) -> None:
    read = scanned(pdf(letter), dpi, turned, blur)
    assert read == scanned(pdf(letter), 600)
    assert read.startswith(f"{SITE}/S/{letter.code}".upper() + "#")


def test_it_states_what_the_register_knows(letter: Letter) -> None:
    read = stated(letter)
    assert read.claims[1] == letter.number
    assert read.claims[2] == "Surat Rekomendasi Bantuan Pengiriman Lanjutan Jompo…"
    assert (read.day(3), read.day(4), read.day(8)) == (letter.on, letter.valid_until, MONDAY.date())
    assert (read.claims[5], read.claims[7]) == ("NMC", "perizinan.rokanhilirkab.go.id")
    assert "Periksa hanya di perizinan.rokanhilirkab.go.id" in pekanbaru.words(pdf(letter))


def test_the_pdf_carries_the_words_that_are_stated(letter: Letter) -> None:
    carried = intake().content(pdf(letter))
    assert carried
    words = json.loads(carried)
    assert words["nomor"] == letter.number
    assert words["kode"] == letter.code
    assert "Nek Minah Contoh" in words["isi"]
    assert stated(letter).claims[6] == statement.digest(carried)
    with pikepdf.open(io.BytesIO(pdf(letter))) as document:
        assert b"pdfaid:part" in bytes(document.Root.Metadata.read_bytes())
        assert str(document.Root.AF[0].AFRelationship) == "/Data"
    answer = authenticate_file(pdf(letter))
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
        answer = authenticate_file(tampered(pdf(letter), words))
        assert (answer.verdict.finding is Finding.GENUINE, answer.content) == (False, Content.OTHER)
    for words in (b"{}", b"[]", b"no json", b'{"kode": "' + b"A" * 16 + b'"}'):
        assert authenticate_file(tampered(pdf(letter), words)).content is Content.NONE


def test_a_letter_of_ours_may_be_handed_in_again(letter: Letter) -> None:
    """It carries a file, which no other paper may."""
    assert intake().tidy(pdf(letter)).content == pdf(letter)


def test_ink_states_nothing(db: None, settings: object) -> None:
    """A blank that is never signed must not vouch for itself, with or without its number."""
    settings.SITE_URL = SITE  # type: ignore[attr-defined]
    town = pekanbaru.pekanbaru()
    for step in ("penandatanganan", None):
        dossier = dossier_of(pekanbaru.at_step(town, step))
        product = products.to_sign(dossier)[0]
        letter = letter_queries.letter(dossier.case, product.key) or products.draft(dossier, product, at=MONDAY)
        drawn = papers.blank(dossier, letter, product, at=MONDAY)
        assert scanned(drawn) == f"{SITE}/S/{letter.code}".upper()
        assert intake().content(drawn) is None


def test_the_key_of_the_day_signs(town: Town, settings: object) -> None:
    settings.SITE_URL = SITE  # type: ignore[attr-defined]
    first = Letter.objects.get(case=a_case(town, "pencetakan"))
    old = LetterKey.objects.get(office=town.office)
    new = keys.rotate(town.office.pk, at=MONDAY + timedelta(days=1))
    second = Letter.objects.get(case=a_case(town, "pencetakan", citizen=1))
    assert (stated(first).kid, stated(second).kid) == (old.kid, new.kid)


def test_it_says_where_somebody_reports_that_he_was_asked_for_money(letter: Letter) -> None:
    with pdfium.PdfDocument(pdf(letter)) as paper:
        words = " ".join(paper[0].get_textpage().get_text_bounded().split())
    assert f"Ada yang meminta uang? Laporkan tanpa nama: {SITE}/uang/rokan-hilir/" in words
