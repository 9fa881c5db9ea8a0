"""Turns a photo of a document into tidy A4 pages. Runs inside the process that decodes files."""

import io
import warnings
from functools import cache
from math import ceil

import pikepdf
import zxingcpp
from PIL import Image, ImageOps, UnidentifiedImageError

from . import leaf, look
from .port import NotAccepted

_LONGEST_SIDE = 2000  # pixels: 170 dpi on A4, enough to read a KTP
_LONG = 2.5  # a picture so many times as long as it is wide is cut, so that each part fills a page
_PART = 1.38  # how many times as long as wide a part is: less than the page, for parts overlap
_MOST_PARTS = 30
_QR = zxingcpp.barcode_formats_from_str("QRCode")
_LONGEST_SENT = 30_000  # pixels of either side
# Pixels that are unpacked at once. A JPEG is unpacked at the size that is needed; a scan of A4 at 600 dpi has 35
# million, a HEIC of an iPhone 48 million.
_MOST_PIXELS = {"JPEG": 120_000_000, "MPO": 120_000_000, "PNG": 36_000_000, "HEIF": 50_000_000}
_BROKEN = "Foto ini tidak bisa dibuka. Ambil foto lagi, lalu kirim."
_TOO_LARGE = "Foto ini terlalu besar. Pakai ukuran foto biasa di kamera."
_TOO_LONG = "Gambar ini terlalu panjang. Potong menjadi beberapa gambar, lalu kirim."
_NO_HEIC = "Foto HEIC belum bisa dibuka di sini. Kirim sebagai JPG, misalnya lewat tangkapan layar."
_NOT_A_PHOTO = "Ini bukan foto. Kirim JPG, PNG, atau HEIC."
_HEIC = (b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"heim", b"heis")


def is_photo(content: bytes) -> bool:
    """Whether it is a JPEG, PNG or HEIC, by its first bytes."""
    return content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or _is_heic(content)


def _is_heic(content: bytes) -> bool:
    return content[4:8] == b"ftyp" and content[8:12] in _HEIC


def to_pdf(content: bytes) -> tuple[bytes, int, list[str]]:
    """Upright A4 pages with the photo, one unless it is very long; how many; and what may be wrong with it.

    Raises NotAccepted.
    """
    picture = _open(content, may_be_long=True)
    look.see(picture)
    parts = _parts(picture)
    document = pikepdf.new()
    for part in parts:
        leaf.add(document, part)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue(), len(parts), look.doubts(picture)


def small(content: bytes) -> bytes:
    """The photo upright, at most 900 pixels on its longer side. Raises NotAccepted."""
    picture = _open(_photo(content))
    picture.thumbnail((900, 900))
    return leaf.jpeg(picture, quality=72)


def codes(content: bytes) -> list[str]:
    """The contents of the QR codes in the photo. Raises NotAccepted."""
    return codes_in(_open(_photo(content)))


def codes_in(picture: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(picture, _QR)]


def _photo(content: bytes) -> bytes:
    if not is_photo(content):
        raise NotAccepted(_NOT_A_PHOTO)
    return content


def _parts(picture: Image.Image) -> list[Image.Image]:
    """A long screenshot or receipt from top to bottom, or from left to right, in parts that overlap a little."""
    short, long = sorted(picture.size)
    if long <= _LONG * short:
        return [picture]
    count = ceil(long / (short * _PART))
    if count > _MOST_PARTS:
        raise NotAccepted(_TOO_LONG)
    length = min(long, round(short * _PART * 1.02))
    starts = [round(n * (long - length) / max(1, count - 1)) for n in range(count)]
    if picture.height == long:
        return [picture.crop((0, start, short, start + length)) for start in starts]
    return [picture.crop((start, 0, start + length, short)) for start in starts]


def _open(content: bytes, *, may_be_long: bool = False) -> Image.Image:
    """The photo upright, without its hidden data (place, camera), no larger than a page needs.

    One that ``may_be_long`` must also be large enough to be read. Raises NotAccepted.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # sizes are judged below
        try:
            picture = Image.open(io.BytesIO(content), formats=_formats(content))
            _see_size(picture, must_be_read=may_be_long)
            target = _target(picture.size, may_be_long=may_be_long)
            picture.draft("RGB", target)
            upright: Image.Image = ImageOps.exif_transpose(_on_white(picture, target))
        except Image.DecompressionBombError:
            raise NotAccepted(_TOO_LARGE) from None
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError):
            raise NotAccepted(_BROKEN) from None
    if picture.format == "HEIF":
        look.see_whole(upright)
    upright.info.clear()  # a JPEG's comment would be written again
    return upright


def _formats(content: bytes) -> list[str]:
    """Only what was promised is opened: other decoders never see a file. Raises NotAccepted."""
    if not _is_heic(content):
        return ["JPEG", "PNG"]
    if not _reads_heic():
        raise NotAccepted(_NO_HEIC)
    return ["HEIF"]


@cache
def _reads_heic() -> bool:
    """An installation may do without the library for HEIC (docs/why/0022)."""
    try:
        from pillow_heif import register_heif_opener  # noqa: PLC0415 - loaded for the few files that need it
    except ImportError:
        return False
    register_heif_opener(thumbnails=False)
    return True


def _see_size(picture: Image.Image, *, must_be_read: bool) -> None:
    width, height = picture.size
    if max(width, height) > _LONGEST_SENT or width * height > _MOST_PIXELS[picture.format or ""]:
        raise NotAccepted(_TOO_LARGE)
    if must_be_read:
        look.see_size(width, height)


def _target(size: tuple[int, int], *, may_be_long: bool) -> tuple[int, int]:
    """The size that a page needs: of a long picture each part fills one."""
    short, long = sorted(size)
    longest = _LONGEST_SIDE if not may_be_long or long <= _LONG * short else _LONGEST_SIDE / _PART * long / short
    scale = min(1.0, longest / long)
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _on_white(picture: Image.Image, target: tuple[int, int]) -> Image.Image:
    """In colours of eight bits, in that size; where it can be seen through lies white paper."""
    if picture.mode.startswith("I;16"):
        picture = picture.point(lambda value: value * (1 / 256)).convert("L")
        picture.info.pop("transparency", None)  # of sixteen bits, which no longer fits
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    shrunk = picture.convert(mode).resize(target, Image.Resampling.LANCZOS, reducing_gap=2.0)
    if mode == "RGB":
        return shrunk
    paper = Image.new("RGB", shrunk.size, "white")
    paper.paste(shrunk, mask=shrunk.getchannel("A"))
    paper.info = shrunk.info
    return paper
