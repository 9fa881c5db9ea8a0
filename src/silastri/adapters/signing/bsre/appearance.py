"""The look of a signature on the page. Usually there is none, since our letters have a visible block of their own."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Appearance:
    """An image, at a mark printed in the letter or at a place on a page; the service chooses the units."""

    image: bytes
    width: float
    height: float
    tag: str = ""
    page: int = 1
    x: float = 0
    y: float = 0

    @classmethod
    def read(cls, image: Path | None, place: str) -> Self | None:
        """``#,100,50``: mark, width, height; ``1,60,700,100,50``: page, x, y, width, height. Raises ValueError."""
        if image is None:
            return None
        parts = [part.strip() for part in place.split(",")]
        if len(parts) == 3:
            return cls(image.read_bytes(), float(parts[1]), float(parts[2]), tag=parts[0])
        if len(parts) == 5:
            page, x, y, width, height = parts
            return cls(image.read_bytes(), float(width), float(height), page=int(page), x=float(x), y=float(y))
        raise ValueError(f"not a place for a signature: {place}")

    def where(self, *, x: str, y: str) -> dict[str, Any]:
        """The fields that say where the image goes, with this version's names for the coordinates."""
        size = {"width": self.width, "height": self.height}
        return size | ({"tag_koordinat": self.tag} if self.tag else {"page": self.page, x: self.x, y: self.y})
