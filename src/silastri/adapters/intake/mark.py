"""Draws words over a paper that is shown, again and again and so that it stays readable: a copy that leaves the office
tells for what it was shown, and to whom. What is stored is not touched.

Runs inside the process that decodes files.
"""

import io
from functools import lru_cache
from math import ceil, cos, radians, sin

import pikepdf
from PIL import Image, ImageDraw, ImageFont

_TURNED = 30  # degrees
_GREY, _SEEN = 90, 110  # of 255
_PDF_SEEN = 0.4
_LETTERS = 100  # so many would stand side by side across the page
_APART = 9  # lines between the beginnings of two marks


def picture(webp: bytes, words: str) -> bytes:
    """The picture, as WebP again. ``words`` may have several lines."""
    with Image.open(io.BytesIO(webp)) as opened:
        below = opened.convert("RGBA")
    side = ceil((below.width**2 + below.height**2) ** 0.5)
    turned = _layer(words, max(9, 2 * below.width // _LETTERS), side)
    left, top = (side - below.width) // 2, (side - below.height) // 2
    marked = Image.alpha_composite(below, turned.crop((left, top, left + below.width, top + below.height)))
    out = io.BytesIO()
    marked.convert("RGB").save(out, "WEBP", quality=80, method=2)
    return out.getvalue()


@lru_cache(maxsize=4)  # the pages of one paper are shown one after the other
def _layer(words: str, size: int, side: int) -> Image.Image:
    font = ImageFont.load_default(size)
    layer = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    draw, colour = ImageDraw.Draw(layer), (_GREY, _GREY, _GREY, _SEEN)
    for number, line in _placed(words, side / size):
        text = f"{line}      " * ceil(1 + side / max(1.0, draw.textlength(line, font)))
        draw.text((-size * 2 * (number // _APART % 3), number * size * 1.2), text, fill=colour, font=font)
    return layer.rotate(_TURNED, resample=Image.Resampling.BICUBIC)


def _placed(words: str, lines: float) -> list[tuple[int, str]]:
    """The lines of the words, each with its place from the top; there is room for so many lines."""
    parts = words.split("\n")
    begins = range(0, ceil(lines), _APART)
    return [(first + number, part) for first in begins for number, part in enumerate(parts)]


def pdf(content: bytes, words: str) -> bytes:
    """The PDF with the words over every page."""
    with pikepdf.open(io.BytesIO(content)) as document:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        font.Encoding = pikepdf.Name.WinAnsiEncoding
        pale = pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, ca=_PDF_SEEN)
        for page in document.pages:
            name = page.add_resource(font, pikepdf.Name.Font)
            state = page.add_resource(pale, pikepdf.Name.ExtGState)
            page.contents_add(b"q\n", prepend=True)
            page.contents_add(_drawn(page, words, str(name), str(state)))
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()


def _drawn(page: pikepdf.Page, words: str, font: str, state: str) -> bytes:
    """Turned about the middle of the page."""
    left, bottom, right, top = (float(value) for value in page.mediabox)
    width, height = right - left, top - bottom
    size, side = max(6.0, 2 * width / _LETTERS), (width**2 + height**2) ** 0.5
    turn, rise = cos(radians(_TURNED)), sin(radians(_TURNED))
    parts = [
        f"{state} gs 0.35 g",
        f"{turn:.4f} {rise:.4f} {-rise:.4f} {turn:.4f} {left + width / 2:.1f} {bottom + height / 2:.1f} cm",
    ]
    for number, line in _placed(words, side / size):
        across = -side / 2 - size * 2 * (number // _APART % 3)
        text = f"{line}      " * (2 + int(side / (size * 0.4 * len(line) + 1)))
        parts.append(
            f"BT {font} {size:.1f} Tf {across:.1f} {side / 2 - number * size * 1.2:.1f} Td ({_escaped(text)}) Tj ET"
        )
    return f"Q\nq\n{chr(10).join(parts)}\nQ\n".encode("cp1252", "replace")


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
