"""What an export looks like when it comes out of a spreadsheet: read as the eye reads it, or refused with the line."""

import datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from silastri.apps.registry import queries
from silastri.apps.registry.models import Period
from silastri.domain.registry import Columns
from silastri.jobs.registry import reader
from silastri.jobs.registry.importer import Import, NotImported
from silastri.jobs.registry.reader import NotAnExport
from tests.builders import MONDAY, Town

HEADS = ["NIK", "KK", "NAMA", "ALAMAT", "DESIL", "PBI", "SEJAK"]
COLUMNS = Columns.model_validate(
    {
        "kolom": dict(
            zip(("nik", "kk", "nama", "alamat", "desil", "pbi_jkn", "pbi_nonaktif_sejak"), HEADS, strict=True)
        ),
        "periode": "2026-10",
        "sumber": "Ekspor contoh",
    }
)
NIK, KK = "1471011508900001", "1471010101010010"


def row(**changed: Any) -> list[Any]:
    usual = {"nik": NIK, "kk": KK, "name": "ANI", "address": "JL. MAWAR", "desil": "2", "pbi": "YA", "since": ""}
    return list((usual | changed).values())


def sheet(path: Path, *rows: list[Any], second: list[Any] | None = None) -> Path:
    book = xlsxwriter.Workbook(path, {"default_date_format": "dd-mm-yyyy"})
    for name, lines in (("Satu", [HEADS, *rows]), ("Dua", [second] if second else []), ("Kosong", [])):
        page = book.add_worksheet(name)
        for number, line in enumerate(lines):
            page.write_row(number, 0, line)
    book.close()
    return path


def text(path: Path, *lines: bytes) -> Path:
    path.write_bytes(b"\r\n".join([",".join(HEADS).encode(), *lines, b""]))
    return path


def line(name: bytes = b"ANI", address: bytes = b"JL. MAWAR", nik: str = NIK, kk: str = KK) -> bytes:
    return b",".join([nik.encode(), kk.encode(), name, address, b"2", b"YA", b""])


def imported(town: Town, path: Path) -> dict[str, Any]:
    """What is known of the person with NIK afterwards."""
    Import(town.office, path, COLUMNS, MONDAY.date()).run(MONDAY)
    period = queries.current(town.office.pk)
    assert period
    return dict(queries.by_nik(period, NIK)[0].sealed)


def refused(town: Town, path: Path) -> str:
    with pytest.raises((NotAnExport, NotImported)) as error:
        Import(town.office, path, COLUMNS, MONDAY.date()).run(MONDAY)
    assert not Period.objects.exists()
    listed = path.with_name(path.name + ".salah.csv")
    return f"{error.value} {listed.read_text(encoding='utf-8') if listed.exists() else ''}"


@pytest.mark.parametrize(
    ("cells", "known"),
    [
        ({"address": 12}, {"alamat": "12"}),  # a house number; it was published as 12.0
        ({"address": 12.5}, {"alamat": "12,5"}),  # as people here write it
        ({"desil": 2, "pbi": 1}, {"desil": 2, "pbi_jkn": True}),  # 1 refused the whole file as 1.0
        ({"pbi": True}, {"pbi_jkn": True}),  # what the spreadsheet knows as true
        ({"pbi": 0}, {"pbi_jkn": False}),
        ({"since": datetime.date(2026, 10, 1)}, {"pbi_nonaktif_sejak": "2026-10-01"}),
        ({"nik": f"'{NIK}", "kk": f"\u200b{KK}\u202c"}, {"nik": NIK, "kk": KK}),  # an apostrophe, and unseen marks
        ({"name": "A\u200bNI \u202aB\u00a0C", "desil": "'2"}, {"nama": "ANI B C", "desil": 2}),
    ],
)
def test_a_sheet_is_read_as_the_eye_reads_it(
    town: Town, tmp_path: Path, cells: dict[str, Any], known: dict[str, Any]
) -> None:
    found = imported(town, sheet(tmp_path / "ekspor.xlsx", row(**cells)))
    assert {key: found[key] for key in known} == known


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"nik": int(NIK)}, "dibulatkan"),  # a spreadsheet carries fifteen digits of the sixteen
        ({"desil": 2.5}, "desil"),
        ({"pbi": 2}, "ya atau tidak"),
        ({"address": "x" * 301}, "lebih dari 300 huruf"),  # they were cut off without a word
        ({"address": "JL. \ufffd"}, "tidak terbaca"),
        ({"since": datetime.datetime(2026, 10, 1, 9, 30)}, "tanggal"),
    ],
)
def test_what_is_not_clear_is_refused(town: Town, tmp_path: Path, cells: dict[str, Any], why: str) -> None:
    assert why in refused(town, sheet(tmp_path / "ekspor.xlsx", row(**cells)))


def test_people_on_a_second_sheet_are_not_forgotten(town: Town, tmp_path: Path) -> None:
    assert "Dua" in refused(town, sheet(tmp_path / "ekspor.xlsx", row(), second=row(nik="1471011508900002")))


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ([line("RENÉ".encode())], "RENÉ"),
        ([line("RENÉ".encode("cp1252"))], "RENÉ"),
        # Only the last line of a long file has an accent.
        ([line(b"BUDI", nik=f"14710115089{n:05}") for n in range(2, 2000)] + [line("RENÉ".encode("cp1252"))], "RENÉ"),
    ],
)
def test_letters_are_judged_by_all_lines(town: Town, tmp_path: Path, lines: list[bytes], name: str) -> None:
    path = text(tmp_path / "ekspor.csv", *lines)
    assert imported(town, path)["nama"] == name


def test_the_mark_before_utf8_is_no_part_of_the_heading(town: Town, tmp_path: Path) -> None:
    path = text(tmp_path / "ekspor.csv", line("RENÉ".encode()))
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert imported(town, path)["nama"] == "RENÉ"


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ([line("RENÉ".encode()), line(b"REN\xc9", nik="1471011508900002")], "baris 3"),  # two ways in one file
        ([line(b"REN\xc9"), line("RENÉ".encode(), nik="1471011508900002")], "baris 3"),
        ([line(b"REN\x81")], "baris 2"),  # a letter in neither
        ([line(b"A\x00NI")], "bukan teks"),
        ([line(address=b'"JL. MAWAR')], "susunan CSV"),  # a quote that never closes swallows those behind it
        (
            [line(address=b"JL. MAWAR, NO. 1, RT 2")],
            "lebih banyak dari judul",
        ),  # commas that nobody quoted move the cells
        ([line() + b",,,x"], "lebih banyak dari judul"),
    ],
)
def test_no_letter_is_lost_unsaid(town: Town, tmp_path: Path, lines: list[bytes], why: str) -> None:
    assert why in refused(town, text(tmp_path / "ekspor.csv", *lines))


def test_a_column_that_is_there_twice_is_asked_for(town: Town, tmp_path: Path) -> None:
    path = text(tmp_path / "ekspor.csv", line())
    path.write_bytes(path.read_bytes().replace(b"SEJAK", b"NIK", 1))
    columns = COLUMNS.model_copy(update={"columns": {"nik": "NIK", "kk": "KK", "nama": "NAMA"}})
    with pytest.raises(NotAnExport, match="lebih dari satu kolom bernama NIK"):
        Import(town.office, path, columns, MONDAY.date()).run(MONDAY)


def test_a_file_that_was_corrected_in_the_middle_is_another_file(tmp_path: Path) -> None:
    path = text(tmp_path / "ekspor.csv", *[line(nik=f"14710115089{n:05}") for n in range(1, 60_000)])
    before = reader.mark(path)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert reader.mark(path) != before
