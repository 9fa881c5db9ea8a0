"""Makes the seal of the day, or examines everything that was sealed."""

from argparse import ArgumentParser
from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand

from silastri.domain.act import SYSTEM, Act
from silastri.journey.office import anchor


class Command(BaseCommand):
    requires_system_checks = []
    help = "Periksa segel kartu kendali, jawaban penanda tangan, dan log akses (kode keluar 1: ada yang tidak cocok)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="command", required=True)
        commands.add_parser("make", help="buat segel hari ini, bila belum ada")
        commands.add_parser("check", help="periksa semua segel dan semua baris; sama dengan audit verify")

    def handle(self, *args: Any, **options: Any) -> None:
        act = Act(SYSTEM, datetime.now(UTC), "command")
        if options["command"] == "make":
            anchor.anchor(act)
        doubts = anchor.verify(act) if options["command"] == "check" else []
        for doubt in doubts:
            self.stdout.write(doubt)
        for one in anchor.shown()[:1]:
            self.stdout.write(f"segel {one.anchor.day}: {one.anchor.seal}")
        raise SystemExit(1 if doubts else 0)
