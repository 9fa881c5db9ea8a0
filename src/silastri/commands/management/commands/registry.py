"""Imports the social registry of an office, lists its periods, removes one."""

import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from pydantic import ValidationError

from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.registry import operations, queries
from silastri.domain import registry
from silastri.domain.definition.source import Unreadable, read
from silastri.domain.registry import Columns
from silastri.jobs.registry import reader
from silastri.jobs.registry.importer import Import, NotImported
from silastri.jobs.registry.reader import NotAnExport


class Command(BaseCommand):
    requires_system_checks = []
    help = (
        "Impor data sosial (ekspor CSV atau XLSX) untuk satu kantor. Satu periode terbit seluruhnya atau tidak sama "
        "sekali; impor yang terputus dilanjutkan dengan perintah yang sama. Baris yang salah didaftar, tidak ditebak."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="command", required=True)
        imported = commands.add_parser("import", help="impor satu berkas")
        imported.add_argument("file", type=Path)
        imported.add_argument("--office", required=True, help="nama map kantor")
        imported.add_argument("--map", required=True, type=Path, help="YAML: kolom, periode, sumber")
        imported.add_argument("--skip-bad", action="store_true", help="terbitkan tanpa baris yang salah")
        for name, what in (("list", "periode yang ada"), ("remove", "hapus satu periode")):
            other = commands.add_parser(name, help=what)
            other.add_argument("--office", required=True)
            if name == "remove":
                other.add_argument("--period", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        office = offices.by_slug(options["office"])
        if office is None:
            raise CommandError(f"kantor '{options['office']}' belum terbit; jalankan: silastri publish standards/")
        if options["command"] == "import":
            self._import(office, options["file"], options["map"], skip_bad=options["skip_bad"])
        elif options["command"] == "list":
            for period in queries.periods(office.pk):
                state = f"siap sejak {offices.today(office, period.ready_at)}" if period.ready_at else "belum selesai"
                self.stdout.write(f"{period.name}  {period.rows} baris  {period.source}  {state}")
        else:
            self._remove(office, options["period"])

    def _import(self, office: Office, path: Path, mapping: Path, *, skip_bad: bool) -> None:
        if not path.is_file():
            raise CommandError(f"berkas {path} tidak ada")
        columns = _columns(mapping)
        bar = Bar(reader.lines_about(path))
        run = Import(office, path, columns, offices.today(office, timezone.now()), skip_bad=skip_bad, progress=bar.show)
        try:
            period = run.run(timezone.now())
        except (NotAnExport, NotImported) as error:
            raise CommandError(str(error)) from None
        finally:
            bar.end()
        if run.went_on_from:
            self.stdout.write(f"Dilanjutkan dari baris {run.went_on_from}.")
        left_out = f", {run.bad} baris salah dilewati ({run.listed})" if run.bad else ""
        self.stdout.write(f"Periode {period.name} siap: {period.rows} baris{left_out}.")

    def _remove(self, office: Office, name: str) -> None:
        period = queries.periods(office.pk).filter(name=name).first()
        if period is None:
            raise CommandError(f"periode '{name}' tidak ada")
        operations.remove(period)
        self.stdout.write(f"Periode {name} dihapus.")


def _columns(path: Path) -> Columns:
    """The mapping. Raises CommandError."""
    try:
        columns = Columns.model_validate(read(path.read_text(encoding="utf-8"), str(path)).value)
    except (OSError, UnicodeDecodeError):
        raise CommandError(f"berkas {path} tidak bisa dibaca") from None
    except Unreadable as error:
        raise CommandError(str(error)) from None
    except ValidationError as error:
        wrong = ", ".join(".".join(map(str, e["loc"])) for e in error.errors())
        raise CommandError(f"{path}: perbaiki {wrong}; tulis kolom, periode, dan sumber") from None
    if absent := registry.missing(columns):
        raise CommandError(f"{path}: kolom wajib belum dipetakan: {', '.join(absent)}")
    if strange := registry.unknown(columns):
        raise CommandError(f"{path}: kolom tidak dikenal: {', '.join(strange)}; pilih {', '.join(registry.COLUMNS)}")
    return columns


class Bar:
    """The progress of the import: a bar on a terminal, now and then a line elsewhere."""

    def __init__(self, lines: int) -> None:
        self.lines, self.began, self.told = lines, time.monotonic(), 0.0
        self.is_terminal = sys.stderr.isatty()

    def show(self, line: int) -> None:
        now = time.monotonic()
        if now - self.told < (0.2 if self.is_terminal else 5):
            return
        self.told = now
        speed = line / max(now - self.began, 0.001)
        share = min(1.0, line / self.lines) if self.lines else 0.0
        bar = f"[{'#' * round(share * 30):<30}] {share:4.0%}  " if self.lines else ""
        sys.stderr.write(f"{chr(13) if self.is_terminal else ''}{bar}{line} baris, {speed:.0f} baris/detik")
        sys.stderr.write("" if self.is_terminal else "\n")
        sys.stderr.flush()

    def end(self) -> None:
        if self.is_terminal:
            sys.stderr.write("\n")
