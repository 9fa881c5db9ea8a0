"""The report of an office on paper and as a spreadsheet, both from the figures that it keeps."""

import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import BinaryIO, NamedTuple

from silastri.adapters.pdf import printer
from silastri.adapters.spreadsheet import spreadsheet
from silastri.adapters.spreadsheet.port import Cell, Column, Table
from silastri.apps.audit.operations import log
from silastri.apps.documents import queries as documents
from silastri.apps.made_files.models import MadeFile
from silastri.apps.office_reports.models import OfficeReport
from silastri.apps.offices import queries as offices
from silastri.domain.act import Act
from silastri.domain.definition.letter_text import long_date
from silastri.journey.made_files.ask import ask
from silastri.journey.made_files.make import Making
from silastri.journey.papers.sheet import example_mark, letterhead
from silastri.journey.reporting import hands
from silastri.journey.reporting.hands import Hand
from silastri.journey.signing.report import Signed

from . import report as journey
from . import told

AT_ONCE = 2_000  # letters of a spreadsheet that is made while the page waits
PRINTED = 500  # letters of the annex on paper
MAKER = "report_sheet"
_LETTERS = (Column("Tanggal", 12), Column("Nomor surat", 40), Column("Jenis surat", 40), Column("Layanan", 50))


def paper(act: Act, pk: int) -> bytes:
    """The signed paper; before that, the draft of it. Raises NotYours, NoReport."""
    report = journey.report(act, pk)
    log(act, "export_office_report", journey.title(report))
    if report.sha256:
        return documents.content(report.sha256)
    return draw(report, act.at, is_draft=True)


def draw(report: OfficeReport, at: datetime, *, is_draft: bool, signer: Hand | None = None) -> bytes:
    office, flow, figures = report.office, journey.FLOW, report.figures
    definition, time, span = offices.definition(office), offices.working_time(office), journey.span_of(report)
    data = {
        "title": journey.title(report),
        "office": letterhead(definition),
        "mark": "KONSEP" if is_draft else example_mark(),
        "heading": span.title,
        "period": span.name,
        "nil": not any(figures["all"][name] for name in ("submitted", "done", "refused", "withdrawn", "running")),
        "summary": told.summary(office, figures),
        "columns": told.COLUMNS,
        "services": told.services(office, figures),
        "month_columns": told.MONTHS,
        "months": told.months(office, figures),
        "around": told.around(figures),
        "remarks": report.remarks,
        "letters": [[_short(on), *rest] for on, *rest in report.annex[:PRINTED]],
        "letters_count": len(report.annex),
        "counted_on": long_date(date.fromisoformat(figures["counted_on"])),
        "place": f"{definition.place}, {long_date(time.local(at))}",
        "signer": signer or hands.nobody_yet(office, flow.approver(report)),
        "checker": hands.checker(report, flow.checker(report)),
        "electronic": signer is not None,
    }
    return printer().draw("office_report", data, at=at)


def _short(day: str) -> str:
    return f"{date.fromisoformat(day):%d-%m-%Y}"


SIGNED: Signed[OfficeReport] = Signed(
    journey.FLOW,
    journey.title,
    lambda act, report, hand: draw(report, act.at, is_draft=False, signer=hand),
)


class Sheet(NamedTuple):
    content: bytes
    media_type: str
    ending: str


def is_long(report: OfficeReport) -> bool:
    """Whether its spreadsheet is too long to be made while a page waits."""
    return len(report.annex) > AT_ONCE


def ask_sheet(act: Act, pk: int, name: str) -> MadeFile:
    """Has it made in the background. Raises NotYours, NoReport, TooMany."""
    report = journey.report(act, pk)
    title = f"{journey.title(report)} (XLSX)"
    return ask(act, MAKER, title=title, name=name, asked={"report": pk}, total=len(report.annex))


def make_sheet(act: Act, making: Making) -> None:
    """Raises NotYours, NoReport."""
    report = journey.report(act, making.asked["report"])
    _write(making.out, report, making.counted(_letters(report), len(report.annex)))


def sheet(act: Act, pk: int) -> Sheet:
    """Raises NotYours, NoReport."""
    report = journey.report(act, pk)
    log(act, "export_office_report", journey.title(report))
    out, writer = io.BytesIO(), spreadsheet()
    _write(out, report, _letters(report))
    return Sheet(out.getvalue(), writer.media_type, writer.ending)


def _write(out: BinaryIO, report: OfficeReport, letters: Iterable[tuple[Cell, ...]]) -> None:
    office, figures = report.office, report.figures
    facts = [("Ringkasan", *row) for row in told.summary(office, figures)]
    facts += [(heading, *row) for heading, rows in told.around(figures) for row in rows]
    if report.remarks:
        facts.append(("Catatan", "", report.remarks))
    tables = [
        Table("Ringkasan", (Column("Bagian", 30), Column("Uraian", 40), Column("Isi", 50)), facts),
        _table("Layanan", told.COLUMNS, _cells(report)),
        _table("Bulan", told.MONTHS, told.months(office, figures)),
        Table("Surat", _LETTERS, letters),
    ]
    spreadsheet().write_tables(out, [table for table in tables if table.name != "Bulan" or figures.get("months")])


def _table(name: str, titles: Iterable[str], rows: Iterable[Iterable[Cell]]) -> Table:
    return Table(name, tuple(Column(title, 40 if n == 0 else 16) for n, title in enumerate(titles)), map(tuple, rows))


def _cells(report: OfficeReport) -> Iterator[list[Cell]]:
    """The rows of services, their counts as numbers."""
    figures = report.figures
    for row, words in zip([*figures["services"], figures["all"]], told.services(report.office, figures), strict=True):
        counted = (row[name] for name in ("submitted", "done", "refused", "withdrawn", "running"))
        yield [words[0], *counted, *words[6:9], row["letters"], words[10]]


def _letters(report: OfficeReport) -> Iterator[tuple[Cell, ...]]:
    return ((date.fromisoformat(on), *rest) for on, *rest in report.annex)
