"""Works out when a promise falls due."""

from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from silastri.apps.offices import queries as offices
from silastri.domain import duration, worktime
from silastri.domain.definition.letter_text import long_date
from silastri.domain.worktime import OfficeTime
from silastri.jobs import folder
from silastri.jobs.publishing import national_days


class Command(BaseCommand):
    requires_system_checks = []
    help = "Hitung batas waktu menurut jam dan hari kerja kantor."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--office", required=True, help="nama map kantor, misalnya rokan-hilir")
        parser.add_argument("--from", dest="start", required=True, help="saat mulai, misalnya 2026-03-13T09:00")
        parser.add_argument("--for", dest="length", required=True, help='jangka waktu, misalnya "7 hari kerja"')

    def handle(self, *args: Any, **options: Any) -> None:
        time, source = _time(options["office"])
        try:
            length = duration.parse(options["length"])
            start = datetime.fromisoformat(options["start"])
        except duration.NotADuration as error:
            raise CommandError(str(error)) from None
        except ValueError:
            raise CommandError(f"'{options['start']}' bukan tanggal; tulis seperti 2026-03-13T09:00") from None
        start = start.replace(tzinfo=time.zone) if start.tzinfo is None else start
        try:
            due = worktime.due(time, start, length)
        except worktime.NeverOpen as error:
            raise CommandError(str(error)) from None
        self.stdout.write(time.local(due.at).isoformat())
        for day, why in due.skipped:
            self.stdout.write(f"{day.isoformat()} dilewati: {why}")
        if not any(day.year == due.at.year for day in time.holidays):
            self.stdout.write(f"peringatan: belum ada hari libur untuk tahun {due.at.year}")
        self.stderr.write(f"({source}, mulai {long_date(time.local(start))} {time.local(start):%H.%M})")


def _time(slug: str) -> tuple[OfficeTime, str]:
    """The working time of the office as published; if it is not published, as its folder says. Raises CommandError."""
    try:
        office = offices.by_slug(slug)
    except DatabaseError:
        office = None
    if office:
        return offices.working_time(office), "menurut kantor yang terbit"
    for read in folder.read(Path(settings.STANDARDS) / slug):
        if read.office:
            year = datetime.now(ZoneInfo(read.office.zone)).year
            days = {day: name for day, name, _ in national_days(year - 3, year + 2)}
            return read.office.time(days), f"menurut {settings.STANDARDS}/{slug}/kantor.yaml"
    raise CommandError(f"kantor '{slug}' tidak ada")
