"""What the intake takes, what it refuses, and what it makes of it."""

import io
import random
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw
from pillow_heif import register_heif_opener

from silastri.adapters.intake.local import LocalIntake
from silastri.adapters.intake.port import Found, NotAccepted
from silastri.practice import sample
from tests.campaign import campaign, tries

register_heif_opener()  # for the tests that write a HEIC
intake = LocalIntake()


def a_pdf(pages: int = 1, change=None, **save) -> bytes:  # type: ignore[no-untyped-def]
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page()
    if change:
        change(document)
    out = io.BytesIO()
    document.save(out, **save)
    return out.getvalue()


def a_photo(kind: str = "JPEG", size: tuple[int, int] = (1200, 900), **save: object) -> bytes:
    """A sheet with writing on a desk."""
    out = io.BytesIO()
    written(Image.new("RGB", size, "#336699")).save(out, kind, **save)
    return out.getvalue()


def written(picture: Image.Image, paper: object = "white", ink: object = "black") -> Image.Image:
    brush = ImageDraw.Draw(picture)
    brush.rectangle((20, 20, picture.width - 20, picture.height - 20), fill=paper)
    for line in range(40, picture.height - 60, 60):
        brush.text((40, line), "SURAT KETERANGAN CONTOH", fill=ink, font_size=32)
    return picture


def test_takes_a_pdf() -> None:
    paper = intake.tidy(a_pdf(3))
    assert paper.pages == 3
    assert paper.content.startswith(b"%PDF-")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "HEIF"])
def test_takes_a_photo_and_makes_an_a4_page(kind: str) -> None:
    paper = intake.tidy(a_photo(kind))
    with pikepdf.open(io.BytesIO(paper.content)) as document:
        box = [float(side) for side in document.pages[0].MediaBox]
    assert paper.pages == 1
    assert (round(box[2]), round(box[3])) == (842, 595)  # a wide photo lies on a wide page


def test_a_photo_is_upright_small_and_without_its_place() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter, as phones do
    exif[0x010F] = "Kamera Rahasia"
    content = a_photo(size=(4000, 3000), exif=exif, quality=100)
    paper = intake.tidy(content)
    with pikepdf.open(io.BytesIO(paper.content)) as document:
        image = document.pages[0].Resources.XObject.Foto
        assert (int(image.Width), int(image.Height)) == (1500, 2000)
    assert b"Rahasia" not in paper.content


def locked() -> bytes:
    return a_pdf(encryption=pikepdf.Encryption(owner="a", user="b"))


def with_script(document: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    document.Root.OpenAction = document.make_indirect(action)


def with_inline_script(document: pikepdf.Pdf) -> None:
    document.pages[0].AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))


def with_named_script(document: pikepdf.Pdf) -> None:
    scripts = Dictionary(Names=Array([String("x"), Dictionary(S=Name.JavaScript, JS=String("1"))]))
    document.Root.Names = Dictionary(JavaScript=scripts)


def with_launch(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.Launch, F=String("cmd.exe"))


def with_attachment(document: pikepdf.Pdf) -> None:
    document.attachments["virus.exe"] = b"MZ"


def with_what_is_no_json(document: pikepdf.Pdf) -> None:
    document.attachments["surat.json"] = b"MZ"


def with_json_of_another_name(document: pikepdf.Pdf) -> None:
    document.attachments["surat.exe"] = b"{}"


def with_very_much_json(document: pikepdf.Pdf) -> None:
    document.attachments["surat.json"] = b'{"a": "' + random.Random(1).randbytes(99_000).hex().encode() + b'"}'


def with_script_in_a_link(document: pikepdf.Pdf) -> None:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=Dictionary(S=Name.JavaScript, JS="1"))
    document.pages[0].Annots = Array([link])


def with_xfa(document: pikepdf.Pdf) -> None:
    document.Root.AcroForm = Dictionary(XFA=document.make_stream(b"<xdp/>"), Fields=Array([]))


