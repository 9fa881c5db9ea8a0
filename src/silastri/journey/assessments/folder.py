"""The folder of evidence to hand over: an index, and for each indicator what the system holds and what was added."""

import csv
import io
import zipfile
from collections.abc import Iterator
from typing import Any

from silastri.adapters.pdf import printer
from silastri.apps.documents import queries as documents
from silastri.apps.made_files.models import MadeFile
from silastri.apps.offices import queries as offices
from silastri.domain.act import Act
from silastri.domain.definition.letter_text import long_date
from silastri.domain.file_name import plain
from silastri.domain.refusal import Refusal
from silastri.journey.improvements.access import as_planner
from silastri.journey.made_files.ask import ask
from silastri.journey.made_files.make import Making
from silastri.journey.papers.sheet import example_mark, letterhead

from . import assessment as journey
from .assessment import Standing, Whole

MAKER = "evidence_folder"
File = tuple[str, bytes]


def ask_folder(act: Act, pk: int) -> MadeFile:
    """Raises NotYours, NotThere, TooMany."""
    office, found = as_planner(act), journey.whole(act, pk)
    name = f"bukti-{found.assessment.instrument}-{office.slug}-{found.assessment.year}.zip"
    title = f"Berkas bukti {found.instrument.name} {found.assessment.year}"[:200]
    return ask(act, MAKER, title=title, name=name, asked={"assessment": pk}, total=len(found.standings))


def make_folder(act: Act, making: Making) -> None:
    """Raises NotYours, NotThere."""
    as_planner(act)
    found = journey.whole(act, making.asked["assessment"])
    with zipfile.ZipFile(making.out, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr("indeks.pdf", index(act, found))
        for number, standing in making.counted(_numbered(found), len(found.standings)):
            for name, content in _files(standing):
                folder.writestr(f"{number} {plain(standing.indicator.text)}/{name}", content)


def index(act: Act, found: Whole) -> bytes:
    """The list of indicators with what was found, as a PDF."""
    office = found.assessment.office
    time = offices.working_time(office)
    data = {
        "title": f"Berkas bukti {found.instrument.name} {found.assessment.year}",
        "office": letterhead(offices.definition(office)),
        "mark": example_mark(),
        "basis": found.instrument.basis,
        "doubts": found.instrument.doubts,
        "year": str(found.assessment.year),
        "percent": found.percent,
        "met": f"{len(found.standings) - len(found.gaps)} dari {len(found.standings)} indikator ada buktinya",
        "rows": [_row(number, one) for number, one in _numbered(found)],
        "dimensions": [[part.name, len(standings)] for part, standings in found.dimensions],
        "printed": long_date(time.local(act.at)),
    }
    return printer().draw("assessment", data, at=act.at)


def _numbered(found: Whole) -> Iterator[tuple[str, Standing]]:
    """1.1, 1.2 …, by dimension."""
    for outer, (_, standings) in enumerate(found.dimensions, start=1):
        for inner, standing in enumerate(standings, start=1):
            yield f"{outer}.{inner}", standing


def _row(number: str, one: Standing) -> dict[str, Any]:
    said = [f"{name}: {evidence.said}" for _, name, evidence in one.sources if evidence]
    said += [f"Ditambahkan: {file.title}" for file in one.added]
    if one.note and one.note.note:
        said.append(one.note.note)
    improvement = one.improvement
    gap = f"{improvement.what} ({improvement.due_on:%d-%m-%Y})" if improvement and not one.is_met else ""
    return {
        "number": number,
        "text": one.indicator.text,
        "said": said,
        "missing": [] if one.is_met else one.missing or ["Belum ada bukti"],
        "gap": gap,
        "met": one.is_met,
    }


def _files(standing: Standing) -> Iterator[File]:
    for key, _, evidence in standing.sources:
        if evidence is None:
            continue
        if evidence.table:
            yield f"{key}.csv", _csv(evidence.table)
        for paper in evidence.papers:
            try:
                yield paper.name, paper.draw()
            except (Refusal, documents.Damaged) as lost:
                yield f"{paper.name}.txt", f"Berkas ini tidak dapat disertakan: {lost}\n".encode()
    for number, file in enumerate(standing.added, start=1):
        yield f"tambahan-{number} {plain(file.title)}.pdf", documents.content(file.file.sha256)
    if standing.note and standing.note.note:
        yield "keterangan.txt", f"{standing.note.note}\n".encode()


def _csv(table: tuple[tuple[str, ...], ...]) -> bytes:
    """With a mark by which spreadsheets know UTF-8; what looks like a formula is quoted."""
    out = io.StringIO()
    csv.writer(out).writerows([_quoted(cell) for cell in row] for row in table)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _quoted(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
