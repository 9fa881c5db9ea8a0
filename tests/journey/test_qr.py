"""The QR of a letter is read again from the drawn page."""

import pypdfium2
import pytest
import zxingcpp

from silastri.adapters.pdf.typst import Typst
from silastri.journey.papers.sheet import qr
from tests.letters import AT


@pytest.mark.parametrize("content", ["HTTPS://IZIN.CONTOH.GO.ID/S/ABCD2345EFGH", "HTTP://LOCALHOST:8000/S/" + "7" * 16])
def test_a_code_is_read_from_the_page(content: str) -> None:
    data = {
        "title": "Surat",
        "office": {"government": "Pemerintah Contoh", "name": "Dinas Contoh", "short": "Contoh", "contact": ""},
        "name": "Surat",
        "number": "1/2026",
        "dots": "....",
        "addressee": "",
        "subject": "",
        "is_signed": True,
        "is_wet": False,
        "initials": [],
        "blocks": [],
        "place": "Contoh",
        "date": "1 Januari 2026",
        "signer": {"title": ["Kepala"], "name": "Contoh", "rank": "", "nip": ""},
        "qr": qr(content),
        "signed_note": "Pindai.",
    }
    page = pypdfium2.PdfDocument(Typst().draw("letter", data, at=AT))[0]
    found = zxingcpp.read_barcodes(page.render(scale=2).to_pil())
    assert [one.text for one in found] == [content]
