"""Looks at a photo as a person would, before it is kept: can anything be seen in it?

Only what nobody could read is refused: a lens that was covered, an empty sheet, a picture moved while it was taken.
What may be hard to read is taken, and said beside the paper. ``static/photo.js`` looks in the same way, with the same
bounds, before a photo is sent.
"""

from math import ceil, sqrt

from PIL import Image, ImageChops, ImageFilter, ImageMath

from silastri.domain.case import photo_doubts
from silastri.domain.case.photo_doubts import Doubt

from .port import NotAccepted

_SHORTEST, _SHORTER = 320, 240  # pixels: a passport photo printed 3 by 4 cm has so many at 200 dpi
_LOOKED_AT = 1_000_000  # pixels
_RANGE = 24  # of 255: between the darkest and the lightest part of a picture that shows something
_EDGE = 8  # of 255: how far the sharpest edges stand out
_FEW = 0.0005  # the part of the picture that a short line of writing covers
_MISSING = 0.01  # the part of a picture
_DAMAGED = "Foto ini rusak, sebagian gambarnya hilang. Ambil foto lagi, lalu kirim."
_SMALL = "Foto ini terlalu kecil, tulisannya tidak akan terbaca. Kirim foto aslinya dari kamera."
_ONE_COLOUR = "Foto ini hampir satu warna saja, tidak ada yang terlihat. Ambil foto lagi di tempat terang."
_BLURRED = "Foto ini kabur, tidak ada yang terbaca. Pegang HP diam-diam, tunggu gambarnya jelas, lalu foto lagi."


def see_size(width: int, height: int) -> None:
    """Raises NotAccepted for a picture of so few pixels that no writing can be read in it."""
    if max(width, height) < _SHORTEST or min(width, height) < _SHORTER:
        raise NotAccepted(_SMALL)


def see(picture: Image.Image) -> None:
    """Raises NotAccepted for a picture in which nothing can be seen."""
    grey = picture.convert("L")
    scale = min(1.0, sqrt(_LOOKED_AT / (grey.width * grey.height)))
    grey = grey.resize((ceil(grey.width * scale), ceil(grey.height * scale)), Image.Resampling.BOX)
    if _nth(grey, 1 - _FEW) - _nth(grey, _FEW) < _RANGE:
        raise NotAccepted(_ONE_COLOUR)
    edges = ImageChops.difference(grey, grey.filter(ImageFilter.GaussianBlur(2)))
    if _nth(edges, 1 - _FEW) < _EDGE:
        raise NotAccepted(_BLURRED)


def doubts(picture: Image.Image) -> list[str]:
    """What may make the photo hard to read, in the words of ``Doubt``.

    A picture is looked at in tiles, so that a line of writing on a large sheet counts as much as a full page.
    """
    grey = picture.convert("L")
    grey.thumbnail((photo_doubts.SIDE, photo_doubts.SIDE), Image.Resampling.BOX)
    light, spread, edges = (_values(tiles) for tiles in _tiles(grey.convert("F")))
    found = photo_doubts.doubts(longest=max(picture.size), light=light, spread=spread, edges=edges)
    return [doubt.value for doubt in Doubt if doubt in found]


def _tiles(grey: Image.Image) -> tuple[Image.Image, Image.Image, Image.Image]:
    """Of each tile: how light it is, how much that varies, and how much the Laplacian of it varies."""
    across, down = (max(1, side // photo_doubts.TILE) for side in grey.size)

    def mean(values: Image.Image) -> Image.Image:
        return values.resize((across, down), Image.Resampling.BOX)

    def variance(values: Image.Image) -> Image.Image:
        square: Image.Image = ImageMath.lambda_eval(lambda of: of["a"] * of["a"], a=values)
        found: Image.Image = ImageMath.lambda_eval(
            lambda of: of["a"] - of["b"] * of["b"], a=mean(square), b=mean(values)
        )
        return found

    return mean(grey), variance(grey), variance(_laplacian(grey))


def _laplacian(grey: Image.Image) -> Image.Image:
    """How far each point stands out from the four beside it."""
    right, bottom = grey.width - 1, grey.height - 1
    here, *beside = (
        grey.crop((1 + x, 1 + y, right + x, bottom + y)) for x, y in ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1))
    )
    names = dict(zip("abcd", beside, strict=True))
    found: Image.Image = ImageMath.lambda_eval(
        lambda of: of["a"] + of["b"] + of["c"] + of["d"] - 4 * of["e"], e=here, **names
    )
    return found


def _values(tiles: Image.Image) -> list[float]:
    return [float(value) for value in tiles.get_flattened_data()]  # type: ignore[arg-type]


def see_whole(picture: Image.Image) -> None:
    """Raises NotAccepted for a HEIC of which a part could not be decoded. Its decoder says nothing, and leaves that
    part at zero, which is a green without any red or blue that no camera sees."""
    red, green, blue = picture.split()
    nothing = [red.point(lambda value: 255 * (value == 0)), blue.point(lambda value: 255 * (value == 0))]
    lit = green.point(lambda value: 255 * (value >= 100))
    missing = ImageChops.darker(ImageChops.darker(*nothing), lit).histogram()[255]
    if missing > _MISSING * picture.width * picture.height:
        raise NotAccepted(_DAMAGED)


def _nth(grey: Image.Image, part: float) -> int:
    """The brightness below which that part of the pixels lies."""
    counted, sought = 0, part * grey.width * grey.height
    for brightness, count in enumerate(grey.histogram()):
        counted += count
        if counted > sought:
            return brightness
    return 255
