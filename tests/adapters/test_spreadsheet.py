"""What every writer of spreadsheets promises, read back by another program's eyes."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from silastri.adapters.spreadsheet import spreadsheet
from silastri.adapters.spreadsheet.port import Cell, Column

COLUMNS = (Column("No", 8), Column("Nama", 30), Column("Tanggal", 12))


def written(rows: list[tuple[Cell, ...]]) -> io.BytesIO:
    out = io.BytesIO()
    assert spreadsheet().write(out, "Buku Registrasi", COLUMNS, rows) == len(rows)
    out.seek(0)
    return out


def cells(out: io.BytesIO) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(out).get_sheet_by_index(0).to_python()  # type: ignore[return-value]


def inside(out: io.BytesIO, name: str) -> str:
    return zipfile.ZipFile(out).read(name).decode()


def test_days_are_days_and_numbers_are_numbers() -> None:
    out = written([(1, "Ayu Contoh", date(2026, 11, 20)), (2, "", None)])
    assert cells(out) == [["No", "Nama", "Tanggal"], [1.0, "Ayu Contoh", date(2026, 11, 20)], [2.0, "", ""]]


@pytest.mark.parametrize(
    "text", ["=1+1", '=HYPERLINK("http://a.example","x")', "+62812", "-5", "@SUM(A1)", "\t=1", "{=1+1}", "0012", "http://a.example/x"]
)  # fmt: skip
def test_a_text_stays_a_text(text: str) -> None:
    out = written([(1, text, None)])
    assert cells(out)[1][1] == text
    assert "<f>" not in inside(out, "xl/worksheets/sheet1.xml")
    assert "hyperlink" not in inside(out, "xl/worksheets/sheet1.xml")
    if text[0] in "=+-@\t":
        assert 'quotePrefix="1"' in inside(out, "xl/styles.xml")


def test_a_text_that_does_not_fit_says_so() -> None:
    (_, text, _) = cells(written([(1, "x" * 40_000, None)]))[1]
    assert len(str(text)) == 32_767
    assert str(text).endswith("x … (terpotong)")


def test_the_heading_stays_in_sight_and_filters() -> None:
    sheet = inside(written([(1, "Ayu", None)]), "xl/worksheets/sheet1.xml")
    assert 'ySplit="1"' in sheet
    assert 'state="frozen"' in sheet
    assert '<autoFilter ref="A1:C2"' in sheet
    assert 'orientation="landscape"' in sheet


def test_no_rows_are_a_heading_alone() -> None:
    assert cells(written([])) == [["No", "Nama", "Tanggal"]]


def test_rows_are_taken_one_by_one() -> None:
    """None is asked for before the one before it is written, so none needs to be kept."""
    alive: list[int] = []

    class Kept(str):
        def __del__(self) -> None:
            alive.pop()

    def rows() -> Iterator[tuple[Cell, ...]]:
        for n in range(2_000):
            alive.append(n)
            assert len(alive) < 10, "rows are piling up"
            yield n, Kept(f"Nama {n}"), None

    assert spreadsheet().write(io.BytesIO(), "Buku", COLUMNS, rows()) == 2_000
