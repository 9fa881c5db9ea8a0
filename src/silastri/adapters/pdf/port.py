"""What a printer of papers does."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Protocol

from silastri.domain.refusal import NotFit


class CannotPrint(NotFit):
    """The paper could not be drawn from these data; what the printer said is in the log."""

    def __init__(self, template: str) -> None:
        super().__init__(f"Kertas ini ({template}) belum dapat dicetak. Beri tahu pengelola sistem.")


class Printer(Protocol):
    def draw(self, template: str, data: Mapping[str, Any], *, at: datetime) -> bytes:
        """The PDF of that template; the same data and moment always give the same bytes. Raises CannotPrint."""
        ...

    def draw_apart(self, template: str, data: Mapping[str, Any], *, at: datetime) -> bytes:
        """The same in a process of its own, for parts of long books: its memory is given back. Raises CannotPrint."""
        ...

    def joined(self, files: Iterable[bytes]) -> bytes:
        """The pages of these PDFs, one after another. Signatures are left out: in another file they would be broken
        ones."""
        ...

    def picture(self, template: str, data: Mapping[str, Any]) -> bytes:
        """The first page of that template as SVG. Raises CannotPrint."""
        ...
