"""The register of improvements as a PDF to print and as a spreadsheet."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from silastri.adapters.pdf import printer
from silastri.adapters.spreadsheet import spreadsheet
from silastri.adapters.spreadsheet.port import Column
from silastri.apps.audit.operations import log
from silastri.apps.improvements.models import Improvement
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.act import Act
from silastri.domain.definition.letter_text import long_date
from silastri.domain.definition.standard import COMPONENTS
from silastri.domain.satisfaction.index import NAMES
from silastri.journey.papers.sheet import example_mark, letterhead

from .access import desk_of

MOST = 2_000  # rows in one file
_COLUMNS = (
    Column("Yang diperbaiki", 50),
    Column("Layanan", 30),
    Column("Komponen standar", 28),
    Column("Unsur survei", 28),
    Column("Asal", 24),
    Column("Penanggung jawab", 28),
    Column("Paling lambat", 14),
    Column("Keadaan", 24),
    Column("Selesai", 14),
    Column("Bukti atau alasan", 50),
    Column("Diumumkan", 12),
)


class Sheet(NamedTuple):
    content: bytes
    media_type: str
    ending: str


def source(one: Improvement) -> str:
    """Where it comes from, in words. Who complained is not told."""
    if one.complaint:
        return f"Pengaduan {one.complaint.number}"
    if one.measured_in:
        return f"Pengukuran tahunan {one.measured_in}"
    return "Laporan survei" if one.report else "Kantor sendiri"


def standing(one: Improvement, today: date) -> str:
    """Its state in words, with how late it is: Terlambat 3 hari."""
    late = (today - one.due_on).days
    if one.state == Improvement.State.PLANNED and late > 0:
        return f"Terlambat {late} hari"
    return one.get_state_display()


def sheet(act: Act, found: Sequence[Improvement]) -> Sheet:
    office, today = _asked(act, found)
    writer, out = spreadsheet(), io.BytesIO()
    writer.write(out, "Perbaikan", _COLUMNS, (_cells(office, one, today) for one in found))
    return Sheet(out.getvalue(), writer.media_type, writer.ending)


def draw(act: Act, found: Sequence[Improvement]) -> bytes:
    office, today = _asked(act, found)
    definition = offices.definition(office)
    data = {
        "title": "Daftar Perbaikan Layanan",
        "office": letterhead(definition),
        "mark": example_mark(),
        "told": f"Keadaan {long_date(today)}: {len(found)} perbaikan.",
        "rows": [[str(n), *_printed(office, one, today)] for n, one in enumerate(found, start=1)],
    }
    return printer().draw("improvements", data, at=act.at)


def _asked(act: Act, found: Sequence[Improvement]) -> tuple[Office, date]:
    office = desk_of(act).office
    log(act, "export_improvements", "perbaikan", rows=len(found))
    return office, offices.today(office, act.at)


def _cells(office: Office, one: Improvement, today: date) -> tuple[Any, ...]:
    return (
        one.what,
        one.service.name if one.service else "Semua layanan",
        COMPONENTS.get(one.component, ""),
        NAMES.get(one.element, ""),
        source(one),
        offices.title(office, one.post),
        one.due_on,
        standing(one, today),
        one.ended_on,
        one.evidence,
        "ya" if one.is_public else "tidak",
    )


def _printed(office: Office, one: Improvement, today: date) -> list[str]:
    about = [one.service.name if one.service else "Semua layanan", NAMES.get(one.element, "")]
    ended = [f"{one.ended_on:%d-%m-%Y}" if one.ended_on else "", one.evidence]
    return [
        one.what,
        "\n".join(part for part in (*about, source(one)) if part),
        offices.title(office, one.post),
        f"{one.due_on:%d-%m-%Y}",
        standing(one, today),
        "\n".join(part for part in ended if part),
    ]
