"""The report of a month on paper and as a spreadsheet, both from the figures that it keeps."""

import io
from datetime import date, datetime
from typing import Any

from silastri.adapters.pdf import printer
from silastri.adapters.spreadsheet import spreadsheet
from silastri.adapters.spreadsheet.port import Cell, Column, Table
from silastri.apps.audit.operations import log
from silastri.apps.complaints.models import Complaint, MonthReport
from silastri.apps.complaints.queries import TARGET
from silastri.apps.documents import queries as documents
from silastri.apps.offices import queries as offices
from silastri.domain.act import Act
from silastri.domain.definition.letter_text import long_date
from silastri.journey.papers.sheet import example_mark, letterhead
from silastri.journey.reporting import hands
from silastri.journey.reporting.hands import Hand

from . import month_report as journey
from .book import Sheet
from .month_figures import Figures, due_days

_LIMIT = {
    "kept": "Dijawab dalam batas waktu",
    "late": "Lewat batas waktu",
    "running": "Belum dijawab, masih dalam batas waktu",
    "none": "Tanpa batas: dicabut atau dianggap dicabut",
}
GROUPS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("channel", "Media", dict(Complaint.Channel.choices)),
    ("kind", "Jenis", dict(Complaint.Kind.choices)),
    ("weight", "Bobot", dict(Complaint.Weight.choices) | {"": "Belum ditentukan"}),
    ("class", "Kelas batas waktu", dict(Complaint.Limit.choices) | {"": "Belum ditentukan"}),
    ("state", "Keadaan", dict(Complaint.State.choices)),
    ("limit", "Batas waktu", _LIMIT),
)


def groups(figures: Figures) -> list[tuple[str, list[tuple[str, int]]]]:
    """Each way to count the complaints with its lines; the channels all, of the others what there was."""
    found = []
    for key, heading, names in GROUPS:
        counted: dict[str, int] = figures[key]
        lines = [(name, counted.get(value, 0)) for value, name in names.items() if key == "channel" or value in counted]
        found.append((heading, lines))
    return found


def summary(figures: Figures) -> list[tuple[str, str]]:
    return [
        ("Pengaduan diterima", str(figures["received"]) if figures["received"] else "Nihil"),
        ("Selesai", str(figures["settled"])),
        ("Masih ditangani", str(figures["open"])),
        ("Dicabut pengadu", str(figures["state"].get("withdrawn", 0))),
        ("Dianggap dicabut", str(figures["state"].get("lapsed", 0))),
        ("Dijawab dalam batas waktu", str(figures["limit"].get("kept", 0))),
    ]


def target(figures: Figures) -> str:
    """The share of the year up to the day of the count: Sampai 1 Oktober 2026, 12 dari 16 pengaduan selesai (75,0%),
    target 75%."""
    year, on = figures["year"], long_date(date.fromisoformat(figures["counted_on"]))
    if not year["percent"]:
        return f"Sampai {on} belum ada pengaduan pada tahun ini (n/a), target {TARGET}%"
    share = f"{year['settled']} dari {year['received']} pengaduan selesai ({year['percent']}%)"
    return f"Sampai {on}, {share}, target {TARGET}%"


def paper(act: Act, pk: int) -> bytes:
    """The signed paper; before that, the draft of it. Raises NotKeeper, NoReport."""
    report = journey.report(act, pk)
    log(act, "export_month_report", journey.month_of(report).name)
    if report.sha256:
        return documents.content(report.sha256)
    return draw(report, act.at, is_draft=True)


def draw(report: MonthReport, at: datetime, *, is_draft: bool, signer: Hand | None = None) -> bytes:
    flow, post = journey.FLOW, journey.FLOW.approver(report)
    definition, time = offices.definition(report.office), offices.working_time(report.office)
    month, figures = journey.month_of(report), report.figures
    data: dict[str, Any] = {
        "title": f"Laporan Pengaduan {month.name}",
        "office": letterhead(definition),
        "mark": "KONSEP" if is_draft else example_mark(),
        "period": month.name,
        "received": figures["received"],
        "summary": summary(figures),
        "groups": groups(figures) if figures["received"] else [],
        "year": month.year,
        "target": target(figures),
        "improvements": [
            [one["complaint"], one["what"], one["post"], long_date(day), one["state"]] for one, day in due_days(figures)
        ],
        "remarks": report.remarks,
        "counted_on": long_date(datetime.fromisoformat(figures["counted_on"])),
        "place": f"{definition.place}, {long_date(time.local(at))}",
        "signer": signer or hands.nobody_yet(report.office, post),
        "checker": hands.checker(report, flow.checker(report)),
        "electronic": signer is not None,
    }
    return printer().draw("month_report", data, at=at)


def sheet(act: Act, pk: int) -> Sheet:
    """Raises NotKeeper, NoReport."""
    report = journey.report(act, pk)
    log(act, "export_month_report", journey.month_of(report).name)
    figures, name = report.figures, journey.month_of(report).name
    counted: list[tuple[Cell, ...]] = [("Ringkasan", label, value) for label, value in summary(figures)]
    counted += [(title, label, count) for title, lines in groups(figures) for label, count in lines]
    counted.append((f"Tahun {report.year}", "Target", target(figures)))
    if report.remarks:
        counted.append(("Catatan", "", report.remarks))
    changes = [(one["complaint"], one["what"], one["post"], day, one["state"]) for one, day in due_days(figures)]
    tables = [
        Table(name, (Column("Bagian", 20), Column("Uraian", 40), Column("Jumlah", 50)), counted),
        Table(
            "Perbaikan",
            (Column("Pengaduan", 12), Column("Perbaikan", 50), Column("Jabatan", 30), Column("Paling lambat", 14),
             Column("Keadaan", 14)),
            changes,
        ),
    ]  # fmt: skip
    writer, out = spreadsheet(), io.BytesIO()
    writer.write_tables(out, tables)
    return Sheet(out.getvalue(), writer.media_type, writer.ending)
