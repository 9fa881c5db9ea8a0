"""Examines the chain of control cards and everything else that was sealed."""

from argparse import ArgumentParser
from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from silastri.apps.offices import queries as offices
from silastri.domain.act import SYSTEM, Act
from silastri.journey.office import anchor


class Command(BaseCommand):
    requires_system_checks = []
    help = "Periksa kartu kendali baris demi baris, segel harian, dan log akses (kode keluar 1: ada yang tidak cocok)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="command", required=True)
        verify = commands.add_parser("verify", help="periksa semua, dan sebut baris yang tidak cocok")
        verify.add_argument("--office", help="hanya kartu kendali kantor ini (nama mapnya)")

    def handle(self, *args: Any, **options: Any) -> None:
        office = None
        if options["office"]:
            office = offices.by_slug(options["office"])
            if office is None:
                raise CommandError(f"Kantor {options['office']} tidak ada.")
        act = Act(SYSTEM, datetime.now(UTC), "command")
        doubts = anchor.verify(act, office.pk if office else None)
        for doubt in doubts:
            self.stdout.write(doubt)
        if not doubts:
            self.stdout.write("Semua cocok dengan segelnya.")
        raise SystemExit(1 if doubts else 0)
