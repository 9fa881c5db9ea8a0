"""What a printer of papers does."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, BinaryIO, Protocol

from silastri.domain.refusal import NotFit


class CannotPrint(NotFit):
    """The paper could not be drawn from these data; what the printer said is in the log."""

    def __init__(self, template: str) -> None:
        super().__init__(f"Kertas ini ({template}) belum dapat dicetak. Beri tahu pengelola sistem.")


Cell = Sequence[Mapping[str, str]]  # lines: each has its "text", and how it looks "as" ("strong", "small")


class Printer(Protocol):
    def draw(self, template: str, data: Mapping[str, Any], *, at: datetime) -> bytes:
        """The PDF of that template; the same data and moment always give the same bytes. Raises CannotPrint."""
        ...

    def draw_long(
        self, to: BinaryIO, template: str, data: Mapping[str, Any], rows: Iterable[Sequence[Cell]], *, at: datetime
    ) -> int:
        """Writes the PDF of a template with a long table; its number of pages. ``draw`` gives the same pages where the
        rows are in the data, more slowly, and with the structure that a screen reader follows.

        Rows are read one by one, and none is kept in memory. Raises CannotPrint.
        """
        ...

    def joined(self, files: Iterable[bytes]) -> bytes:
        """The pages of these PDFs, one after another. Signatures are left out: in another file they would be broken
        ones."""
        ...

    def picture(self, template: str, data: Mapping[str, Any]) -> bytes:
        """The first page of that template as SVG. Raises CannotPrint."""
        ...
