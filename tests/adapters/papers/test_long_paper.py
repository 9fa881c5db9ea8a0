"""A long table is set between a frame: every row once and in order, every page with its heading and its number."""

import io
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pikepdf
import pypdfium2
import pytest

from silastri.adapters.pdf import long_table, typst
from silastri.adapters.pdf.port import CannotPrint, Cell
from silastri.adapters.pdf.typst import Typst

AT = datetime(2026, 11, 20, 3, tzinfo=UTC)
OFFICE = {
    "government": "Kabupaten Contoh",
    "name": ["Dinas Contoh"],
    "contact": [["Jalan"]],
    "emblem": "",
    "short": "X",
}
DATA: dict[str, Any] = {
    "title": "Buku Registrasi Tahun 2026", "office": OFFICE, "mark": "CONTOH", "period": "Tahun 2026", "count": 1,
    "facts": [[[{"text": "Masa"}], [{"text": "Tahun 2026"}]]], "printed": "20 November 2026 10.00", "place": "Contoh",
    "keeper": "Petugas Contoh", "head": {"title": "Kepala", "name": "Kepala Contoh"},
}  # fmt: skip
REF = re.compile(r"CON-26-\d{6}")
FIRST, NEXT = 16, 21  # rows of two lines that a page has room for


def row(n: int, holder: str = "Pemegang Contoh", remark: str = "Diganti nomor lain") -> list[Cell]:
    texts: list[Cell] = [[{"text": text}] for text in (str(n), f"500/\u200b{n:05}", "20-11-2026", "Izin", holder)]
    standing: Cell = [{"text": "Berlaku", "as": "strong"}, {"text": remark, "as": "small"}]
    return [*texts, [{"text": f"CON-26-{n:06}"}], [{"text": "Kepala"}, {"text": "Elektronik"}], [], standing, []]


@pytest.fixture(scope="module")
def frame() -> tuple[dict[str, Any], bytes]:
    return typst._begun_apart("ledger", {**DATA, "is_frame": True}, at=AT)


def made(frame: tuple[dict[str, Any], bytes], rows: Sequence[list[Cell]]) -> bytes:
    measures, begun = frame
    out = io.BytesIO()
    count = long_table.write(begun, measures, rows, out)
    assert len(pypdfium2.PdfDocument(out.getvalue())) == count
    return out.getvalue()


