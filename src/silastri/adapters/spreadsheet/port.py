"""What a writer of spreadsheets does."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import BinaryIO, Protocol

Cell = str | int | Decimal | date | None


@dataclass(frozen=True)
class Column:
    title: str
    width: int = 12  # in characters


@dataclass(frozen=True)
class Table:
    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]


class Spreadsheet(Protocol):
    media_type: str
    ending: str  # of the file's name, without a dot

    def write(self, to: BinaryIO, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> int:
        """Writes a table with a heading that stays visible, and returns its number of rows.

        A day is written as a day and a number as a number, with its decimals where it is a Decimal; a text stays a
        text, whatever it begins with. Rows are read one by one, and none is kept in memory.
        """
        ...

    def write_tables(self, to: BinaryIO, tables: Sequence[Table]) -> list[int]:
        """Writes each table on a sheet of its own, as ``write`` does, and returns their numbers of rows."""
        ...
