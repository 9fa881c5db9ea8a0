"""The figures of an office's survey as a table for everybody: each service in each quarter that has ended."""

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction

from silastri.apps.catalog import queries as catalog
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.surveys import queries as surveys
from silastri.domain.satisfaction.disclosure import LEAST
from silastri.domain.satisfaction.index import ELEMENTS, rounded
from silastri.domain.satisfaction.period import Period
from silastri.domain.words.cell import harmless

from .published import Figure, Figures

COLUMNS = (
    *("tahun", "triwulan", "sejak", "sampai", "layanan", "nama_layanan", "n"),
    *(f"nrr_{element}" for element in ELEMENTS),
    *("ikm", "mutu", "keterangan"),
)
_EMPTY = [""] * (len(ELEMENTS) + 3)
_KEPT_BACK = f"tidak ditampilkan: kurang dari {LEAST} jawaban, atau dapat dihitung dari selisihnya"


def table(office: Office, at: datetime) -> str:
    """As CSV. A quarter that still runs is not in it: its changes from day to day would tell single answers."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows(_rows(office, at))
    return out.getvalue()


def _rows(office: Office, at: datetime) -> Iterator[list[str]]:
    first, today = surveys.first_day(office.pk), offices.today(office, at)
    if first is None:
        return
    years = range(first.year, today.year + 1)
    figures = Figures(office, years)
    services = list(catalog.all_services(office.pk).order_by("slug"))
    for quarter in (quarter for year in years for quarter in Period(year).quarters if quarter.until < today):
        for service in services:
            figure = figures.of(quarter, service.pk)
            if figure.sums.responses:
                about = [harmless(service.slug), harmless(service.name)]
                span = [str(quarter.since), str(quarter.until)]
                yield [str(quarter.year), str(quarter.number), *span, *about, *_figures(figure)]


def _figures(figure: Figure) -> list[str]:
    """n, the mean of each element, the index and its grade; then what is to be said of them."""
    if figure.is_kept_back:
        return [*_EMPTY, _KEPT_BACK]
    sums = figure.sums
    pairs = zip(sums.totals, sums.counts, strict=True)
    means = [str(rounded(Fraction(total, count), 4)) if count else "" for total, count in pairs]
    whole = [str(figure.index.all.index), figure.index.all.grade, ""] if figure.index else ["", "", figure.why]
    return [str(sums.responses), *means, *whole]
