"""Photos of papers: several make one file, no page of it is heavy, small letters stay legible, and what may be hard to
read is said."""

import io
import random

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont, ImageStat

from silastri.adapters.intake.local import LocalIntake
from silastri.adapters.intake.port import TOGETHER, NotAccepted

from .test_intake import a_pdf, a_photo, written
from .test_scans import sent

intake = LocalIntake()
LETTERS = "abcdefghijkmnopqrstuvwxyz0123456789ABCDEFGHKLMNPRSTUVXYZ"
DPI = 300
HIGH = 8 * DPI // 72  # pixels of 8 points
CELL = (round(HIGH * 0.8), round(HIGH * 1.25))
PAGE = (2481, 3507)  # A4
FONT = ImageFont.load_default(HIGH)


def letter(sign: str) -> Image.Image:
    tile = Image.new("L", CELL, 235)
    ImageDraw.Draw(tile).text((0, 0), sign, fill=40, font=FONT)
    return tile


def small_print() -> tuple[Image.Image, list[tuple[int, int, str]]]:
    """A4 full of letters of 8 points, a little out of focus and with the noise of a camera; and what stands where."""
    sheet, chance = Image.new("L", PAGE, 235), random.Random(1)
    tiles, places = {sign: letter(sign) for sign in LETTERS}, []
    for top in range(150, PAGE[1] - 150, CELL[1]):
        for left in range(150, PAGE[0] - 150, CELL[0]):
            places.append((left, top, sign := chance.choice(LETTERS)))
            sheet.paste(tiles[sign], (left, top))
    soft = sheet.filter(ImageFilter.GaussianBlur(1.5))
    return ImageChops.add(soft, Image.effect_noise(PAGE, 10), 1, -128), places


def pages(pdf: bytes) -> list[bytes]:
    """The picture of each page."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [bytes(page.Resources.XObject.Foto.read_raw_bytes()) for page in document.pages]


def test_a_page_of_small_print_is_light_and_can_be_read() -> None:
    sheet, places = small_print()
    paper = intake.tidy(sent(sheet, "JPEG", quality=90))
    assert len(paper.content) <= 300 * 1024
    assert paper.doubts == ()
    kept = Image.open(io.BytesIO(pages(paper.content)[0])).convert("L").resize(PAGE, Image.Resampling.BICUBIC)
    looked_at = random.Random(2).sample(places, 150)
    tiles = {sign: letter(sign) for sign in LETTERS}

    def read(left: int, top: int) -> str:
        cell = kept.crop((left, top, left + CELL[0], top + CELL[1]))
        return min(tiles, key=lambda sign: ImageStat.Stat(ImageChops.difference(cell, tiles[sign])).sum2[0])

    right = sum(read(left, top) == sign for left, top, sign in looked_at)
    assert right >= 0.95 * len(looked_at), "letters of 8 points can be told apart"


@pytest.mark.parametrize("size", [(3000, 2200), (900, 3000)])
def test_the_bound_holds_whatever_is_in_a_photo(size: tuple[int, int]) -> None:
    """Nothing is heavier than noise; a long one becomes several pages."""
    noise = Image.merge("RGB", [Image.effect_noise(size, 120)] * 3)
    found = pages(intake.tidy(sent(noise, "JPEG")).content)
    assert len(found) == (1 if size[0] > size[1] else 3)
    assert all(len(page) <= 300 * 1024 for page in found)


def test_several_become_one_in_their_order() -> None:
    tall = sent(written(Image.new("RGB", (900, 1200), "#336699")), "JPEG")
    paper = intake.tidy(tall, a_pdf(2), a_photo())
    assert (paper.pages, len(paper.previews)) == (4, 4)
    with pikepdf.open(io.BytesIO(paper.content)) as document:
        wide = [page.MediaBox[2] > page.MediaBox[3] for page in document.pages]
    assert wide == [False, False, False, True]
    assert paper.sent != intake.tidy(a_photo(), a_pdf(2), tall).sent


def signed(document: pikepdf.Pdf) -> None:
    document.Root.AcroForm = pikepdf.Dictionary(SigFlags=3, Fields=pikepdf.Array([]))


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ((a_photo(), b"PK\x03\x04" + b"x" * 99), "Berkas ke-2: Ini berkas Word"),
        ((a_photo(), a_pdf(change=signed)), "bertanda tangan tidak bisa digabung"),
        ((a_photo(), b""), "Berkas kosong"),
        ((a_pdf(), a_pdf(200)), "lebih dari 200 halaman"),
        ((a_pdf(),) * (TOGETHER + 1), "Paling banyak 20 berkas"),
        ((a_pdf(), bytes(10 * 1024 * 1024)), r"Berkas-berkas ini 10 MB\. Paling besar 10 MB semuanya"),
    ],
)
def test_what_cannot_be_put_together_is_said(files: tuple[bytes, ...], says: str) -> None:
    with pytest.raises(NotAccepted, match=says):
        intake.tidy(*files)


SHEET = written(Image.new("RGB", (1200, 900), "#336699"))


@pytest.mark.parametrize(
    ("picture", "doubts"),
    [
        (SHEET, []),
        (SHEET.filter(ImageFilter.GaussianBlur(1)), []),
        (written(Image.new("RGB", (1200, 900), "white"), ink="#999999"), []),  # a faint print
        (SHEET.filter(ImageFilter.GaussianBlur(3)), ["blurred"]),
        (written(Image.new("RGB", (1200, 900), "#101010"), paper="#303030", ink="#080808"), ["dark"]),
        (ImageChops.add(Image.new("L", (1200, 900), 225), Image.effect_noise((1200, 900), 12), 1, -128), ["empty"]),
        (SHEET.resize((640, 480)), ["tiny"]),
    ],
)
def test_what_may_be_hard_to_read_is_taken_and_said(picture: Image.Image, doubts: list[str]) -> None:
    assert list(intake.tidy(sent(picture)).doubts) == [(1, doubt) for doubt in doubts]


def test_a_doubt_names_its_page() -> None:
    soft = sent(SHEET.filter(ImageFilter.GaussianBlur(3)))
    assert list(intake.tidy(a_pdf(2), a_photo(), soft).doubts) == [(4, "blurred")]
