"""Writes XLSX, with xlsxwriter."""

import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, BinaryIO

import xlsxwriter

from .port import Cell, Column, Table

_LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST = 32_767  # characters in a cell: the limit of the format
_CUT = " … (terpotong)"  # behind a text that does not fit
_DECIMALS = 4  # shown at most
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class Xlsx:
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ending = "xlsx"

    def write(self, to: BinaryIO, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> int:
        return self.write_tables(to, [Table(name, columns, rows)])[0]

    def write_tables(self, to: BinaryIO, tables: Sequence[Table]) -> list[int]:
        with tempfile.TemporaryDirectory(prefix="xlsx-") as folder:
            book = xlsxwriter.Workbook(to, _OPTIONS | {"tmpdir": folder})
            counts = [_write(book, table) for table in tables]
            book.close()
        return counts


def _write(book: Any, table: Table) -> int:
    sheet = book.add_worksheet(table.name[:31])
    _set_up(book, sheet, table.columns)
    count = _fill(book, sheet, table.rows)
    sheet.autofilter(0, 0, max(count, 1), len(table.columns) - 1)
    return count


def _set_up(book: Any, sheet: Any, columns: Sequence[Column]) -> None:
    """Keeps the heading visible on the screen and repeats it on every printed page."""
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E6F1EF"})
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.title, heading)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&LDicetak &D&RHalaman &P dari &N")


def _fill(book: Any, sheet: Any, rows: Iterable[Sequence[Cell]]) -> int:
    plain = book.add_format({"valign": "top", "text_wrap": True, "num_format": "@"})
    quoted = book.add_format({"valign": "top", "text_wrap": True, "num_format": "@", "quote_prefix": True})
    number, day = (book.add_format({"valign": "top", "num_format": shape}) for shape in ("0", "dd-mm-yyyy"))
    exact = [book.add_format({"valign": "top", "num_format": f"0.{'0' * n}"}) for n in range(1, _DECIMALS + 1)]
    count = 0
    for count, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            if cell is None or cell == "":
                continue
            if isinstance(cell, str):
                # The quote keeps it a text even when somebody edits the cell.
                style = quoted if cell.startswith(_LIKE_A_FORMULA) else plain
                sheet.write_string(count, place, _fitting(cell), style)
            elif isinstance(cell, date):
                sheet.write_datetime(count, place, cell, day)
            elif isinstance(cell, Decimal) and (decimals := -int(cell.as_tuple().exponent)) > 0:
                sheet.write_number(count, place, cell, exact[min(decimals, _DECIMALS) - 1])
            else:
                sheet.write_number(count, place, cell, number)
    return count


def _fitting(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - len(_CUT)] + _CUT
