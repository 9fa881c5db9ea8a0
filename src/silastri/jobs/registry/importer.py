"""Imports one period: checked row by row, stored chunk by chunk, visible only when it is complete."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from silastri.apps.offices.models import Office
from silastri.apps.registry import operations, queries
from silastri.apps.registry.models import Period
from silastri.apps.registry.operations import Prepared
from silastri.domain import registry, visible
from silastri.domain.registry import BadRow, Columns

from . import reader
from .reader import NotAnExport, Record

CHUNK = 20_000
Progress = Callable[[int], None]


class NotImported(Exception):
    """Some rows were bad, so nothing was published; ``listed`` names the file with all ``bad`` of them."""

    def __init__(self, bad: int, listed: Path) -> None:
        super().__init__(f"{bad} baris salah; tidak ada yang diterbitkan. Daftarnya: {listed}")
        self.bad, self.listed = bad, listed


@dataclass
class Import:
    office: Office
    path: Path
    columns: Columns
    today: date
    skip_bad: bool = False
    progress: Progress | None = None
    rows: int = 0
    bad: int = 0
    went_on_from: int = 0
    width: int = 0  # how many columns the heading has
    places: dict[str, int] = field(default_factory=dict)

    @property
    def listed(self) -> Path:
        """The file with the list of bad rows, beside the export."""
        return self.path.with_name(self.path.name + ".salah.csv")

    def run(self, at: datetime) -> Period:
        """Raises NotAnExport, NotImported."""
        found = reader.records(self.path)
        self.places = self._places(next(found, (0, [])))
        mark = reader.mark(self.path)
        period = operations.begin(
            self.office, name=self.columns.period, source=self.columns.source, file_mark=mark, at=at
        )
        self.rows, self.bad, self.went_on_from = period.rows, period.skipped, period.lines_done
        if not self.went_on_from:
            self.listed.unlink(missing_ok=True)
        try:
            self._take(period, found)
        except NotAnExport:
            operations.remove(period)
            raise
        self._refuse_twice(period)
        if self.bad and not self.skip_bad:
            operations.remove(period)
            raise NotImported(self.bad, self.listed)
        if not self.rows:
            operations.remove(period)
            raise NotAnExport("berkas tidak memuat satu baris pun yang benar")
        with transaction.atomic():
            operations.went_on(period, lines_done=period.lines_done, rows=self.rows, skipped=self.bad)
            operations.publish(period, at=at)
        return period

    def _places(self, heads: Record) -> dict[str, int]:
        """The position of each of our columns in the file."""
        titles = [visible.seen(str(cell)) for cell in heads[1]]
        self.width = len(titles)
        wanted = self.columns.columns
        absent = [title for title in wanted.values() if title not in titles]
        if absent:
            raise NotAnExport(
                f"kolom tidak ada: {', '.join(absent)}. Kolom di berkas: {', '.join(filter(None, titles)) or '-'}"
            )
        twice = [title for title in wanted.values() if titles.count(title) > 1]
        if twice:
            raise NotAnExport(f"lebih dari satu kolom bernama {', '.join(twice)}; hapus atau ganti nama yang lain")
        return {name: titles.index(title) for name, title in wanted.items()}

    def _take(self, period: Period, found: Iterator[Record]) -> None:
        prepare = operations.preparer(period)
        chunk: list[Prepared] = []
        first: list[str] = []
        line = self.went_on_from
        with self.listed.open("a", newline="", encoding="utf-8") as listing:
            bad_rows = csv.writer(listing)
            for line, cells in found:
                if line <= self.went_on_from or not any(str(cell).strip() for cell in cells):
                    continue
                try:
                    row = self._row(cells)
                except BadRow as why:
                    self.bad += 1
                    bad_rows.writerow([line, why])
                    continue
                if len(first) < 200:
                    first.append(row.nik)
                self.rows += 1
                chunk.append(prepare(row, line))
                if len(chunk) >= CHUNK:
                    self._refuse_rounded(first)
                    self._keep(period, chunk, line)
                    listing.flush()
        self._refuse_rounded(first)
        self._keep(period, chunk, line)
        if not self.bad:
            self.listed.unlink(missing_ok=True)

    def _row(self, cells: list[Any]) -> registry.Row:
        if len(cells) <= max(self.places.values()):
            raise BadRow(f"baris terpotong: {len(cells)} kolom")
        if any(str(cell).strip() for cell in cells[self.width :]):
            raise BadRow("isi lebih banyak dari judul kolom; isi yang memuat pemisah harus diapit tanda kutip")
        return registry.read({name: cells[place] for name, place in self.places.items()}, self.today)

    def _refuse_rounded(self, numbers: list[str]) -> None:
        if registry.looks_rounded(numbers):
            raise NotAnExport("NIK tampaknya dibulatkan oleh pengolah angka; ekspor ulang dengan kolom teks")

    def _keep(self, period: Period, chunk: list[Prepared], line: int) -> None:
        """Stores a chunk and the line reached, in one transaction, so that a killed import can go on from here."""
        with transaction.atomic():
            if chunk:
                operations.keep(chunk)
            operations.went_on(period, lines_done=line, rows=self.rows, skipped=self.bad)
        chunk.clear()
        if self.progress:
            self.progress(line)

    def _refuse_twice(self, period: Period) -> None:
        """A NIK that is in the export twice is refused in all its lines, since nobody can know which is meant."""
        lines = queries.lines_twice(period)
        if not lines:
            return
        with self.listed.open("a", newline="", encoding="utf-8") as listing:
            csv.writer(listing).writerows([line, "NIK ini ada di lebih dari satu baris"] for line in lines)
        operations.drop(period, lines)
        self.rows -= len(lines)
        self.bad += len(lines)
