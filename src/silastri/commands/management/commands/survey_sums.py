"""Compares the sums of survey answers with the answers, or makes them anew."""

from argparse import ArgumentParser
from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand

from silastri.domain.act import SYSTEM, Act
from silastri.journey.office import running
from silastri.journey.surveys import check_sums


class Command(BaseCommand):
    requires_system_checks = []
    help = "Cocokkan jumlah jawaban survei dengan jawabannya (kode keluar 1: ada yang tidak cocok)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="command", required=True)
        commands.add_parser("check", help="cocokkan semua hari")
        commands.add_parser("mend", help="hitung ulang hari yang tidak cocok dari jawabannya")

    def handle(self, *args: Any, **options: Any) -> None:
        act = Act(SYSTEM, datetime.now(UTC), "command")
        if options["command"] == "mend":
            self.stdout.write(f"{check_sums.mend(act)} hari dihitung ulang.")
        differing = check_sums.check(act)
        for told in running.wrong_sums() or ["Semua jumlah cocok dengan jawabannya."]:
            self.stdout.write(told)
        raise SystemExit(1 if differing else 0)
