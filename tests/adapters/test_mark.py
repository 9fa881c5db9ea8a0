"""Papers of identity are shown with words over them."""

import io

import pikepdf
from PIL import Image, ImageChops

from silastri.adapters.intake.local import LocalIntake

intake = LocalIntake()
WORDS = "Hanya untuk Surat (Jompo),\nDPMPTSP, 27 November 2026,\ndibuka oleh Ahli Muda"


def test_the_words_are_on_every_page_and_the_file_stays() -> None:
    document = pikepdf.new()
    for size in ((595, 842), (842, 595), (200, 120)):
        document.add_blank_page(page_size=size)
    out = io.BytesIO()
    document.save(out)
    kept = out.getvalue()
    shown = intake.marked_pdf(kept, WORDS)
    assert out.getvalue() == kept
    assert intake.pages(shown) == 3
    assert [hit.page for hit in intake.find(shown, "dibuka oleh Ahli Muda").hits] == [1, 2, 3]
    assert intake.find(shown, "Surat (Jompo)").hits


def test_a_picture_keeps_its_size_and_is_seen_through() -> None:
    out = io.BytesIO()
    Image.new("RGB", (400, 260), "#dfe8f0").save(out, "WEBP")
    with Image.open(io.BytesIO(intake.marked_picture(out.getvalue(), WORDS))) as shown:
        assert (shown.format, shown.size) == ("WEBP", (400, 260))
        changed = ImageChops.difference(shown.convert("L"), Image.new("L", shown.size, 231)).histogram()
    written = sum(changed[25:]) / (400 * 260)
    assert 0.01 < written < 0.35
