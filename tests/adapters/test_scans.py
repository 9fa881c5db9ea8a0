"""Photos and screenshots as they really come: what is made of them, and what is said of those nobody could read."""

import io

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageFilter

from silastri.adapters.intake import look
from silastri.adapters.intake.local import LocalIntake
from silastri.adapters.intake.port import NotAccepted

from .test_intake import a_photo, written

intake = LocalIntake()
WHITE, BLACK = (255, 255, 255), (0, 0, 0)


def sent(picture: Image.Image, kind: str = "PNG", **save: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **save)
    return out.getvalue()


def first_page(content: bytes) -> Image.Image:
    document = pypdfium2.PdfDocument(intake.tidy(content).content)
    return document[0].render(scale=2).to_pil().convert("RGB")


def at_the_corner_of_the_photo(content: bytes) -> tuple[int, ...]:
    page = first_page(content)
    return page.getpixel((page.width // 2, 45))  # inside the photo, above the first line


def test_grey_of_sixteen_bits_keeps_its_shades() -> None:
    scan = Image.new("I;16", (1200, 900), 40_000)
    scan.paste(9_000, (300, 300, 900, 600))
    page = first_page(sent(scan))
    middle, edge = page.getpixel((page.width // 2, page.height // 2)), at_the_corner_of_the_photo(sent(scan))
    assert (round(middle[0] / 10), round(edge[0] / 10)) == (4, 16)  # 9000/256 = 35, 40000/256 = 156


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "RGB", "L", "1"])
def test_what_can_be_seen_through_lies_on_white(mode: str) -> None:
    ink = 0 if mode in ("L", "LA", "1") else BLACK
    clear = {"RGBA": (9, 9, 9, 0), "LA": (0, 0), "P": 1, "RGB": (255, 0, 255), "L": 200, "1": 1}[mode]
    picture = Image.new(mode, (1200, 900), clear)  # type: ignore[arg-type]
    solid = {"RGBA": (0, 0, 0, 255), "LA": (0, 255), "P": 0}.get(mode, ink)
    picture.paste(solid, (300, 300, 900, 600))  # type: ignore[arg-type]
    if mode == "P":
        picture.putpalette([0, 0, 0, 0, 0, 0])
    how = {"P": {"transparency": 1}, "RGB": {"transparency": (255, 0, 255)}, "L": {"transparency": 200}}.get(mode, {})
    page = first_page(sent(picture, **how))
    assert page.getpixel((page.width // 2, 45)) == WHITE
    assert page.getpixel((page.width // 2, page.height // 2)) == BLACK


@pytest.mark.parametrize(
    "size, pages", [((1080, 2400), 1), ((1080, 14_000), 10), ((14_000, 1080), 10), ((600, 1600), 2)]
)
def test_a_long_screenshot_fills_as_many_pages_as_it_needs(size: tuple[int, int], pages: int) -> None:
    paper = intake.tidy(sent(written(Image.new("RGB", size, "white"))))
    assert (paper.pages, len(paper.previews)) == (pages, pages)
    with pikepdf.open(io.BytesIO(paper.content)) as document:
        for page in document.pages:
            image = page.Resources.XObject.Foto
            assert min(int(image.Width), int(image.Height)) >= 600, "nothing gets too narrow to be read"


def test_no_line_of_a_long_screenshot_is_lost_between_two_pages() -> None:
    """The parts overlap: the last line of one is the first of the next."""
    picture = written(Image.new("RGB", (400, 2000), "white"))
    document = pikepdf.open(io.BytesIO(intake.tidy(sent(picture)).content))
    heights = [int(page.Resources.XObject.Foto.Height) for page in document.pages]
    assert sum(heights) > 2000


def test_a_picture_longer_than_thirty_pages_is_to_be_cut() -> None:
    with pytest.raises(NotAccepted, match="terlalu panjang"):
        intake.tidy(sent(written(Image.new("RGB", (400, 29_000), "white"))))


@pytest.mark.parametrize(
    ("picture", "says"),
    [
        (Image.effect_noise((120, 160), 90), "terlalu kecil"),
        (Image.effect_noise((200, 4000), 90), "terlalu kecil"),
        (Image.new("RGB", (1200, 900), "#336699"), "hampir satu warna"),
        (Image.new("RGB", (1200, 900)), "hampir satu warna"),
        (Image.new("RGBA", (1200, 900), (0, 0, 0, 0)), "hampir satu warna"),
        (Image.effect_noise((1200, 900), 3), "hampir satu warna"),  # a covered lens
        (Image.linear_gradient("L").resize((1200, 900)), "kabur"),
        (written(Image.new("RGB", (1200, 900), "#336699")).filter(ImageFilter.GaussianBlur(30)), "kabur"),
    ],
)
def test_what_nobody_can_read_is_said_before_it_is_kept(picture: Image.Image, says: str) -> None:
    with pytest.raises(NotAccepted, match=says):
        intake.tidy(sent(picture))


@pytest.mark.parametrize(
    "picture",
    [
        written(Image.new("RGB", (1200, 900), "#336699")).filter(
            ImageFilter.GaussianBlur(3)
        ),  # not sharp, but readable
        written(Image.new("RGB", (1200, 900), "white"), ink="#999999"),  # a faint print
        written(Image.new("RGB", (1200, 900), "#101010"), paper="#303030", ink="#080808"),  # in the dark
        Image.effect_noise((240, 320), 90),  # a passport photo
    ],
)
def test_what_can_be_read_with_some_goodwill_is_taken(picture: Image.Image) -> None:
    assert intake.tidy(sent(picture)).pages == 1


def test_one_line_on_a_sheet_is_enough() -> None:
    sheet = Image.new("RGB", (1654, 2339), "white")
    sheet.paste(written(Image.new("RGB", (700, 110), "white")), (100, 100))
    assert intake.tidy(sent(sheet, "JPEG")).pages == 1


def test_a_heic_of_which_a_part_is_gone_is_not_taken() -> None:
    """Its decoder reports nothing and leaves what it could not read green."""
    picture = Image.open(io.BytesIO(a_photo())).convert("RGB")
    look.see_whole(picture)
    picture.paste((0, 154, 0), (0, 800, 1200, 900))
    with pytest.raises(NotAccepted, match="sebagian gambarnya hilang"):
        look.see_whole(picture)


def test_a_heic_of_green_leaves_is_taken() -> None:
    assert intake.tidy(a_photo("HEIF")).pages == 1
    leaves = written(Image.new("RGB", (800, 600), (30, 140, 20)), paper=(20, 120, 10), ink=(10, 60, 5))
    assert intake.tidy(sent(leaves, "HEIF")).pages == 1


def test_without_the_library_for_heic_other_photos_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    from silastri.adapters.intake import photo

    monkeypatch.setattr(photo, "_reads_heic", lambda: False)
    with pytest.raises(NotAccepted, match="Kirim sebagai JPG"):
        photo.to_pdf(a_photo("HEIF"))
    assert photo.to_pdf(a_photo())[1] == 1


def test_what_a_photo_says_of_its_place_and_in_its_comment_is_gone() -> None:
    content = sent(written(Image.new("RGB", (1200, 900))), "JPEG", comment=b"Rumah Pak Contoh")
    assert b"Rumah" not in intake.tidy(content).content
    assert b"Rumah" not in intake.small(content)
