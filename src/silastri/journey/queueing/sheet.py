"""Waiting and serving times of a period as a spreadsheet: by day, by service, and by both."""

import io
from collections.abc import Iterable
from datetime import date

from silastri.adapters.spreadsheet import spreadsheet
from silastri.adapters.spreadsheet.port import Cell, Column, Table
from silastri.apps.audit.operations import log
from silastri.apps.offices.models import Office
from silastri.domain.act import Act
from silastri.domain.queueing.times import Figures

from .times_of import Row, times_of

_DAY, _SERVICE = Column("Tanggal", 12), Column("Layanan", 44)
_FIGURES = (
    Column("Datang", 9),
    Column("Dilayani", 9),
    Column("Tidak datang saat dipanggil", 16),
    Column("Tidak sempat dilayani", 16),
    Column("Menunggu rata-rata (menit)", 16),
    Column("Menunggu, 9 dari 10 paling lama (menit)", 18),
    Column("Dilayani rata-rata (menit)", 16),
    Column("Dilayani, 9 dari 10 paling lama (menit)", 18),
)


def sheet(act: Act, *, office: Office, since: date, until: date) -> tuple[bytes, str, str]:
    """The file, its media type and its ending. Raises NotFit for a period that is none, or too long."""
    found = times_of(act, office=office, since=since, until=until)
    writer, out = spreadsheet(), io.BytesIO()
    tables = [
        Table("Per hari", (_DAY, *_FIGURES), [(row.on, *_cells(row)) for row in found.by_day]),
        Table("Per layanan", (_SERVICE, *_FIGURES), [(row.service, *_cells(row)) for row in found.by_service]),
        Table("Per hari dan layanan", (_DAY, _SERVICE, *_FIGURES), _both(found.by_both)),
    ]
    writer.write_tables(out, tables)
    log(act, "export_queue_times", f"{since} sampai {until}")
    return out.getvalue(), writer.media_type, writer.ending


def _both(rows: Iterable[Row]) -> list[tuple[Cell, ...]]:
    return [(row.on, row.service, *_cells(row)) for row in rows]


def _cells(row: Row) -> tuple[Cell, ...]:
    return (row.count, row.served, row.skipped, row.closed, *_of(row.waiting), *_of(row.serving))


def _of(found: Figures | None) -> tuple[Cell, Cell]:
    return (found.average, found.ninetieth) if found else (None, None)
