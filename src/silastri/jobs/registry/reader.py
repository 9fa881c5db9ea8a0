"""Reads an export row by row, without holding it whole in memory: CSV with lines of limited length, or XLSX."""

import csv
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from . import sheet

LONGEST_LINE = 64 * 1024  # bytes
_TOO_MUCH = (
    "berkas XLSX ini terlalu besar untuk dibuka, atau memuat isi jauh di luar tabelnya; hapus baris dan kolom di luar "
    "tabel, atau simpan sebagai CSV UTF-8"
)

Record = tuple[int, list[Any]]  # the line number and its cells


class NotAnExport(ValueError):
    """The file as a whole cannot be read; the message says why."""


def mark(path: Path) -> str:
    """A value that shows whether it is the same file as before."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


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
    encoding = _encoding(path)
    with path.open("rb") as file:
        first = file.readline(LONGEST_LINE).decode(encoding)
        delimiter = max(",;\t|", key=first.count)
        file.seek(0)
        reader = csv.reader(_lines(file, encoding), delimiter=delimiter, strict=True)
        try:
            for cells in reader:
                yield reader.line_num, list(cells)
        except csv.Error as error:
            raise NotAnExport(f"baris {reader.line_num}: susunan CSV salah ({error})") from None


def _encoding(path: Path) -> str:
    """UTF-8 or Windows-1252, whichever all lines are in. A file in which some are in one and some in the other would
    lose letters either way. Raises NotAnExport."""
    accented = 0  # the first line that has other letters than ASCII, rightly in UTF-8
    utf8, windows = True, True
    with path.open("rb") as file:
        for number, line in enumerate(_raw_lines(file), start=1):
            if b"\x00" in line:
                raise NotAnExport("berkas bukan teks CSV; simpan ulang sebagai CSV UTF-8 atau XLSX")
            if line.isascii():
                continue
            if _decodes(line, "utf-8-sig"):
                accented = accented or number
            else:
                utf8 = False
                windows = windows and _decodes(line, "cp1252")
            if not utf8 and (accented or not windows):
                raise NotAnExport(
                    f"baris {number}: hurufnya rusak, atau ditulis dengan cara yang lain dari baris sebelumnya; "
                    "simpan ulang seluruh berkas sebagai CSV UTF-8"
                )
    return "utf-8-sig" if utf8 else "cp1252"


def _decodes(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _lines(file: IO[bytes], encoding: str) -> Iterator[str]:
    return (
        line.decode(encoding if number == 1 else encoding.removesuffix("-sig"))
        for number, line in enumerate(_raw_lines(file), start=1)
    )


def _raw_lines(file: IO[bytes]) -> Iterator[bytes]:
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            raise NotAnExport(f"baris {number} lebih panjang dari {LONGEST_LINE} huruf; berkas ini bukan ekspor data")
        yield line


def _sheet(path: Path) -> Iterator[Record]:
    """The rows as another process reads them, which a hostile file may end."""
    program = sheet.begin(str(path))
    assert program.stdout is not None
    with program:
        try:
            for number, line in enumerate(_raw_lines(program.stdout), start=1):
                if not line.endswith(b"\n"):
                    raise NotAnExport(_TOO_MUCH)
                cells = json.loads(line)
                if isinstance(cells, str):
                    raise NotAnExport(cells)
                yield number, cells
            if program.wait() != 0:
                raise NotAnExport(_TOO_MUCH)
        finally:
            program.kill()
