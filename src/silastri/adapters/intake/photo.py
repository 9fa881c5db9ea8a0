"""Turns a photo of a document into a tidy A4 page."""

import io
import warnings

import pikepdf
import zxingcpp
from PIL import Image, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

from .port import NotAccepted

register_heif_opener()

A4 = (595.28, 841.89)  # points
_MARGIN = 14.0
_LONGEST_SIDE = 2000  # pixels: 170 dpi on A4, enough to read a KTP
_QR = zxingcpp.barcode_formats_from_str("QRCode")
_MOST_PIXELS = 60_000_000
_BROKEN = "Foto ini tidak bisa dibuka. Ambil foto lagi, lalu kirim."
_TOO_LARGE = "Foto ini terlalu besar. Pakai ukuran foto biasa di kamera."


def is_photo(content: bytes) -> bool:
    """Whether it is a JPEG, PNG or HEIC, by its first bytes."""
    return content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (
        content[4:8] == b"ftyp" and content[8:12] in (b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"heim", b"heis")
    )


def to_pdf(content: bytes) -> bytes:
    """One upright A4 page with the photo. Raises NotAccepted."""
    picture = _open(content)
    wide = picture.width > picture.height
    page_width, page_height = (A4[1], A4[0]) if wide else A4
    scale = min((page_width - 2 * _MARGIN) / picture.width, (page_height - 2 * _MARGIN) / picture.height)
    width, height = picture.width * scale, picture.height * scale
    left, bottom = (page_width - width) / 2, (page_height - height) / 2
    jpeg = io.BytesIO()
    picture.save(jpeg, "JPEG", quality=80, optimize=True)
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(page_width, page_height))
    image = pikepdf.Stream(
        document,
        jpeg.getvalue(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Foto=document.make_indirect(image)))
    page.Contents = document.make_stream(
        f"q {width:.2f} 0 0 {height:.2f} {left:.2f} {bottom:.2f} cm /Foto Do Q".encode()
    )
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def small(content: bytes) -> bytes:
    """The photo upright, at most 900 pixels on its longer side. Raises NotAccepted."""
    picture = _open(content)
    picture.thumbnail((900, 900))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=72, optimize=True)
    return out.getvalue()


def codes(content: bytes) -> list[str]:
    """The contents of the QR codes in the photo. Raises NotAccepted."""
    return [code.text for code in zxingcpp.read_barcodes(_open(content), _QR)]


def _open(content: bytes) -> Image.Image:
    """The photo upright, without its hidden data (place, camera), no larger than a page needs."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            picture = Image.open(io.BytesIO(content))
            if picture.width * picture.height > _MOST_PIXELS:
                raise NotAccepted(_TOO_LARGE)
            picture.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))
            upright: Image.Image = ImageOps.exif_transpose(picture)
        except (Image.DecompressionBombWarning, Image.DecompressionBombError):
            raise NotAccepted(_TOO_LARGE) from None
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
            raise NotAccepted(_BROKEN) from None
    upright = upright.convert("RGBA") if "A" in upright.getbands() else upright.convert("RGB")
    if upright.mode == "RGBA":
        paper = Image.new("RGB", upright.size, "white")
        paper.paste(upright, mask=upright.getchannel("A"))
        upright = paper
    upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    return upright
