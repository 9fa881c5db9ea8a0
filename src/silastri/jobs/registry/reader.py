"""Reads an export row by row, without holding it whole in memory: CSV with lines of limited length, or XLSX."""

import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import python_calamine

LONGEST_LINE = 64 * 1024  # bytes
_SAMPLE = 64 * 1024
_ENCODINGS = ("utf-8-sig", "cp1252")

Record = tuple[int, list[Any]]  # the line number and its cells


class NotAnExport(ValueError):
    """The file as a whole cannot be read; the message says why."""


def mark(path: Path) -> str:
    """A value that shows whether it is the same file as before, without reading all of it."""
    size = path.stat().st_size
    with path.open("rb") as file:
        begins = file.read(1 << 20)
        file.seek(max(0, size - (1 << 20)))
        ends = file.read()
    return hashlib.sha256(f"{size}".encode() + begins + ends).hexdigest()


def lines_about(path: Path) -> int:
    """How many lines the file has, estimated from its first megabyte; 0 where that is impossible."""
    with path.open("rb") as file:
        begins = file.read(1 << 20)
    lines = begins.count(b"\n")
    return 0 if begins.startswith(b"PK") or not lines else path.stat().st_size * lines // len(begins)


def records(path: Path) -> Iterator[Record]:
    """First the column names, then every row. Raises NotAnExport."""
    with path.open("rb") as file:
        begins = file.read(4)
    if begins.startswith(b"PK\x03\x04"):
        yield from _sheet(path)
    elif begins.startswith(b"\xd0\xcf\x11\xe0"):
        raise NotAnExport("berkas Excel lama (.xls); simpan sebagai .xlsx atau .csv")
    else:
        yield from _csv(path)


def _csv(path: Path) -> Iterator[Record]:
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    encoding = _encoding(sample)
    first = sample.split(b"\n", 1)[0].decode(encoding, errors="replace")
    delimiter = max(",;\t|", key=first.count)
    with path.open("rb") as file:
        lines = _lines(file, encoding)
        reader = csv.reader((text for _, text in lines), delimiter=delimiter)
        try:
            for cells in reader:
                yield reader.line_num, list(cells)
        except csv.Error as error:
            raise NotAnExport(f"baris {reader.line_num}: susunan CSV salah ({error})") from None


def _encoding(sample: bytes) -> str:
    if b"\x00" in sample:
        raise NotAnExport("berkas bukan teks CSV; simpan ulang sebagai CSV UTF-8 atau XLSX")
    for encoding in _ENCODINGS:
        try:
            sample[: sample.rfind(b"\n") + 1 or None].decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    raise NotAnExport("huruf berkas tidak dikenal; simpan ulang sebagai CSV UTF-8")


def _lines(file: Any, encoding: str) -> Iterator[tuple[int, str]]:
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            raise NotAnExport(f"baris {number} lebih panjang dari {LONGEST_LINE} huruf; berkas ini bukan ekspor data")
        yield number, line.decode(encoding, errors="replace")


def _sheet(path: Path) -> Iterator[Record]:
    try:
        sheet = python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
        for number, cells in enumerate(sheet.iter_rows(), start=1):
            yield number, list(cells)
    except (python_calamine.CalamineError, OSError, IndexError) as error:
        raise NotAnExport(f"berkas XLSX rusak atau terpotong ({error})") from None