def pages(pdf: bytes) -> list[str]:
    read = (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    return [" ".join(told.split()) for told in read]


def letters(pdf: bytes, page: int = 0) -> set[tuple[str, int, int]]:
    """Each letter of a page, with the place of its left lower corner in whole points."""
    read = pypdfium2.PdfDocument(pdf)[page].get_textpage()
    told = read.get_text_range()
    boxes = ((told[n], read.get_charbox(n)) for n in range(len(told)) if not told[n].isspace())
    return {(letter, round(box[0]), round(box[1])) for letter, box in boxes}


@pytest.mark.parametrize(
    "count", [0, 1, 2, 3, 4, FIRST - 4, FIRST - 1, FIRST, FIRST + 1, FIRST + NEXT - 1, FIRST + NEXT, 150]
)
def test_every_row_is_there_once_and_in_order(frame: tuple[dict[str, Any], bytes], count: int) -> None:
    told = pages(made(frame, [row(n) for n in range(1, count + 1)]))
    assert REF.findall(" ".join(told)) == [f"CON-26-{n:06}" for n in range(1, count + 1)]
    for n, page in enumerate(told, start=1):
        assert f"Halaman {n} dari {len(told)}" in page
        assert "Nomor surat Tanggal" in page
        assert "Dicetak 20 November 2026" in page
        assert "CONTOH" in page
        assert ("BUKU REGISTRASI SURAT" in page) is (n == 1)
        assert ("Mengetahui," in page) is (n == len(told)), "the hands are on the last page"
        assert len(REF.findall(page)) <= (FIRST if n == 1 else NEXT)
    assert len(REF.findall(told[-1])) >= min(3, count), "no page bears signatures alone"
    assert len(told) == 1 or len(REF.findall(told[0])) >= min(FIRST, count - 3)


def test_it_looks_as_the_short_one_does() -> None:
    rows = [row(n, holder="Perkumpulan Contoh dengan Nama yang Panjang") for n in range(1, 60)]
    out = io.BytesIO()
    Typst().draw_long(out, "ledger", {**DATA, "mark": ""}, rows, at=AT)
    short = Typst().draw("ledger", {**DATA, "mark": "", "rows": rows}, at=AT)
    assert len(pages(out.getvalue())) == len(pages(short))
    for page in range(2):
        one, other = letters(out.getvalue(), page), letters(short, page)
        near = {(letter, x + dx, y + dy) for letter, x, y in other for dx in (-1, 0, 1) for dy in (-1, 0, 1)}
        assert len(one) > 1000
        assert one <= near


def test_a_row_longer_than_a_page_goes_on(frame: tuple[dict[str, Any], bytes]) -> None:
    words = [f"kata{n:04}" for n in range(2000)]
    told = pages(made(frame, [row(1), row(2, remark=" ".join(words)), row(3), row(4), row(5)]))
    assert re.findall(r"kata\d{4}", " ".join(told)) == words
    assert REF.findall(" ".join(told)) == [f"CON-26-{n:06}" for n in range(1, 6)]
    assert all("Nomor surat Tanggal" in page for page in told)
    assert 1 < len(told) < 40


def test_nothing_stands_outside_its_column(frame: tuple[dict[str, Any], bytes]) -> None:
    pdf = made(frame, [row(1, holder="W" * 400), row(2, holder="Nama-Ganda " * 30)])
    columns = [column["width"] for column in frame[0]["columns"]]
    begins = frame[0]["left"] + sum(columns[:4])
    found = [x for letter, x, _ in letters(pdf) if letter == "W"]
    assert len(found) > 20
    assert min(found) >= begins
    assert max(found) <= begins + columns[4] - 4
    assert "".join(pages(pdf)).count("W") == 400


def test_all_that_the_fonts_have_can_be_searched_for(frame: tuple[dict[str, Any], bytes]) -> None:
    names = ["Čižmár Œuvre ẞtraße", "Ελένη", "Жанна", "“kutip” – €5 ≤ 6", "a\u00adb"]
    told = "".join(pages(made(frame, [row(n, holder=name) for n, name in enumerate([*names, "Budi \U0001f600"])])))
    for name in [*names[:4], "ab", "Budi \ufffd"]:
        assert name.replace(" ", "") in told.replace(" ", ""), name


def test_the_file_is_sound_and_its_fonts_are_in_it_once(frame: tuple[dict[str, Any], bytes]) -> None:
    rows = [row(n, holder=f"Pemegang Contoh {n}") for n in range(1, 2001)]
    pdf = made(frame, rows)
    assert pdf == made(frame, rows), "the same rows give the same bytes"
    assert pdf[-400:] != made(frame, rows[:-1])[-400:]
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert not document.check_pdf_syntax()
        assert (str(document.Root.Lang), str(document.docinfo.Title)) == ("id", DATA["title"])
        kept = {one.objgen for one in document.objects if isinstance(one, pikepdf.Dictionary) and "/FontFile2" in one}
        fonts = [one for page in document.pages for one in page.Resources.Font.values()]
        assert len({font.objgen for font in fonts}) == 2
        assert len(kept) <= 5, "two of the rows, and those of the frame"
    assert len(pdf) < 1_000_000


def test_what_cannot_be_drawn_is_a_named_error() -> None:
    with pytest.raises(CannotPrint, match="ledger"):
        Typst().draw_long(io.BytesIO(), "ledger", {}, [], at=AT)
