"""Draws the SOP of a service: the PDF with identity block and flow matrix, and the matrix as a picture."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from silastri.adapters.pdf import printer
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.letter_text import MONTHS
from silastri.domain.definition.office import Office
from silastri.domain.definition.words import Line, PartialDate
from silastri.domain.words import flow
from silastri.domain.words.flow import Row

from .sheet import example_mark, letterhead


def pdf(definition: Definition, office: Office, *, at: datetime) -> bytes:
    sop, standard = definition.sop, definition.standard
    data = _flow(definition, office) | {
        "office": letterhead(office),
        "mark": example_mark(),
        "identity": [
            ("Nomor SOP", sop.number or "-"),
            ("Tanggal pembuatan", _date(sop.made)),
            ("Tanggal revisi", _date(sop.revised)),
            ("Tanggal efektif", _date(sop.effective)),
            ("Disahkan oleh", _approved_by(office, sop.approved_by)),
            ("Nama SOP", sop.name or standard.name),
        ],
        "blocks": [
            ("Dasar hukum", lines(sop.legal_basis or standard.legal_basis)),
            ("Kualifikasi pelaksana", lines(sop.qualifications or standard.competence)),
            ("Keterkaitan", lines(sop.related or ())),
            ("Peralatan dan perlengkapan", lines(sop.equipment or ())),
            ("Peringatan", lines(sop.warnings or ())),
            ("Pencatatan dan pendataan", lines(sop.records or ())),
        ],
    }
    return printer().draw("sop", data, at=at)


def _approved_by(office: Office, post: str) -> str:
    found = office.post(post)
    return (found.formal or found.title) if found else "-"


def picture(definition: Definition, office: Office) -> bytes:
    """The flow matrix as SVG."""
    return printer().picture("flow_only", _flow(definition, office))


def _flow(definition: Definition, office: Office) -> dict[str, Any]:
    sop, standard = definition.sop, definition.standard
    matrix = flow.rows(definition, office)
    ways = flow.ways(matrix)
    titles = [flow.lane_title(office, lane) for lane in flow.lanes(sop)]
    return {
        "title": f"SOP {sop.name or standard.name}",
        "name": sop.name or standard.name,
        "lanes": titles,
        "rows": [_row(row, matrix, titles) for row in matrix],
        "ways": [asdict(way) for way in ways],
        "slots": [max((way.slot + 1 for way in ways if way.gutter == n), default=0) for n in range(len(titles) + 1)],
        "total": flow.total(sop),
        "promise": standard.promise.length.told,
    }


def _row(row: Row, matrix: list[Row], titles: list[str]) -> dict[str, Any]:
    return {
        "index": row.index,
        "text": row.step.text,
        "lane": row.lane,
        "symbol": row.symbol,
        "alt": f"{told(row, matrix)} {titles[row.lane]}.",
        "needs": row.step.needs,
        "time": row.step.time.told if row.step.time else "",
        "output": row.step.output,
        "remark": row.remark,
    }


def told(row: Row, matrix: list[Row]) -> str:
    """A symbol of the matrix in words, for people who cannot see it: its kind, and where its ways lead."""
    if row.symbol != "decision":
        return "Mulai." if row.index == 0 else "Selesai." if row is matrix[-1] else "Kegiatan."
    onward = "selesai" if row is matrix[-1] else f"ke langkah {row.index + 2}"
    otherwise = [f"kembali ke langkah {back + 1}" for back in row.backs] + (["ditolak"] if row.refuses else [])
    return f"Keputusan. Ya: {onward}. Tidak: {' atau '.join(otherwise)}."


def lines(items: tuple[Line, ...]) -> list[dict[str, Any]]:
    return [{"text": item.text, "under": lines(item.under)} for item in items]


def _date(day: PartialDate | None) -> str:
    """A date of which perhaps only the year is known."""
    if day is None:
        return "-"
    *rest, last = reversed(day.parts)
    return " ".join([*(str(p) if n == 0 and len(rest) == 2 else MONTHS[p - 1] for n, p in enumerate(rest)), str(last)])
