"""The public figures of an office's promises as a table for everybody."""

import csv
import io
from collections.abc import Iterator
from datetime import datetime

from silastri.apps.offices.models import Office
from silastri.domain.words.cell import harmless

from . import performance
from .performance import LEAST, Figure

COLUMNS = (
    *("tahun", "bulan", "layanan", "nama_layanan", "janji", "n", "n_janji", "tepat_waktu", "persen_tepat_waktu"),
    *("median_menit_kerja", "keterangan"),
)
_FEW = f"tidak ditampilkan: kurang dari {LEAST} permohonan"


def table(office: Office, at: datetime) -> str:
    """As CSV: each service in each month that has ended, the latest twelve."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows(_rows(office, at))
    return out.getvalue()


def _rows(office: Office, at: datetime) -> Iterator[list[str]]:
    for service in performance.of_office(office, at).services:
        about = [harmless(service.slug), harmless(service.title), str(service.promise or "")]
        for figure in service.months:
            yield [str(figure.month.year), str(figure.month.number), *about, *_figures(figure)]


def _figures(figure: Figure) -> list[str]:
    if figure.is_few:
        return ["", "", "", "", "", _FEW]
    told = figure.percent is not None
    kept = [str(figure.promised), str(figure.kept), str(figure.percent)] if told else ["", "", ""]
    return [str(figure.cases), *kept, str(figure.minutes), ""]
