"""A sheet that was made to harm is refused in a sentence, and the program that imports goes on."""

import resource
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from silastri.jobs.registry import reader, sheet
from silastri.jobs.registry.reader import NotAnExport

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PARTS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_AROUND = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PARTS}"><Relationship Id="a" Type="{_KINDS}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_KINDS}"><sheets>'
    '<sheet name="A" sheetId="1" r:id="a"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PARTS}"><Relationship Id="a" Type="{_KINDS}/worksheet" '
    'Target="worksheets/sheet1.xml"/><Relationship Id="b" '
    f'Type="{_KINDS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
}
_BEGINS, _ENDS = f'<worksheet xmlns="{_MAIN}"><sheetData>'.encode(), b"</sheetData></worksheet>"
_ONE = b'<row r="1"><c r="A1"><v>1</v></c></row>'
_FAR = _ONE + b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
_SHARED = b'<row r="1"><c r="A1" t="s"><v>0</v></c></row>'


def book(path: Path, pieces: Iterable[bytes], strings: str = f'<sst xmlns="{_MAIN}"/>') -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        for name, content in (_AROUND | {"xl/sharedStrings.xml": strings}).items():
            made.writestr(name, content)
        with made.open("xl/worksheets/sheet1.xml", "w") as page:
            for piece in (_BEGINS, *pieces, _ENDS):
                page.write(piece)
    return path


def refused(path: Path) -> str:
    with pytest.raises(NotAnExport) as error:
        list(reader.records(path))
    return str(error.value)


def test_a_plain_sheet_is_read(tmp_path: Path) -> None:
    assert list(reader.records(book(tmp_path / "a.xlsx", [_ONE]))) == [(1, [1.0])]


def test_two_cells_in_opposite_corners_end_no_program_of_ours(tmp_path: Path) -> None:
    """The library asks for half a terabyte, and then aborts the process in which it is."""
    assert "terlalu besar" in refused(book(tmp_path / "a.xlsx", [_FAR]))


def test_a_file_that_unpacks_to_more_than_it_may_takes_no_memory_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet, "MEMORY", 256 * 1024 * 1024)
    bomb = book(tmp_path / "a.xlsx", [b"<row><c><v>", *[b"\0" * (1 << 20)] * 300, b"</v></c></row>"])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert "terlalu besar" in refused(bomb)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50 * 1024, "kilobytes"


def test_a_row_of_a_hundred_thousand_columns_is_no_export(tmp_path: Path) -> None:
    assert "baris 1 lebih panjang" in refused(
        book(tmp_path / "a.xlsx", [b"<row>", b"<c><v>1</v></c>" * 100_000, b"</row>"])
    )


@pytest.mark.parametrize("entity", ['SYSTEM "file:///etc/passwd"', '"ha"'])
def test_no_entity_of_a_sheet_is_looked_up(tmp_path: Path, entity: str) -> None:
    strings = f'<!DOCTYPE sst [<!ENTITY e {entity}>]><sst xmlns="{_MAIN}"><si><t>x&e;</t></si></sst>'
    assert "rusak" in refused(book(tmp_path / "a.xlsx", [_SHARED], strings))