@pytest.mark.parametrize(
    "change",
    [
        with_script,
        with_inline_script,
        with_named_script,
        with_launch,
        with_attachment,
        with_what_is_no_json,
        with_json_of_another_name,
        with_very_much_json,
        with_script_in_a_link,
        with_xfa,
    ],
)
def test_refuses_a_pdf_that_does_something(change) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(NotAccepted, match="program atau lampiran"):
        intake.tidy(a_pdf(change=change))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "kosong"),
        (locked(), "dikunci"),
        (a_pdf()[:-80], "rusak"),  # cut off
        (a_pdf()[: len(a_pdf()) // 2], "rusak"),
        (b"%PDF-1.7\nhalo", "rusak"),
        (b"x" * 1024 + a_pdf(), "Jenis berkas"),  # no reader looks for a header so far from the beginning
        (a_pdf(201), "lebih dari 200"),
        (b"PK\x03\x04" + b"x" * 100, "Word"),
        (b"MZ" + b"x" * 100, "Jenis berkas"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Jenis berkas"),
        (b"GIF89a" + b"x" * 100, "Jenis berkas"),
        (a_photo()[:2000], "tidak bisa dibuka"),
        (b"\xff\xd8\xff" + b"x" * 500, "tidak bisa dibuka"),
        (b"\x00\x00\x00\x18ftypheic" + b"x" * 500, "tidak bisa dibuka"),
    ],
)
def test_refuses_with_a_sentence_that_says_what_to_do(content: bytes, says: str) -> None:
    with pytest.raises(NotAccepted, match=says) as refused:
        intake.tidy(content)
    assert str(refused.value).endswith(".")


def test_refuses_a_picture_that_unfolds_to_a_giant() -> None:
    out = io.BytesIO()
    Image.new("1", (12_000, 12_000)).save(out, "PNG")
    assert len(out.getvalue()) < 100_000
    with pytest.raises(NotAccepted, match="terlalu besar"):
        intake.tidy(out.getvalue())


def test_a_signed_pdf_is_kept_to_the_byte() -> None:
    """An e-meterai is a signature: writing the file anew would break its seal."""

    def sign(document: pikepdf.Pdf) -> None:
        document.Root.AcroForm = Dictionary(SigFlags=3, Fields=Array([]))

    content = a_pdf(change=sign)
    assert intake.tidy(content).content == content


def test_an_unsigned_pdf_is_written_anew_without_what_follows_its_end() -> None:
    assert b"tersembunyi" not in intake.tidy(a_pdf() + b"\ntersembunyi").content


def test_pictures_of_pages() -> None:
    picture = Image.open(io.BytesIO(intake.picture(a_pdf(2), page=2, width=300)))
    assert (picture.format, picture.width) == ("WEBP", 300)
    for page in (0, 3):
        with pytest.raises(NotAccepted):
            intake.picture(a_pdf(2), page=page, width=300)


@campaign
def test_draws_pages_for_many_at_once() -> None:
    """The threads of a server ask at once; where two of them meet inside pdfium the process dies."""
    papers = [sample.scan(f"Kertas {n}", datetime(2026, 1, 1, tzinfo=UTC)) for n in range(4)]
    with ThreadPoolExecutor(12) as pool:
        pictures = list(pool.map(lambda n: intake.picture(papers[n % 4], page=1, width=900), range(tries(60, 600))))
    assert all(picture[8:12] == b"WEBP" for picture in pictures)


def test_reads_the_words_of_a_pdf_up_to_a_length() -> None:
    paper = sample.scan("Surat Keterangan Contoh", datetime(2026, 11, 9, tzinfo=UTC))
    assert "SURAT KETERANGAN CONTOH Berkas ini" in intake.text(paper, most=1000)
    assert len(intake.text(paper, most=10)) <= 10
    assert "\n" not in intake.text(paper, most=1000)


def test_finds_words_on_their_pages_however_they_are_written() -> None:
    paper = sample.scan("Surat Keterangan Contoh", datetime(2026, 11, 9, tzinfo=UTC))
    found = intake.find(paper, " surat  KETERANGAN ")
    assert found.has_words
    (hit,) = found.hits
    assert (hit.page, hit.often) == (1, 1)
    assert "SURAT KETERANGAN CONTOH" in hit.excerpt
    assert intake.find(paper, "tidak tertulis") == Found(has_words=True)
    assert intake.find(paper, " ") == Found(has_words=True)


@pytest.mark.parametrize("content", [b"", b"bukan PDF", b"%PDF-1.7 rusak"])
def test_what_is_no_pdf_has_no_words(content: bytes) -> None:
    assert intake.text(content, most=1000) == ""
    assert intake.find(content, "a") == Found(has_words=False)


def test_a_scan_has_no_words() -> None:
    scan = intake.tidy(a_photo()).content
    assert intake.text(scan, most=1000) == ""
    assert intake.find(scan, "a") == Found(has_words=False)


def test_words_and_pictures_of_pages_do_not_meet_in_the_library() -> None:
    paper = sample.scan("Surat", datetime(2026, 11, 9, tzinfo=UTC))
    with ThreadPoolExecutor(4) as pool:
        words = [pool.submit(intake.text, paper, most=100) for _ in range(10)]
        pictures = [pool.submit(intake.picture, paper, page=1, width=200) for _ in range(10)]
        assert all(one.result() for one in (*words, *pictures))
