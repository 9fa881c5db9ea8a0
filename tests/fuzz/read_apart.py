"""Breaks tables and definitions and reads them, in a process of its own: its memory is bounded and measured."""

import io
import json
import os
import random
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

import xlsxwriter

from silastri.domain.definition.definition import read_office, read_service
from silastri.jobs.registry import reader, sheet

SEED = int(os.environ.get("SILASTRI_SEED", "2026"))
_MEMORY = 512 * 1024 * 1024
_STANDARDS = Path(__file__).parent.parent.parent / "standards"
_TOKENS = (
    *(b"\0", b"\xff" * 4, b"<<", b">>", b"obj", b"stream\r\n", b"/Length 99999999", b"/Kids [1 0 R]", b"%%EOF", b"-1"),
    *(b"4294967295", b"\x7f\xff\xff\xff", b"&a *a\n", b"\t- ", b": ", b'"', b"{" * 200),
    b"!!python/object/apply:os.system ",
)


def broken(content: bytes, chance: random.Random) -> bytes:
    """A few wounds: bits turned, parts lost, doubled, moved or put in, the end cut off."""
    found = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 4, 12))):
        at, size = chance.randrange(len(found) or 1), chance.choice((1, 4, 40, 400))
        match chance.randrange(6):
            case 0:
                found[at : at + 1] = bytes([found[at] ^ 1 << chance.randrange(8)]) if found else b""
            case 1:
                del found[at : at + size]
            case 2:
                found[at:at] = found[at : at + size] * chance.choice((1, 1, 50))
            case 3:
                found[at:at] = chance.choice(_TOKENS)
            case 4:
                found[at : at + size] = chance.randbytes(size)
            case _:
                if chance.random() < 0.3:
                    del found[at:]
    return bytes(found)


def a_sheet() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    page = book.add_worksheet("Data")
    for row in range(20):
        page.write_row(row, 0, ["NIK", "KK", "NAMA", row, 1.5, "=1+1", "Ã©"])
    book.close()
    return out.getvalue()


def _read_broken(door: str, often: int, folder: Path) -> dict[str, float]:
    chance, told = random.Random(SEED), {"read": 0, "refused": 0, "longest": 0.0}
    samples = [a_sheet()] if door == "spreadsheet" else _definitions()
    reads = _reads_sheet(folder / "berkas.xlsx") if door == "spreadsheet" else _reads_definition
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    for _ in range(often):
        content = broken(chance.choice(samples), chance)
        began = time.process_time()
        told["read" if reads(content) else "refused"] += 1
        told["longest"] = round(max(told["longest"], time.process_time() - began), 2)
    return told | {"MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}


def _definitions() -> list[bytes]:
    return [path.read_bytes() for path in sorted((_STANDARDS / "rokan-hilir").rglob("*.yaml"))[:8]]


def _reads_sheet(path: Path) -> Callable[[bytes], bool]:
    def reads(content: bytes) -> bool:
        path.write_bytes(content)
        if not content.startswith(b"PK\x03\x04"):  # which the reader takes for CSV
            try:
                return bool(list(reader.records(path)))
            except reader.NotAnExport:
                return False
        found = list(sheet.rows(str(path)))  # as the program does that reads a sheet
        return bool(found) and not isinstance(found[-1], str)

    return reads


def _reads_definition(content: bytes) -> bool:
    """Each text is read as each of the three kinds: whatever it is, it is a model or a finding that says where."""
    text = content.decode("utf-8", "replace")
    office, findings = read_office(text)
    assert office or findings
    reading = read_service({"standar.yaml": text, "sop.yaml": text}, "x/")
    assert reading.definition or reading.findings
    assert all(one.line >= 1 and one.what and one.remedy for one in (*findings, *reading.findings))
    return office is not None or bool(reading.sop.value)


if __name__ == "__main__":
    print(json.dumps(_read_broken(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))))  # noqa: T201
