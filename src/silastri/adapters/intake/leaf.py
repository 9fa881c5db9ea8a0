"""A photo on a page of A4: legible, and light enough for a weak line. Runs inside the process that decodes files."""

import io

import pikepdf
from PIL import Image

A4 = (595.28, 841.89)  # points
HEAVIEST = 300 * 1024  # bytes of a page
_MARGIN = 14.0
_FRAME = 4 * 1024  # bytes of the page around its picture
# How much of its size a photo keeps and in which quality, tried in this order. Small letters stay legible longer with
# fewer pixels of better quality, down to 1,600: of a sheet full of letters of 8 points, taken a little out of focus, 98
# of 100 can be told apart there, and 87 at 1,100 (tests/adapters/test_pages_of_photos.py).
_STEPS = ((1.0, 80), (1.0, 65), (0.88, 60), (0.88, 45), (0.8, 45), (0.8, 30), (0.7, 30), (0.55, 30))


def add(document: pikepdf.Pdf, picture: Image.Image) -> None:
    """Adds a page, lying where the photo is wide."""
    wide = picture.width > picture.height
    page_width, page_height = (A4[1], A4[0]) if wide else A4
    scale = min((page_width - 2 * _MARGIN) / picture.width, (page_height - 2 * _MARGIN) / picture.height)
    width, height = picture.width * scale, picture.height * scale
    left, bottom = (page_width - width) / 2, (page_height - height) / 2
    page = document.add_blank_page(page_size=(page_width, page_height))
    content, size = _light(picture)
    image = pikepdf.Stream(
        document,
        content,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=size[0],
        Height=size[1],
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Foto=document.make_indirect(image)))
    page.Contents = document.make_stream(
        f"q {width:.2f} 0 0 {height:.2f} {left:.2f} {bottom:.2f} cm /Foto Do Q".encode()
    )


def _light(picture: Image.Image) -> tuple[bytes, tuple[int, int]]:
    """The photo as a JPEG within the bound, and its size."""
    for scale, quality in (*_STEPS, *((0.45 * 0.8**n, 30) for n in range(20))):
        smaller = picture.resize((max(1, round(picture.width * scale)), max(1, round(picture.height * scale))))
        content = jpeg(smaller, quality=quality)
        if len(content) <= HEAVIEST - _FRAME:
            break
    return content, smaller.size


def jpeg(picture: Image.Image, *, quality: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()
