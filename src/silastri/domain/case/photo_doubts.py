"""What may make the photo of a paper hard to read: said before it is sent, and beside it afterwards; never a refusal.

The browser looks in the same way (``static/photo.js``), with these bounds.
"""

from collections.abc import Collection, Sequence
from enum import StrEnum
from math import floor

SIDE = 1024  # pixels of the longer side at which a photo is looked at
TILE = 64  # pixels of a tile
SHORTEST = 800  # pixels of the longer side: a page of A4 then has 70 to the inch, too few for letters of 8 points
DARKEST = 90  # of 255: paper in a lit room is at 150 and more, and in the dusk below
SHOWS = 225  # variance of a tile in which something stands: ink on paper has thousands, paper with a shadow tens
# Variance of the Laplacian over that of the tile: sharp letters have 1 and more; of letters of 8 points
# that are too soft to be told apart 0.2 is left.
BLURRED = 0.25
NOISE = 1000  # the most variance of a Laplacian that is put down to the camera's noise


class Doubt(StrEnum):
    DARK = "dark"
    BLURRED = "blurred"
    EMPTY = "empty"
    TINY = "tiny"


def doubts(*, longest: int, light: Sequence[float], spread: Sequence[float], edges: Sequence[float]) -> set[Doubt]:
    """``longest``: pixels of the longer side. Of each tile: how light it is, how much that varies (variance), and how
    much its Laplacian does."""
    found = {Doubt.TINY} if longest < SHORTEST else set()
    if _upper(light, 0.9) < DARKEST:
        found.add(Doubt.DARK)
    noise = min(NOISE, *edges)
    sharp = [(edge - noise) / wide for edge, wide in zip(edges, spread, strict=True) if wide >= SHOWS]
    if not sharp:
        found.add(Doubt.EMPTY)
    elif _upper(sharp, 0.75) < BLURRED:
        found.add(Doubt.BLURRED)
    return found


def of_portrait(doubts: Sequence[tuple[int, str]]) -> tuple[tuple[int, str], ...]:
    """What counts of a photo of a person: a face has smooth places, and is asked for small."""
    return tuple(doubt for doubt in doubts if doubt[1] == Doubt.DARK)


def _upper(values: Collection[float], part: float) -> float:
    """The value below which that part of them lies."""
    return sorted(values)[min(len(values) - 1, floor(part * len(values)))]
